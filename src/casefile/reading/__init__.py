"""Document in, claims out. `read.py` is the recipe; `tagger.py` alone opens the model."""
