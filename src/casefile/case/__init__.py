"""The case: incidents, corroboration, allegations, the element matrix. Pure rules."""
