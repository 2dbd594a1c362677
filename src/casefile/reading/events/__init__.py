"""What is said to have happened, to happen or to be planned."""
