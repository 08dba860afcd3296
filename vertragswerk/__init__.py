"""The front door: puts the rooms together; nobody imports it."""

__version__ = "0.1.0"
