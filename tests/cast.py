"""The cast: the same people and offices in every test."""
