"""Find: projections of the ledger for queries. They can be dropped and rebuilt."""
