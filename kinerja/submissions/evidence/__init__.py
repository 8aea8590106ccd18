"""Evidence (bukti dukung): the files that show where a figure comes from."""
