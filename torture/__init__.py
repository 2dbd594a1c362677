"""Long runs that try to break the ledger: kill it, flip its bytes, fill its disk."""
