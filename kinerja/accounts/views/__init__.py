"""Pages of one's own account, and the reset of factors by a keeper."""
