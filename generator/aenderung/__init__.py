"""Änderungsbefehle: from two versions to commands, from commands to the new version, and how commands are written."""
