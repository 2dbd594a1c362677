"""What courts do: procedures as data, steps, warrants, and what follows from one."""
