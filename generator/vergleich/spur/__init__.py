"""What tracked files of every format share: the order of both versions, who changed and when, the proof before writing."""
