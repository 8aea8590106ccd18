"""The headings over indicators: a node of the planning tree with the word for its level."""


def heading(level: str, name: str, code: str = "") -> str:
    """Write "Sasaran 1: Meningkatnya …", but "2.12.02 Program Pencatatan Sipil": the level is never said twice."""
    if f"{name} ".casefold().startswith(f"{level} ".casefold()):
        return f"{code} {name}".strip()
    return f"{level} {code}: {name}" if code else f"{level}: {name}"
