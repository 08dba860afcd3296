"""Law on this machine: what the user imported lies in a cache folder, texts beside the index; fetching is asked for."""
