"""The language server: what an editor asks about unsaved text, answered by the same door as `pruefen`."""
