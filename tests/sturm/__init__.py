"""A storm of runs at once on shared targets, some killed, some on a full disk; see `__main__.py`."""
