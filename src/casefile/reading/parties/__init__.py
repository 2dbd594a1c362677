"""Who a text speaks of, and which words mean the same one."""
