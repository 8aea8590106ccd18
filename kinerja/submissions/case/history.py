"""The history of a file as people read it: who did what as whom, how long it took, and whether that was in time. Pure."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kinerja.common.dates import format_date
from kinerja.submissions.labels import working_time
from kinerja.submissions.queries import Told
from kinerja.submissions.wording import printed_time
from sop.durations.arithmetic import working_minutes_between
from sop.durations.calendar import Calendar
from sop.procedures.definition import WITHDRAW_KEY, Definition, StepDef
from sop.runs.models import StepRun
from sop.runs.records import FIELDS, record_kinds

SHORT = 12  # characters of a hash that are shown
_VERBS = {"verify": "memverifikasi", "paraf": "memaraf", "sign": "menandatangani", "archive": "mengarsipkan"}
_FILE_VERBS = {
    "add": "melampirkan", "describe": "mengubah keterangan", "remove": "menghapus", "restore": "memulihkan",
}  # fmt: skip
_LETTER_WORDS = {
    "issue": "menerbitkan {paper}{number}", "number": "memberi nomor{number} pada {paper}",
    "cancel": "membatalkan {paper}{number}",
}  # fmt: skip
# Icon of each kind; those of the acts are the icons of their labels.
_ICONS = {
    "start": "plus", "step": "check", "verify": "verified", "paraf": "paraf", "sign": "signed", "archive": "archived",
    "return": "returned", "figures": "edit", "evidence": "attachment", "narrative": "note", "judgement": "eye",
    "reply": "note", "reassign": "people", "copy": "attachment", "letter": "document",
    "extension": "calendar", "extension_end": "calendar", "refused_entry": "lock",
    "destroy": "danger", "handover": "send",
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A figure that was changed: name of the indicator, old and new text of the field."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One line of the history.

    `took` is the working time the step lay open, `standard` the time as printed; `in_time` is None without deadline.
    """

    kind: str
    icon: str
    at: dt.datetime
    who: str
    capacity: str
    what: str
    step: str = ""
    unit: str = ""
    reason: str = ""
    note: str = ""
    record: tuple[tuple[str, str], ...] = ()
    took: str = ""
    standard: str = ""
    in_time: bool | None = None
    outside: bool = False
    changes: tuple[Change, ...] = ()
    seq: int = 0
    hash: str = ""


@dataclass(frozen=True)
class Ground:
    """What turns events into sentences: the sheet, the openings of steps that closed, the calendar, names of units and rows.

    closings: (moment of closing, place of the step, unit) → the opening.
    """

    definition: Definition
    closings: Mapping[tuple[dt.datetime, int, int | None], StepRun]
    calendar: Calendar
    units: Mapping[int, str]
    rows: Mapping[int, str]


def entries_of(events: Iterable[Told], ground: Ground) -> list[Entry]:
    """Newest first; entries of figures that follow each other by one person at one unit become one line."""
    made: list[Entry] = []
    for told in events:
        entry = _entry(told, ground)
        if entry is None:
            continue
        if made and _continues(made[-1], entry):
            made[-1] = _joined(made[-1], entry)
        else:
            made.append(entry)
    return made


def _entry(told: Told, ground: Ground) -> Entry | None:
    """None for an event that only repeats a further effect of the act before it."""
    event, data = told.event, told.data
    if event.kind not in _MAKERS and "move" not in data:
        return None
    by = data.get("by", {})
    base = Entry(
        kind=event.kind, icon=_ICONS[event.kind], at=event.at, who=by.get("name", ""), capacity=by.get("capacity", ""),
        what="", seq=event.seq, hash=event.hash[:SHORT],
    )  # fmt: skip
    maker = _MAKERS.get(event.kind)
    if maker is not None:
        return maker(base, data, ground)
    return _step(base, data, ground, ground.closings.get((event.at, data["step"], data["unit"])))


