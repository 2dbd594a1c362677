"""Places: names to points, with reasons and runners-up."""
