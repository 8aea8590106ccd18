"""Oddities in the wording of a sheet. They are shown, never corrected and never refused.

A remark of the sheet that already says the same silences the finding: `_said` looks for its words.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from sop.durations.amounts import mentions_duration
from sop.durations.standard import Kind
from sop.procedures.findings import Finding, Level
from sop.procedures.labels import LABELS
from sop.procedures.sheets import Sheet

_MONTHS = "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
_MONTH_AND_YEAR = re.compile(rf"\s*({_MONTHS})\s+\d{{4}}\s*", re.IGNORECASE)
_DATES = {"created": "created_printed", "revised": "revised_printed", "effective": "effective_printed"}
_BLANK = {"", "-", "–"}


def check(sheet: Sheet) -> list[Finding]:
    said = [remark["text"].casefold() for remark in sheet.data["remarks"]]
    findings = _remarks(sheet)
    for words, read in _READERS:
        if not any(all(word in text for word in words) for text in said):
            findings += read(sheet)
    return findings


def _remarks(sheet: Sheet) -> list[Finding]:
    found = []
    for remark in sheet.data["remarks"]:
        steps = re.findall(r"[Ll]angkah (\d+)", remark["text"])
        found.append(Finding(Level(remark["severity"]), steps[0] if steps else "", "", remark["text"]))
    return found


def _warn(sheet: Sheet, key: str, sentence: str, advice: str = "", place: int | None = None) -> Finding:
    return sheet.finding(Level.WARNING, place, sheet.heading(key).rstrip(" :"), sentence, advice)


def _several(sheet: Sheet, level: Level, key: str, places: list[int], sentence: str) -> Iterator[Finding]:
    """One finding for the same oddity on several rows."""
    if places:
        yield Finding(level, sheet.numbers(places), sheet.heading(key), sentence)


def _places(sheet: Sheet, odd: Callable[[dict[str, Any]], bool]) -> list[int]:
    return [step["position"] for step in sheet.steps if odd(step)]


def _identity(sheet: Sheet) -> Iterator[Finding]:
    if not sheet.data["number"].strip():
        yield _warn(sheet, "number", "Nomor SOP kosong.")
    unknown = sorted(set(sheet.data["header"]["labels"]) - set(LABELS))
    if unknown:
        yield Finding(Level.WARNING, "", "", f"Label tercetak tidak dikenal: {', '.join(unknown)}.")


def _dates(sheet: Sheet) -> Iterator[Finding]:
    for key, name in _DATES.items():
        printed = sheet.data["header"][name]
        if _MONTH_AND_YEAR.fullmatch(printed):
            yield _warn(sheet, key, f"‘{printed}’ tanpa tanggal.")


def _revised(sheet: Sheet) -> Iterator[Finding]:
    header = sheet.data["header"]
    if header["revised_printed"] not in _BLANK and header["revised_printed"] == header["created_printed"]:
        yield _warn(sheet, "revised", "Tanggal revisi sama dengan tanggal pembuatan.")


def _related(sheet: Sheet) -> Iterator[Finding]:
    if not any(item["section"] == "related" for item in sheet.data["items"]):
        yield sheet.finding(Level.INFO, None, sheet.heading("related").rstrip(" :"), "Keterkaitan kosong.")


def _nameless(sheet: Sheet) -> Iterator[Finding]:
    for actor in sheet.data["actors"]:
        if not actor["label"].strip():
            yield _warn(
                sheet,
                "col_actors",
                f"Kolom pelaksana ke-{actor['order']} tidak bernama.",
                "Pastikan nama jabatannya pada naskah asli.",
            )


def _numbers(sheet: Sheet) -> Iterator[Finding]:
    printed = Counter(step["number"].strip() for step in sheet.steps)
    for number in [number for number, uses in printed.items() if number and uses > 1]:
        yield _warn(sheet, "col_number", f"Nomor langkah ‘{number}’ tercetak {printed[number]} kali.")
    blank = _places(sheet, lambda step: not step["number"].strip())
    yield from _several(sheet, Level.INFO, "col_number", blank, "Nomor langkah tidak tercetak.")


def _activities(sheet: Sheet) -> Iterator[Finding]:
    blank = _places(sheet, lambda step: not step["activity"].strip())
    yield from _several(sheet, Level.WARNING, "col_activity", blank, "Uraian kegiatan kosong.")


def _subjects(sheet: Sheet) -> Iterator[Finding]:
    names = tuple(f"{a['label'].casefold()} " for a in sheet.data["actors"] if a["label"].strip())
    places = _places(sheet, lambda step: bool(names) and step["activity"].casefold().startswith(names))
    sentence = "Kegiatan memuat subjek; SOP-AP memakai kata kerja tanpa subjek."
    yield from _several(sheet, Level.INFO, "col_activity", places, sentence)


def _inferred(sheet: Sheet) -> Iterator[Finding]:
    places = _places(sheet, lambda step: any(actor["source"] == "inferred" for actor in step["actors"]))
    sentence = "Pelaksana adalah dugaan; mohon dikonfirmasi."
    yield from _several(sheet, Level.WARNING, "col_actors", places, sentence)


def _unread(sheet: Sheet) -> Iterator[Finding]:
    for step in sheet.steps:
        if step["standard"]["kind"] == Kind.FREE:
            yield _warn(
                sheet,
                "col_time",
                f"Waktu ‘{step['time']}’ tidak terbaca, maka ketepatan waktunya tidak dinilai.",
                "Tulis misalnya ‘2 hari kerja’ bila memang itu yang dimaksud.",
                step["position"],
            )


def _untimed(sheet: Sheet) -> Iterator[Finding]:
    places = _places(sheet, lambda step: step["standard"]["kind"] == Kind.BLANK)
    yield from _several(sheet, Level.INFO, "col_time", places, "Waktu kosong; ketepatannya tidak dinilai.")


def _header_units(sheet: Sheet) -> Iterator[Finding]:
    if any(step["standard"]["unit_from_header"] for step in sheet.steps):
        yield sheet.finding(
            Level.INFO, None, sheet.heading("col_time"), "Satuan waktu hanya tertulis pada kepala kolom."
        )


def _same(sheet: Sheet) -> Iterator[Finding]:
    places = _places(
        sheet,
        lambda step: bool(_plain(step["output"])) and _plain(step["output"]) == _plain(step["requirements"]),
    )
    yield from _several(sheet, Level.INFO, "col_output", places, "Kelengkapan dan keluaran sama.")


def _hidden_times(sheet: Sheet) -> Iterator[Finding]:
    for key, name in {"col_note": "note", "col_output": "output", "col_requirements": "requirements"}.items():
        places = [step["position"] for step in sheet.steps if mentions_duration(step[name])]
        yield from _several(
            sheet,
            Level.WARNING,
            key,
            places,
            "Kolom ini menyebut lama waktu, yang tidak dibaca sebagai mutu baku.",
        )


def _plain(cell: str) -> str:
    return " ".join(cell.replace("•", " ").split()).casefold()


_READERS: list[tuple[tuple[str, ...], Callable[[Sheet], Iterator[Finding]]]] = [
    (("nomor sop kosong",), _identity),
    (("tanpa tanggal",), _dates),
    (("tanggal revisi sama",), _revised),
    (("keterkaitan",), _related),
    (("tidak bernama",), _nameless),
    (("nomor langkah",), _numbers),
    (("kegiatan kosong",), _activities),
    (("memuat subjek",), _subjects),
    (("pelaksana setiap langkah adalah dugaan",), _inferred),
    (("tidak terbaca", "waktu"), _unread),
    (("waktu kosong",), _untimed),
    (("satuan waktu",), _header_units),
    (("kelengkapan dan keluaran",), _same),
    (("lama waktu",), _hidden_times),
]
