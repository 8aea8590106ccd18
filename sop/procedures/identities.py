"""What a sheet says beside its steps, taken apart so that two versions can be held against each other."""

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format

from sop.procedures.canonical import HEADER
from sop.procedures.labels import LABELS, label
from sop.procedures.likeness import words_of
from sop.procedures.models import Rhythm, Section, Severity, SopVersion
from sop.procedures.pages import BOXES
from sop.procedures.sheets import Sheet

TEXT = "Isi"
RUNS_ON = "runs on"  # what a number means that only counts the rows


@dataclass(frozen=True)
class Saying:
    """A text as it is shown, and what it means where two texts may say the same in other numbers."""

    text: str
    means: Hashable = None

    @property
    def meaning(self) -> Hashable:
        return words_of(self.text) if self.means is None else self.means


@dataclass(frozen=True)
class Item:
    """A row of the paper: how it is called, what it is known by, and what it says under each label."""

    heading: str
    name: str
    says: dict[str, Saying]


def identity(data: Mapping[str, Any]) -> list[Item]:
    """The fields of the identity page and the printed headings; as many and in the same order for every sheet."""
    header = data["header"]
    texts = {"title": data["title"], "number": data["number"], "rhythm": Rhythm(data["rhythm"]).label}
    texts |= {name: header[name] for name in HEADER if name != "labels"}
    day = header["effective_on"]
    texts["effective_on"] = date_format(dt.date.fromisoformat(day), "j F Y") if day else ""
    named = {_called(name): text for name, text in texts.items()}
    named |= {
        f"Label tercetak ‘{usual}’": label(header["labels"], key) for key, usual in LABELS.items() if usual
    }
    named["Baris nomor kolom"] = label(header["labels"], "col_numbers")
    return [Item(name, "", {"": Saying(text)}) for name, text in named.items()]


def _called(name: str) -> str:
    fields = {field.name: str(field.verbose_name) for field in SopVersion._meta.concrete_fields}
    return fields[name][:1].upper() + fields[name][1:]


def boxes(data: Mapping[str, Any]) -> dict[str, list[Item]]:
    """The points of the six boxes, box by box. Their numbering is no part of what they say."""
    found: dict[str, list[Item]] = {key: [] for key in BOXES}
    for item in data["items"]:
        place = len(found[item["section"]]) + 1
        heading = f"{Section(item['section']).label}, butir {place}"
        found[item["section"]].append(Item(heading, item["text"], {TEXT: Saying(item["text"])}))
    return found


def columns(sheet: Sheet) -> list[Item]:
    return [
        Item(
            f"Kolom {place}",
            actor["label"],
            {"Nama": Saying(actor["label"]), "Sifat": Saying("kelompok" if actor["is_group"] else "")},
        )
        for place, actor in enumerate(sheet.data["actors"], start=1)
    ]


def remarks(data: Mapping[str, Any]) -> list[Item]:
    return [
        Item(
            f"Catatan {place}",
            remark["text"],
            {TEXT: Saying(remark["text"]), "Tingkat": Saying(Severity(remark["severity"]).label)},
        )
        for place, remark in enumerate(data["remarks"], start=1)
    ]
