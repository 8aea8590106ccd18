"""Pages of the settings of an office that concern its posts, people and appointments."""
