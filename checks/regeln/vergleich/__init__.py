"""Rules about two versions of a contract."""
