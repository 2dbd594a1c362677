"""Time expressions and what they mean on the calendar."""
