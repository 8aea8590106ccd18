"""What people and browsers post as text, before anything is understood of it."""

_LONGEST = 18  # digits; a longer number fits no key of the database


def tidy(text: str) -> str:
    """Browsers send line ends as CR LF, pasted figures have spaces around them, and PostgreSQL keeps no NUL."""
    return text.replace("\r\n", "\n").replace("\0", "").strip()


def number_of(text: str) -> int | None:
    """The key of a row in a field's name or content; None where there is none."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST else None
