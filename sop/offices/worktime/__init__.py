"""The tab Jam kerja & libur: when an office works, its days off, and what a change of them would do to a deadline."""
