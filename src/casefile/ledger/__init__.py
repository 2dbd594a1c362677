"""The ledger room: append, prove, verify; blobs beside it by digest."""
