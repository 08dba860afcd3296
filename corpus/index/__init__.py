"""The norm index: which units of which law existed when, how sure that is, and a hash of each unit's text."""
