"""Comparing two versions of a document: one change set, of which every output of a comparison is a function."""
