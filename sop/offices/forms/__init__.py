"""Forms of people and appointments: those of the administration, and those of the settings of an office."""
