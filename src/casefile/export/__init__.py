"""The export room: hand the record over so that it proves itself elsewhere."""
