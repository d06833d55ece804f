"""Papers in and out: bytes to records and back, with the words on them; nothing is remembered."""
