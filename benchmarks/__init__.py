"""Side-by-side measurements against peers; `nox -s bench`."""
