"""How many, of whom or what, and by when."""
