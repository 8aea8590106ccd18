"""A paper as it is laid out: the fields as typed, put into the frozen data that `kinerja.documents` draws."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from kinerja.common.dates import format_date, format_date_with_weekday
from kinerja.documents.letter import LetterData, Signature
from kinerja.documents.parts import Official
from kinerja.letters.fields import addressees, columns_of, lines_of, sent_to
from kinerja.letters.kinds import LetterKind
from kinerja.letters.models import Letter
from kinerja.submissions.papers.report import stationery

Content = dict[str, str]
MOST_SPARE = 40


def data_of(letter: Letter, *, number: str, at: dt.datetime | None) -> LetterData:
    """The paper under this number; `at`: when it was issued, None for a draft. `letter.submission.run` must be loaded."""
    content, office = letter.content, letter.submission.run.office
    layout, more = _LAYOUTS[LetterKind(letter.kind)]
    common: dict[str, Any] = {
        "stationery": stationery(office),
        "layout": layout,
        "title": letter.get_kind_display(),
        "office": office.name,
        "place": office.city,
        "day": _day(content.get("date") or content.get("event_date", "")),
        "number": number if letter.is_numbered else None,
        "copies": lines_of(content.get("copies", "")),
        "signatures": _signatures(content),
        "case": letter.submission.run.title,
        "replaces": _called(letter.replaces) if letter.replaces else "",
        "at": at,
    }
    return LetterData(**(common | more({**content, "shown_number": number})))


def _called(letter: Letter) -> str:
    issued = letter.issued_at.astimezone(letter.office.tz).date() if letter.issued_at else None
    number = f"nomor {letter.number} " if letter.number else ""
    return f"naskah {number}yang diterbitkan {format_date(issued)}" if issued else f"naskah {number}".strip()


def _day(text: str) -> dt.date | None:
    """A stored date; None for what is empty or was never finished."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _weekday(text: str) -> str:
    day = _day(text)
    return format_date_with_weekday(day) if day else ""


def _date(text: str) -> str:
    day = _day(text)
    return format_date(day) if day else ""


def _signatures(content: Content) -> tuple[Signature, ...]:
    first = Official(
        content.get("signer_post", ""), content.get("signer_name", ""), content.get("signer_nip", ""),
        content.get("signer_rank", ""),
    )  # fmt: skip
    found = [Signature(first)]
    if content.get("second_name"):
        second = Official(
            content.get("second_post", ""), content["second_name"], content.get("second_nip", "")
        )
        found.append(Signature(second, content.get("second_role", "")))
    return tuple(found)


def _event(content: Content) -> tuple[tuple[str, str], ...]:
    return (
        ("Hari/tanggal", _weekday(content["event_date"])),
        ("Pukul", content["event_time"]),
        ("Tempat", content["event_place"]),
    )


def _kept(*pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Without the lines that say nothing."""
    return tuple(pair for pair in pairs if pair[1])


def _memo(content: Content) -> dict[str, Any]:
    return {
        "to": addressees(content["to"]),
        "facts": _kept(
            ("Dari", content["sender"]), ("Tanggal", _date(content["date"])), ("Sifat", content["nature"]),
            ("Lampiran", content["enclosures"]), ("Hal", content["subject"]),
        ),
        "opening": content["body"],
    }  # fmt: skip


def _invitation(content: Content) -> dict[str, Any]:
    to, where = sent_to(content["to"])
    return {
        "to": to,
        "where": where,
        "facts": _kept(
            ("Sifat", content["nature"]), ("Lampiran", content["enclosures"]), ("Hal", content["subject"])
        ),
        "opening": content["body"],
        "details": (*_event(content), ("Acara", content["agenda"])),
        "closing": content["closing"],
    }


def _attendance(content: Content) -> dict[str, Any]:
    spare = int(content["spare"]) if content["spare"].isdecimal() else 0
    blank = (("", "", ""),) * min(spare, MOST_SPARE)
    facts = (("Rapat", content["meeting"]), *_event(content))
    return {"facts": facts, "rows": (*columns_of(content["people"], 3), *blank)}


def _disposition(content: Content) -> dict[str, Any]:
    return {
        "to": lines_of(content["forward"]),
        "facts": (
            ("Indeks", content["index"]), ("Kode", content["code"]),
            ("Nomor urut", content["shown_number"]), ("Tanggal", _date(content["date"])),
            ("Asal surat", content["origin"]), ("Sifat", content["nature"]),
            ("Nomor surat", content["origin_number"]), ("Tanggal surat", _date(content["origin_date"])),
            ("Isi ringkas", content["subject"]), ("Lampiran", content["enclosures"]),
        ),
        "opening": content["body"],
    }  # fmt: skip


def _cover(content: Content) -> dict[str, Any]:
    to, where = sent_to(content["to"])
    return {"to": to, "where": where, "rows": columns_of(content["items"], 3)}


def _minutes(content: Content) -> dict[str, Any]:
    return {
        "facts": (("Rapat", content["meeting"]), *_event(content), ("Pimpinan rapat", content["chair"])),
        "rows": columns_of(content["people"], 3),
        "sections": _kept(
            ("Pembahasan", content["body"]),
            ("Keputusan", content["decisions"]),
            ("Tindak lanjut", content["follow_up"]),
        ),
    }


def _record(content: Content) -> dict[str, Any]:
    return {
        "facts": (("Tentang", content["subject"]),),
        "opening": content["body"],
        "sections": _kept(("Hasil", content["decisions"])),
        "closing": content["closing"],
    }


_LAYOUTS: dict[LetterKind, tuple[str, Callable[[Content], dict[str, Any]]]] = {
    LetterKind.MEMO: ("memo", _memo),
    LetterKind.INVITATION: ("letter", _invitation),
    LetterKind.ATTENDANCE: ("list", _attendance),
    LetterKind.DISPOSITION: ("slip", _disposition),
    LetterKind.COVER: ("sending", _cover),
    LetterKind.MINUTES: ("minutes", _minutes),
    LetterKind.RECORD: ("minutes", _record),
}
