"""Arrows as people write them: "bila salah kembali ke langkah 1", "Ya: ke langkah 5 (verifikasi)", "tidak ke 3"."""

import re
from dataclasses import dataclass

from kinerja.importers.words import BASIS_WORDS, DASHED, effects_in

END = "selesai"
_TARGET = re.compile(
    r"(?:\bke|→|->|=>|\bmenuju)\s*(?:(langkah|nomor|no\.?|kegiatan|tahap|baris)\s*)?(?:(?:no\.?\s*|ke-?)?(\d{1,3})\b|(selesai)\b)",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"^\W*(?:jika|bila|apabila|kalau|bilamana)\s+", re.IGNORECASE)
_VERB = re.compile(
    r"[\s,]*\b(?:maka|akan|berkas|dokumen|data|kembali|di ?kembalikan|kembalikan|lanjut(?:kan)?|langsung|proses)\b\s*$",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"\b(?:tidak|tdk|belum|salah|di ?tolak|tolak|kurang|keliru|bukan|no)\b", re.IGNORECASE)
_POSITIVE = re.compile(
    r"^\W*(?:ya|y|sesuai|setuju|benar|lengkap|sudah|di ?setujui|jika|bila|apabila)\b", re.IGNORECASE
)
_BACK = re.compile(r"kembali", re.IGNORECASE)
LONGEST = 60


@dataclass(frozen=True)
class Arrow:
    """`target` is a number as printed, "baris 3" for the third row, or "selesai". `negative`: the way of a no."""

    target: str
    label: str = ""
    back: bool = False
    negative: bool = False
    effects: tuple[str, ...] = ()
    basis: str = "text"
    drawn: bool = True


def arrows_in(text: str) -> list[Arrow]:
    """The arrows said in running text, such as Keterangan; figures of another meaning are left alone."""
    found = []
    for clause in re.split(r"[;\n]|\.\s", text):
        match = _TARGET.search(clause)
        if match and (match[1] or not clause[match.end() :].strip(" .)")):
            arrow = _arrow(clause, match)
            if arrow.back or arrow.label:
                found.append(arrow)
    return found


def arrows_of(text: str) -> tuple[list[Arrow], list[str]]:
    """The column "Alur", a line for each arrow; and the lines that say none."""
    found, unread = [], []
    for line in filter(str.strip, text.splitlines()):
        head, colon, rest = line.rpartition(": ")
        match = _TARGET.search(rest)
        if match is None:
            unread.append(line.strip())
            continue
        said = _arrow(rest, match)
        label = head.strip() if colon else said.label
        found.append(_noted(said, label, rest[match.end() :]))
    return found, unread


def _noted(arrow: Arrow, label: str, note: str) -> Arrow:
    words = note.casefold()
    basis = next((key for key, word in BASIS_WORDS.items() if word in words), "order")
    negative = arrow.negative or bool(_NEGATIVE.search(label))
    return Arrow(
        arrow.target, label, arrow.back, negative, tuple(effects_in(note)), basis, DASHED not in words
    )


def _arrow(clause: str, match: re.Match[str]) -> Arrow:
    before = clause[: match.start()].strip()
    back = bool(_BACK.search(before))
    target = END if match[3] else f"baris {match[2]}" if (match[1] or "").casefold() == "baris" else match[2]
    negative = bool(_NEGATIVE.search(before))
    label = _label(before) if negative or _POSITIVE.search(before) else ""
    return Arrow(target, label, back, negative or back)


def _label(before: str) -> str:
    """Of "jika tidak sesuai maka kembali" it is "Tidak sesuai"."""
    words = _CONDITION.sub("", before).strip(" ,:")
    while (shorter := _VERB.sub("", words).strip(" ,:")) != words:
        words = shorter
    return (words[:1].upper() + words[1:])[:LONGEST]