def _step(base: Entry, data: Mapping[str, Any], ground: Ground, run: StepRun | None) -> Entry:
    step = ground.definition.steps[data["step"]]
    entry = replace(
        base, what=_what(base.kind, data), step=f"Langkah {data['step']}: {data['activity']}",
        unit=ground.units.get(data["unit"], ""), reason=data["reason"], note=data["note"],
        record=_record(step, data["record"]),
        outside=data["outside_flow"], standard=printed_time(step),
    )  # fmt: skip
    if run is None or run.closed_at is None:
        return entry
    minutes = working_minutes_between(ground.calendar, run.opened_at, run.closed_at)
    in_time = None if run.due_at is None else run.closed_at <= run.due_at
    return replace(entry, took=working_time(minutes, ground.calendar, run.closed_at), in_time=in_time)


def _record(step: StepDef, record: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What was written down, with the words of its form: the date of a hand-over is not that of a meeting."""
    words = {name: word for kind in record_kinds(step) for name, word in FIELDS[kind].items()}
    dated = {name: dt.date.fromisoformat(text) for name, text in record.items() if name == "date" and text}
    return tuple(
        (
            words.get(name, name).capitalize(),
            format_date(dated[name]) if name in dated else ", ".join(str(text).split("\n")),
        )
        for name, text in record.items()
        if text
    )


def _what(kind: str, data: Mapping[str, Any]) -> str:
    if kind == "return":
        return "menarik kembali isian" if data["move"] == WITHDRAW_KEY else "mengembalikan berkas"
    verbs = [_VERBS[effect] for effect in data["effects"] if effect in _VERBS]
    if verbs:
        return " dan ".join(verbs)
    done = f"menyelesaikan langkah {data['step']}"
    return f"{done} dengan ‘{data['label']}’" if data["label"] else done


def _start(base: Entry, _data: Mapping[str, Any], _ground: Ground) -> Entry:
    return replace(base, what="membuka berkas")


def _figures(base: Entry, data: Mapping[str, Any], ground: Ground) -> Entry:
    changes = tuple(
        Change(ground.rows.get(change["figure"], "baris"), _shown(change["old"].get(name)), _shown(new))
        for change in data["changes"]
        for name, new in change["new"].items()
    )
    if source := data.get("carried"):  # a correction begins with what was signed
        return replace(base, what=f"membawa {len(changes)} isian dari dokumen {source}", changes=changes)
    late = data.get("late")
    return replace(
        base, what=f"mengisi {len(changes)} isian", unit=ground.units.get(data["unit"], ""), changes=changes,
        note=f"Setelah pengisian ditutup, dengan perpanjangan sampai {_day(late['until'])}." if late else "",
    )  # fmt: skip


def _extension(base: Entry, data: Mapping[str, Any], ground: Ground) -> Entry:
    what = f"memperpanjang pengisian sampai {_day(data['until'])}"
    return replace(base, what=what, unit=ground.units.get(data["unit"], ""), reason=data["reason"])


def _extension_end(base: Entry, data: Mapping[str, Any], ground: Ground) -> Entry:
    what = f"mencabut perpanjangan pengisian sampai {_day(data['until'])}"
    return replace(base, what=what, unit=ground.units.get(data["unit"], ""))


def _refused_entry(base: Entry, data: Mapping[str, Any], ground: Ground) -> Entry:
    what = "mencoba mengisi di luar masa pengisian; ditolak"
    return replace(base, what=what, unit=ground.units.get(data["unit"], ""))


def _day(text: str) -> str:
    return format_date(dt.date.fromisoformat(text))


def _evidence(base: Entry, data: Mapping[str, Any], ground: Ground) -> Entry:
    verb = "membawa" if data.get("carried") else _FILE_VERBS[data["what"]]
    names = ", ".join(f"‘{file['name']}’" for file in data["files"])
    row = ground.rows.get(data["figure"], "baris")
    return replace(
        base, what=f"{verb} bukti dukung {names}", unit=ground.units.get(data["unit"], ""), note=row
    )


def _narrative(base: Entry, _data: Mapping[str, Any], _ground: Ground) -> Entry:
    return replace(base, what="mengubah uraian laporan")


def _judgement(base: Entry, data: Mapping[str, Any], ground: Ground) -> Entry:
    objections = [row for row in data["rows"] if not row["agreed"]]
    what = f"menilai {len(data['rows'])} baris"
    if objections:
        what = f"{what}, {len(objections)} perlu perbaikan"
    notes = "\n".join(f"{ground.rows.get(row['figure'], 'baris')}: {row['note']}" for row in objections)
    return replace(base, what=what, note=notes)


def _reply(base: Entry, data: Mapping[str, Any], ground: Ground) -> Entry:
    said = "\n".join(f"{ground.rows.get(row['figure'], 'baris')}: {row['text']}" for row in data["rows"])
    what = f"menanggapi {len(data['rows'])} catatan"
    return replace(base, what=what, unit=ground.units.get(data["unit"], ""), note=said)


def _reassign(base: Entry, data: Mapping[str, Any], ground: Ground) -> Entry:
    """To whom the step went; withdrawn, it went back to its column."""
    old, new = data["old"], data["new"]
    from_whom = f" dari {old['name']} ({old['capacity']})" if old else ""
    to_whom = f"{new['name']} ({new['capacity']})" if new else "pelaksananya menurut SOP"
    verb = "menugaskan langkah" if new else "mengembalikan langkah"
    step = ground.definition.steps[data["step"]]
    return replace(
        base, what=f"{verb}{from_whom} kepada {to_whom}", step=f"Langkah {step.position}: {step.activity}",
        unit=ground.units.get(data["unit"], ""), reason=data["reason"],
    )  # fmt: skip


def _copy(base: Entry, data: Mapping[str, Any], _ground: Ground) -> Entry:
    return replace(base, what=f"mengunggah salinan bertanda tangan ‘{data['copy']['name']}’")


def _letter(base: Entry, data: Mapping[str, Any], _ground: Ground) -> Entry:
    """A paper of the SOP that was issued, numbered or called off, or the number of the signed report."""
    paper = str(data["title"]).lower()
    number = f" {data['number']}" if data["number"] else ""
    what = _LETTER_WORDS[data["what"]].format(paper=paper, number=number)
    return replace(base, what=what, reason=data.get("reason", ""))


def _destroyed(base: Entry, data: Mapping[str, Any], _ground: Ground) -> Entry:
    return replace(base, what=f"memusnahkan berkas dengan {data['destroyed']}")


def _handover(base: Entry, data: Mapping[str, Any], _ground: Ground) -> Entry:
    """A receipt of another application, written down after the steps of the SOP."""
    number = f" nomor {data['number']}" if data["number"] else ""
    again = "mengganti catatan tanda terima" if data["replaces"] else "mencatat tanda terima"
    return replace(base, what=f"{again} {data['application']}{number}", note=data["note"])


_MAKERS: dict[str, Callable[[Entry, Mapping[str, Any], Ground], Entry]] = {
    "start": _start,
    "figures": _figures,
    "evidence": _evidence,
    "narrative": _narrative,
    "judgement": _judgement,
    "reply": _reply,
    "reassign": _reassign,
    "copy": _copy,
    "letter": _letter,
    "extension": _extension,
    "extension_end": _extension_end,
    "refused_entry": _refused_entry,
    "destroy": _destroyed,
    "handover": _handover,
}


def _shown(value: object) -> str:
    """A stored value as text: numbers with a comma, yes and no, "kosong" for nothing."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if value is None or value == "":
        return "kosong"
    text = str(value)
    return text.replace(".", ",") if text.replace(".", "", 1).lstrip("-").isdigit() else text


def _continues(newer: Entry, older: Entry) -> bool:
    same = (newer.kind, newer.who, newer.unit) == (older.kind, older.who, older.unit)
    return same and newer.kind == "figures" and "membawa" not in older.what


def _joined(newer: Entry, older: Entry) -> Entry:
    changes = (*newer.changes, *older.changes)
    return replace(newer, what=f"mengisi {len(changes)} isian", changes=changes)
