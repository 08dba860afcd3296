"""Transforms: from a document to another one, before it is written; each lives in its own module."""
