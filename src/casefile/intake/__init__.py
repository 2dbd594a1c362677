"""Bytes in, Document out: `receive.py` is the one door."""
