"""The commands about the law: `norm`, `zitate`, `auswirkung`, `gesetze`."""
