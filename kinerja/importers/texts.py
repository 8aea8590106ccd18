"""Fixtures from outside, guarded before the loader reads them: their size, their letters, and bombs of references."""

import json
from pathlib import PurePath

import yaml

from sop.procedures.files import YAML, Contents, read_text

LARGEST = 1024 * 1024
DEEPEST = 20
NO_TABLE = "Berkas tidak memuat tabel langkah."
NO_TABLE_HELP = (
    "SOP berbentuk uraian perlu disusun dahulu sebagai tabel: satu baris untuk satu kegiatan, dengan kolom pelaksana, "
    "kelengkapan, waktu, dan output. Unduh templat XLSX untuk mengisinya."
)


def read_fixture(name: str, data: bytes) -> Contents:
    """The entries of a YAML or JSON file; whatever is wrong with it is a finding."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _refused(name, "Berkas bukan teks UTF-8.", "Simpan ulang sebagai UTF-8.")
    if not text.strip():
        return _refused(name, "Berkas ini kosong.", "Pilih berkas lain.")
    if "\0" in text or "\\0" in text or "\\u0000" in text:
        return _refused(name, "Berkas memuat huruf yang tidak dapat disimpan.", "Hapus huruf kosong (NUL).")
    reader = _json_trap if PurePath(name).suffix.lower() == ".json" else _yaml_trap
    if trap := reader(text):
        return _refused(name, trap, "Tulis setiap nilai apa adanya di tempatnya.")
    contents = read_text(name, text)
    require_steps(contents, name)
    return contents


def require_steps(contents: Contents, name: str) -> None:
    """A sheet without a single step is a narrative: say what it needs."""
    models = {entry.model for entry in contents.entries}
    if not contents.findings and "sop.step" not in models:
        contents.refuse(name, NO_TABLE, NO_TABLE_HELP)


def _refused(name: str, sentence: str, advice: str) -> Contents:
    contents = Contents()
    contents.refuse(name, sentence, advice)
    return contents


def _yaml_trap(text: str) -> str:
    """References can make a short file grow without end; a fixture needs none. "" where all is well."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=YAML):
            if isinstance(event, yaml.AliasEvent):
                return "Berkas memakai rujukan YAML (*nama), yang tidak diterima di sini."
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return "Berkas bersarang terlalu dalam."
    except yaml.YAMLError:
        return ""  # the loader says it with its line
    return ""


def _json_trap(text: str) -> str:
    try:
        json.loads(text)
    except json.JSONDecodeError:
        return ""  # the loader says it with its line
    except RecursionError:
        return "Berkas bersarang terlalu dalam."
    except ValueError:
        return "Berkas memuat bilangan yang terlalu panjang."
    return ""
