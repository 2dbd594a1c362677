"""Run a pure function over many documents."""
