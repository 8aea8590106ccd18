"""The tab "Tanda tangan elektronik" in the settings of an office: who signs how, and who can."""
