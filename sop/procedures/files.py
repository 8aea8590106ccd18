"""Fixture files in YAML or JSON, read so that every complaint can name its place in the file."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from sop.procedures.findings import Finding, Level

# The same reader written in C where the machine has it; ten times as fast.
YAML = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
EXAMPLE = "Setiap butir ditulis {model: sop.…, fields: {…}}."


@dataclass(frozen=True)
class Entry:
    """One object of a file: its model ("sop.step"), its fields, and where it stands.

    `written`: the same values letter for letter, of those fields that hold a single bare word or number.
    """

    model: str
    fields: dict[str, Any]
    file: str
    place: str
    written: dict[str, str] = field(default_factory=dict)


@dataclass
class Contents:
    """What was read: entries in their order, and what could not be read."""

    entries: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def refuse(self, place: str, sentence: str, advice: str = "") -> None:
        self.findings.append(Finding(Level.ERROR, "", "", sentence, advice, place))


def read_files(paths: list[Path]) -> Contents:
    """All entries of all files; a file that cannot be read is a finding, the others are still read."""
    contents = Contents()
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError:
            contents.refuse(path.name, "Berkas tidak dapat dibuka.", "Periksa nama dan letaknya.")
        except UnicodeDecodeError:
            contents.refuse(path.name, "Berkas bukan teks UTF-8.", "Simpan ulang sebagai UTF-8.")
        else:
            _read(contents, path.name, text)
    return contents


def read_text(name: str, text: str) -> Contents:
    """The entries of one text; its name says whether it is JSON (".json") or YAML."""
    contents = Contents()
    _read(contents, name, text)
    return contents


def _read(contents: Contents, name: str, text: str) -> None:
    reader = _read_json if name.lower().endswith(".json") else _read_yaml
    before = len(contents.findings)
    rows = list(reader(contents, name, text))
    if not rows and len(contents.findings) == before:
        contents.refuse(name, "Berkas tidak memuat data.", EXAMPLE)
    for place, row, written in rows:
        _take(contents, name, place, row, written)


def _take(contents: Contents, name: str, place: str, row: Any, written: dict[str, str]) -> None:
    if not isinstance(row, dict) or not isinstance(row.get("model"), str):
        contents.refuse(place, "Butir ini tidak menyebut ‘model’.", EXAMPLE)
    elif not isinstance(row.get("fields"), dict):
        contents.refuse(place, "Butir ini tidak memuat ‘fields’.", EXAMPLE)
    elif extra := sorted(str(key) for key in set(row) - {"model", "fields"}):
        contents.refuse(
            place,
            f"‘{', '.join(extra)}’ tidak dipakai di sini.",
            "Baris dikenali dari kunci alaminya, bukan dari pk.",
        )
    else:
        contents.entries.append(Entry(row["model"].lower(), row["fields"], name, place, written))


Row = tuple[str, Any, dict[str, str]]


def _read_yaml(contents: Contents, name: str, text: str) -> Iterator[Row]:
    loader = YAML(text)
    try:
        root = loader.get_single_node()
        for node in _items(contents, name, root):
            for key, line in _repeated(node):
                contents.refuse(f"{name} baris {line}", f"‘{key}’ tertulis dua kali.", "Hapus salah satu.")
            row = loader.construct_object(node, deep=True)
            yield f"{name} baris {node.start_mark.line + 1}", row, _written(node)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        where = f"{name} baris {mark.line + 1}, huruf ke-{mark.column + 1}" if mark else name
        contents.refuse(
            where,
            "Tulisan di sini tidak dapat dibaca sebagai YAML.",
            "Periksa indentasi, titik dua, dan tanda kutip.",
        )
    except (yaml.YAMLError, ValueError):
        contents.refuse(name, "Berkas memuat huruf atau nilai yang tidak dapat dibaca sebagai YAML.")
    finally:
        loader.dispose()


def _items(contents: Contents, name: str, root: yaml.Node | None) -> list[yaml.Node]:
    if root is None:
        return []
    if not isinstance(root, yaml.SequenceNode):
        contents.refuse(name, "Berkas harus berupa daftar butir.", EXAMPLE)
        return []
    items: list[yaml.Node] = root.value
    return items


def _written(item: yaml.Node) -> dict[str, str]:
    """The bare words and numbers among the fields of an item, as they stand in the file."""
    if not isinstance(item, yaml.MappingNode):
        return {}
    fields = next((value for key, value in item.value if key.value == "fields"), None)
    if not isinstance(fields, yaml.MappingNode):
        return {}
    return {
        str(key.value): str(value.value)
        for key, value in fields.value
        if isinstance(value, yaml.ScalarNode) and not value.tag.endswith(":null")
    }


def _repeated(node: yaml.Node) -> Iterator[tuple[str, int]]:
    """Keys that stand twice in one mapping, at any depth, with their line."""
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _repeated(child)
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if str(key.value) in seen:
                yield str(key.value), key.start_mark.line + 1
            seen.add(str(key.value))
            yield from _repeated(value)


def _read_json(contents: Contents, name: str, text: str) -> Iterator[Row]:
    repeated: list[str] = []

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        repeated.extend(sorted({key for key in keys if keys.count(key) > 1}))
        return dict(pairs)

    try:
        rows = json.loads(text, object_pairs_hook=unique)
    except json.JSONDecodeError as problem:
        contents.refuse(
            f"{name} baris {problem.lineno}, huruf ke-{problem.colno}",
            "Tulisan di sini tidak dapat dibaca sebagai JSON.",
            "Periksa koma, tanda kutip, dan kurung.",
        )
        return
    for key in repeated:
        contents.refuse(name, f"‘{key}’ tertulis dua kali dalam satu butir.", "Hapus salah satu.")
    if not isinstance(rows, list):
        contents.refuse(name, "Berkas harus berupa daftar butir.", EXAMPLE)
        return
    # A number in JSON has no letters of its own to lose, so here the value itself is read as text or not at all.
    yield from ((f"{name} butir ke-{place}", row, {}) for place, row in enumerate(rows, start=1))
