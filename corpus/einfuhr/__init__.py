"""From published statutes to facts: the official XML, prepared files and Markdown, all as bytes, to the index of a law."""
