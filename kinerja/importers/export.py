"""An SOP written into the very form in which it can be loaded again; blank, it is the template."""

from collections.abc import Mapping
from typing import Any

from kinerja.documents.sop_book import Leaf, sop_workbook
from kinerja.importers import guide, words
from sop.procedures.labels import LABELS
from sop.procedures.models import ActorBinding, SopVersion
from sop.procedures.queries import data_of
from sop.procedures.sheets import Sheet

LANES = 4
BLANK_ROWS = 15
TAIL = ("requirements", "time", "output", "note", *words.OPTIONAL)
RHYTHMS = {value: word.capitalize() for word, value in words.RHYTHMS.items()}


def export(version: SopVersion) -> bytes:
    """The workbook of one sheet; `version` comes with its office."""
    data = data_of(version)
    leaves = {
        words.IDENTITY: Leaf(_identity(version, data), (30, 70, 30)),
        words.STEPS: _steps(data, [_name(actor) for actor in data["actors"]]),
        words.ACTORS: Leaf(_actors(version, data), (40, 60, 12)),
        words.GUIDE: Leaf(guide.ROWS, (34, 100)),
    }
    return sop_workbook(leaves, author=version.sop.office.name, paper=version.sop.office.paper)


def template(office: str) -> bytes:
    """The blank form, with the code of an office where one is known."""
    identity = [["Isian", "Nilai", words.PRINTED]]
    identity += [[label, office if key == "office" else "", ""] for key, label in words.FIELDS.items()]
    identity += [[LABELS[key], "", ""] for key in words.BOXES]
    leaves = {
        words.IDENTITY: Leaf(identity, (30, 70, 30)),
        words.STEPS: _table(
            ["Pelaksana 1", "Pelaksana 2", "Pelaksana 3", "Pelaksana 4"], [[""]] * BLANK_ROWS
        ),
        words.ACTORS: Leaf([["Nama kolom", "Jabatan (kode atau nama)", "Kelompok"]], (40, 60, 12)),
        words.GUIDE: Leaf(guide.ROWS, (34, 100)),
    }
    return sop_workbook(leaves, author="Kinerja", paper="A4")


def _identity(version: SopVersion, data: Mapping[str, Any]) -> list[list[str]]:
    header = data["header"]
    values = {
        **header,
        "office": version.sop.office.code,
        "slug": version.sop.slug,
        "name": version.sop.name,
        **{key: str(data[key] or "") for key in ("version", "number", "title")},
        "rhythm": RHYTHMS.get(data["rhythm"], ""),
    }
    printed = {
        words.LABEL_ROWS.get(key) or key: text or words.BLANK for key, text in header["labels"].items()
    }
    rows = [["Isian", "Nilai", words.PRINTED]]
    rows += [[label, values[key] or "", printed.pop(key, "")] for key, label in words.FIELDS.items()]
    rows += [[LABELS[key], _box(data, key), printed.pop(key, "")] for key in words.BOXES]
    rows += [[words.REMARKS, "\n".join(_remark(row) for row in data["remarks"]), ""]]
    columns = [key for key in LABELS if key in printed and key.startswith("col_")]
    return rows + [[f"{words.COLUMN} {LABELS[key] or key}", "", printed[key]] for key in columns]


def _box(data: Mapping[str, Any], section: str) -> str:
    items = [item for item in data["items"] if item["section"] == section]
    return "\n".join(f"{item['marker']} {' '.join(item['text'].splitlines())}".strip() for item in items)


def _remark(row: Mapping[str, Any]) -> str:
    return f"Info: {row['text']}" if row["severity"] == "info" else str(row["text"])


def _actors(version: SopVersion, data: Mapping[str, Any]) -> list[list[str]]:
    bindings = ActorBinding.objects.filter(actor__version=version).order_by("actor__order", "position__title")
    pairs = list(bindings.values_list("actor__order", "position__code"))
    return [
        ["Nama kolom", "Jabatan (kode atau nama)", "Kelompok"],
        *(
            [
                _name(actor),
                "\n".join(code for order, code in pairs if order == actor["order"]),
                "ya" if actor["is_group"] else "",
            ]
            for actor in data["actors"]
        ),
    ]


