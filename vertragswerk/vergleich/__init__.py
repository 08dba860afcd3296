"""Two versions of a contract against each other: what a negotiator asks, from the one change set. Pure."""
