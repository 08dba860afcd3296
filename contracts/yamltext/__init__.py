"""Reading YAML text: bytes to characters, characters to data with positions, and mistakes to German sentences."""