def _name(actor: Mapping[str, Any]) -> str:
    return str(actor["label"]) or f"Kolom {actor['order']} {words.NAMELESS}"


def _steps(data: Mapping[str, Any], actors: list[str]) -> Leaf:
    sheet = Sheet(data)
    rows = []
    for step in sheet.steps:
        if step["table_heading"]:
            rows.append([step["table_heading"]])
        marks = {mark["actor"]: _mark(mark, step["nature"]) for mark in step["actors"]}
        lanes = [marks.get(actor["order"], "") for actor in data["actors"]]
        texts = {**step, "nature": _kinds(step), "fills": _fills(step), "arrows": _arrows(sheet, step)}
        texts["record"] = words.RECORD_WORDS.get(step["record"], "")
        cells = [texts.get(key, "") for key in TAIL]
        rows.append([step["number"], step["activity"], *lanes, *cells])
    return _table(actors, rows)


def _table(actors: list[str], rows: list[list[str]]) -> Leaf:
    """Two rows of headings as on the paper, the second with the names of the actors."""
    lanes, name = len(actors), {key: ways[0] for key, ways in words.HEADINGS.items()}
    above = [name["number"], name["activity"], "Pelaksana", *[""] * (lanes - 1), "Mutu Baku", "", ""]
    below = ["", "", *actors, name["requirements"], name["time"], name["output"]]
    tail = [name[key] for key in ("note", *words.OPTIONAL)]
    widths = (6, 44, *[13] * lanes, 26, 16, 26, 30, 14, 8, 8, 18, 14, 22, 46)
    first = 3 + lanes
    merged = [(1, 3, 1, 2 + lanes), (1, first, 1, first + 2)] if lanes else []
    return Leaf([[*above, *tail], [*below, *[""] * len(tail)], *rows], widths, 2, merged)


def _mark(mark: Mapping[str, Any], nature: str) -> str:
    roles = {role: word for word, role in words.ROLE_MARKS.items()}
    sign = roles.get(mark["role"]) or ("◇" if nature == "decision" else "●")
    if mark["source"] != "inferred":
        return sign
    return f"{sign} (dugaan {mark['confidence']} %)" if mark["confidence"] is not None else f"{sign} (dugaan)"


def _kinds(step: Mapping[str, Any]) -> str:
    kinds = ["keputusan" if step["nature"] == "decision" else "proses"]
    kinds += ["mulai"] * step["starts"] + ["rapat"] * step["is_meeting"]
    return ", ".join(kinds)


def _fills(step: Mapping[str, Any]) -> str:
    return ", ".join(["ya"] * step["fills"] + ["per unit"] * step["per_unit"])


def _arrows(sheet: Sheet, step: Mapping[str, Any]) -> str:
    return "\n".join(_arrow(sheet, flow) for flow in sheet.flows if flow["source"] == step["position"])


def _arrow(sheet: Sheet, flow: Mapping[str, Any]) -> str:
    """Such as "Ya: ke langkah 5 (verifikasi)"."""
    number = sheet.number(flow["target"]) if flow["target"] else ""
    target = number if number.startswith("baris") else f"langkah {number}" if number else "selesai"
    notes = [words.EFFECT_WORDS[effect][0] for effect in flow["effects"]]
    notes += [words.BASIS_WORDS[flow["basis"]]] if flow["basis"] in words.BASIS_WORDS else []
    notes += [] if flow["drawn"] else [words.DASHED]
    way = f"{'kembali ' if flow['is_return'] else ''}ke {target}"
    said = f"{flow['label']}: {way}" if flow["label"] else way
    return f"{said} ({', '.join(notes)})" if notes else said
