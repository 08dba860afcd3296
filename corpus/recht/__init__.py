"""The law at a date: what a norm says, since when, what took its place, and how a citation in a text is judged."""
