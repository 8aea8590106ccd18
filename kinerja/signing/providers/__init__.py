"""Whoever signs: the office's own authority, BSrE, or a pen on paper. One interface, see `interface`."""
