"""Cells of a CSV file that people open in a spreadsheet."""

FORMULA = frozenset("=+-@\t\r")


def spreadsheet_safe(text: str) -> str:
    """A text that a spreadsheet would run as a formula stands behind an apostrophe; a plain number is left alone."""
    harmless = text[1:].replace(",", "").replace(".", "").isdecimal()
    return f"'{text}" if text[:1] in FORMULA and not harmless else text
