"""Two sessions of one procedure held beside each other."""
