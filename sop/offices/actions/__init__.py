"""Acts on the people and appointments of an office: lock, check, change, record."""
