"""The identity page of a draft: its header, and the six boxes written as plain lines."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from sop.offices.models import User
from sop.procedures.editing.drafts import compare, identity_token, locked
from sop.procedures.models import HeaderItem, Section, SopVersion

# "1.", "12)", "a.", a bullet or a dash, then the text
_MARKED = re.compile(r"(\d{1,2}[.)]|[a-zA-Z][.)]|[•\-–—*])[ \t]+(?=\S)")
CONTINUED = "  "


@transaction.atomic
def rewrite_identity(
    version: SopVersion, *, header: Mapping[str, Any], boxes: Mapping[str, str], seen: str, by: User
) -> SopVersion:
    """Write the header and the boxes anew; ValidationError where a field breaks a rule of the tables."""
    draft = locked(version, by=by)
    compare(seen, identity_token(draft))
    for name, value in header.items():
        setattr(draft, name, value)
    draft.full_clean()
    draft.save()
    for section, text in boxes.items():
        _fill_box(draft, Section(section), text)
    return draft


def box_text(items: Iterable[HeaderItem]) -> str:
    """The items of a box, one on a line; what continues an item is indented below it."""
    return "\n".join(_line(item) for item in items)


def _line(item: HeaderItem) -> str:
    text = item.text.replace("\r\n", "\n").replace("\n", f"\n{CONTINUED}")
    return f"{item.marker} {text}" if item.marker else text


def _fill_box(draft: SopVersion, section: Section, text: str) -> None:
    """Lines that were not touched keep their marker, also where it would be read as a word."""
    items = list(draft.items.filter(section=section).order_by("order"))
    known = {_line(item).strip(): (item.marker, item.text) for item in items}
    draft.items.filter(section=section).delete()
    rows = [known.get(line) or _parts(line) for line in _items(text)]
    HeaderItem.objects.bulk_create(
        HeaderItem(version=draft, section=section, order=order, marker=marker, text=words)
        for order, (marker, words) in enumerate(rows, start=1)
    )


def _items(text: str) -> list[str]:
    """One entry for each item, its indented lines with it."""
    found: list[str] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        if found and line.startswith((" ", "\t")):
            found[-1] += f"\n{CONTINUED}{line.strip()}"
        else:
            found.append(line.strip())
    return found


def _parts(line: str) -> tuple[str, str]:
    marked = _MARKED.match(line)
    marker, text = (marked[1], line[marked.end() :]) if marked else ("", line)
    return marker, text.replace(f"\n{CONTINUED}", "\n")
