"""Closed records put away in a tar with an index: written, read back, and only then removed."""
