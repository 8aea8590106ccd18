"""The steps of a sheet, taken apart so that two versions can be held against each other."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from django.utils.text import Truncator

from sop.procedures.identities import RUNS_ON, Item, Saying
from sop.procedures.likeness import Row
from sop.procedures.pages import ROLES, way_of
from sop.procedures.sheets import Sheet, listed
from sop.procedures.steps import Nature, RecordKind, Source

NAME = "Kegiatan"
FLAGS = {"starts": "mulai", "fills": "mengisi angka", "per_unit": "per unit", "is_meeting": "rapat"}
CELLS = ("requirements", "time", "output", "note")
SHORT = 8  # words of an activity by which an arrow names its target


def names(sheet: Sheet) -> list[Row]:
    """What the steps are recognised by: the activity, and all their cells together."""
    return [
        Row(step["activity"], " ".join([step["activity"], *(step[cell] for cell in CELLS)]))
        for step in sheet.steps
    ]


def steps(sheet: Sheet, lane: Mapping[int, object], place: Mapping[int, object]) -> list[Item]:
    """Each step as an item. `lane` and `place` lead from columns and steps to those of the sheet it is compared with."""
    return [
        Item(
            _heading(sheet.number(step["position"])),
            step["activity"],
            {
                NAME: Saying(step["activity"]),
                "Nomor": _number(step),
                "Tabel": Saying(
                    step["table_heading"] or ("" if step["table"] == 1 else f"Tabel {step['table']}")
                ),
                "Sifat": Saying(", ".join(_nature(step))),
                "Pelaksana": _performers(sheet, step, lane),
                "Kelengkapan": Saying(step["requirements"]),
                "Waktu": Saying(step["time"]),
                "Output": Saying(step["output"]),
                "Keterangan": Saying(step["note"]),
                "Alur": _ways(sheet, step, place),
            },
        )
        for step in sheet.steps
    ]


def _heading(number: str) -> str:
    """Such as "Langkah 3", or "Baris 3" where it has no number of its own."""
    return number.capitalize() if number.startswith("baris") else f"Langkah {number}"


def _number(step: Mapping[str, Any]) -> Saying:
    """A number that is the place of the row changes with every row before it, and is not worth a word."""
    runs_on = step["number"].strip().rstrip(".") == str(step["position"])
    return Saying(step["number"], means=RUNS_ON if runs_on else ("printed", step["number"].strip()))


def _nature(step: Mapping[str, Any]) -> Iterable[str]:
    yield Nature(step["nature"]).label.lower()
    yield from (words for flag, words in FLAGS.items() if step[flag])
    if step["record"]:
        yield f"mencatat {RecordKind(step['record']).label.lower()}"


def _performers(sheet: Sheet, step: Mapping[str, Any], lane: Mapping[int, object]) -> Saying:
    marks = step["actors"]
    means = frozenset(
        (lane.get(mark["actor"], mark["actor"]), mark["role"], mark["source"], mark["confidence"])
        for mark in marks
    )
    return Saying(listed([_performer(sheet, mark) for mark in marks]), means)


def _performer(sheet: Sheet, mark: Mapping[str, Any]) -> str:
    said = [] if mark["role"] == "performs" else [ROLES[mark["role"]].removesuffix(":")]
    if mark["source"] == Source.INFERRED:
        said.append(f"dugaan {mark['confidence'] or '?'} %")
    name = sheet.column(mark["actor"])
    return f"{name} ({', '.join(said)})" if said else name


def _ways(sheet: Sheet, step: Mapping[str, Any], place: Mapping[int, object]) -> Saying:
    flows = [flow for flow in sheet.flows if flow["source"] == step["position"]]
    return Saying(
        "\n".join(_way(sheet, flow) for flow in flows), frozenset(_meaning(flow, place) for flow in flows)
    )


def _meaning(flow: Mapping[str, Any], place: Mapping[int, object]) -> Hashable:
    target = flow["target"]
    said = (" ".join(flow["label"].split()), tuple(flow["effects"]), flow["is_return"], flow["drawn"])
    return (place.get(target, target), *said)


def _way(sheet: Sheet, flow: Mapping[str, Any]) -> str:
    """The arrow in words with the activity it leads to: a number alone may stay the same for another step."""
    way = way_of(sheet, flow)
    activity = next((step["activity"] for step in sheet.steps if step["position"] == flow["target"]), "")
    called = f" – {Truncator(activity).words(SHORT, truncate='…')}" if activity else ""
    return f"{way.sentence}{called}{'' if way.drawn else ' (tidak tergambar)'}"
