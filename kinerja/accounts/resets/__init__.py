"""Two people before an account is reset: one asks, a second consents, and the person himself is told at once."""
