"""The SOP's own papers (nota dinas, undangan, disposisi …) as frozen data, as HTML for the screen, and as PDF/A."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from kinerja.documents.engine import write_pdf
from kinerja.documents.parts import Official, Stationery

SLIP = "slip"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs by hand under the paper; `role` stands above ("Notulis,"), "" where the post alone stands."""

    official: Official
    role: str = ""


@dataclass(frozen=True, slots=True)
class LetterData:
    """A paper. `layout` is memo, letter, sending, list, slip, minutes or disposal: a template `documents/_letter_<layout>.html`.

    Texts are plain; an addressee (`to`) has a line for each who stands for him; blank lines part paragraphs. `number` None: this kind has none; "": a line is left to write on.
    `facts` stand in the head, `details` in the text, `sections` are (heading, text), `rows` fill the table under
    `columns`. `at` is the moment the paper was issued, None for a draft.
    """

    stationery: Stationery
    layout: str
    title: str
    office: str
    place: str
    day: dt.date | None = None
    number: str | None = None
    to: tuple[str, ...] = ()
    where: str = "di Tempat"
    facts: tuple[tuple[str, str], ...] = ()
    opening: str = ""
    details: tuple[tuple[str, str], ...] = ()
    closing: str = ""
    sections: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    signatures: tuple[Signature, ...] = ()
    copies: tuple[str, ...] = ()
    case: str = ""
    replaces: str = ""
    at: dt.datetime | None = None

    @property
    def is_draft(self) -> bool:
        return self.at is None

    @property
    def first(self) -> tuple[Signature, ...]:
        """The signature on the right."""
        return self.signatures[:1]

    @property
    def others(self) -> tuple[Signature, ...]:
        """Those on its left."""
        return self.signatures[1:]

    @property
    def halves(self) -> list[tuple[tuple[str, str], tuple[str, str] | None]]:
        """The facts of a slip two by two; one without a neighbour takes the whole line."""
        pairs = [self.facts[i : i + 2] for i in range(0, len(self.facts), 2)]
        return [(pair[0], pair[1] if len(pair) > 1 else None) for pair in pairs]

    @property
    def foot(self) -> str:
        """What stands at the foot of each page."""
        return f"{self.title} {self.number or ''} · {self.case}".replace("  ", " ").strip(" ·")


def letter_page(data: LetterData) -> str:
    """Return the whole HTML page that becomes the PDF."""
    context: dict[str, Any] = {
        "data": data,
        "draft": data.is_draft,
        "logo_url": "logo:kop" if data.stationery.logo_png else "",
        "title": f"{data.title} {data.number or ''}".strip(),
        "author": data.office,
        "created": data.at.isoformat() if data.at else "",
        "foot": data.foot,
    }
    return render_to_string("documents/letter.html", context)


def render_letter(data: LetterData) -> bytes:
    """Draw the paper, upright on the paper of the office; a slip is 10 × 16 cm. NoPdfEngine."""
    paper = "Slip" if data.layout == SLIP else data.stationery.paper
    return write_pdf(letter_page(data), paper=paper, landscape=False, logo_png=data.stationery.logo_png)
