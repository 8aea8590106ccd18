"""Open steps given to named persons, and those that nobody can do."""
