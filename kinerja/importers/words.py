"""The words of the workbook: its sheets, headings, marks and short answers, and the other ways people write them."""

import re

from sop.procedures.labels import LABELS
from sop.procedures.phases import EFFECTS
from sop.procedures.steps import Basis, RecordKind

IDENTITY, STEPS, ACTORS, GUIDE = "Identitas", "Langkah", "Pelaksana", "Petunjuk"

# Rows of the sheet "Identitas" in their order: field → label.
FIELDS = {
    "office": "Perangkat daerah", "slug": "Kode SOP", "name": "Nama di katalog", "version": "Versi",
    "agency": "Instansi", "attachment_of": "Lampiran keputusan", "cover": "Halaman sampul",
    "number": LABELS["number"], "created_printed": LABELS["created"], "revised_printed": LABELS["revised"],
    "effective_printed": LABELS["effective"], "effective_on": "Berlaku sejak",
    "approver_post": "Disahkan oleh (jabatan)", "approver_name": "Disahkan oleh (nama)",
    "approver_rank": "Disahkan oleh (pangkat)", "approver_nip": "Disahkan oleh (NIP)",
    "title": LABELS["title"], "purpose": LABELS["purpose"], "table_title": "Judul tabel", "rhythm": "Periode",
}  # fmt: skip
BOXES = ("legal_basis", "qualification", "related", "equipment", "warning", "recording")
REMARKS = "Catatan naskah"
PRINTED = "Tertulis sebagai"
COLUMN = "Judul kolom"
BLANK, NAMELESS = "(kosong)", "(tanpa nama)"
# Where the printed heading of a label stands: the row of its field or box.
LABEL_ROWS = {
    "number": "number", "created": "created_printed", "revised": "revised_printed", "effective": "effective_printed",
    "approved_by": "approver_post", "title": "title", "purpose": "purpose", **dict.fromkeys(BOXES),
}  # fmt: skip
RHYTHMS = {"bulanan": "month", "triwulanan": "quarter", "tahunan": "year", "": ""}

# Columns of the sheet "Langkah": key → the ways a heading is written; the first is ours.
HEADINGS = {
    "number": ("No.", "no", "nomor", "no urut"),
    "activity": ("Kegiatan", "uraian kegiatan", "uraian prosedur", "aktivitas", "prosedur", "kegiatan/uraian prosedur", "uraian", "tahapan"),
    "requirements": ("Kelengkapan", "persyaratan/kelengkapan", "persyaratan", "syarat/kelengkapan", "syarat"),
    "time": ("Waktu", "waktu penyelesaian", "lama"),
    "output": ("Output", "keluaran", "hasil", "out put"),
    "note": ("Keterangan", "ket", "catatan"),
    "nature": ("Jenis", "sifat"),
    "yes": ("Ya ke",),
    "no": ("Tidak ke",),
    "effects": ("Akibat",),
    "fills": ("Isian",),
    "record": ("Pencatatan",),
    "arrows": ("Alur",),
}  # fmt: skip
OPTIONAL = ("nature", "yes", "no", "effects", "fills", "record", "arrows")
GROUPS = ("pelaksana", "mutu baku", "pelaksana kegiatan")

EFFECT_WORDS = {
    "verify": ("verifikasi", "verify"), "paraf": ("paraf",), "sign": ("tanda tangan", "ttd", "tandatangan", "sign"),
    "archive": ("arsip", "archive"), "revise": ("kembalikan", "revisi", "buka kembali", "revise"),
}  # fmt: skip
RECORD_WORDS = {str(kind): str(kind.label).casefold() for kind in RecordKind if kind}
BASIS_WORDS = {
    str(Basis.TEXT): "tertulis", str(Basis.INFERRED): "dugaan", str(Basis.UNDRAWN): "tidak tergambar",
}  # fmt: skip
DASHED = "garis putus"

PROCESS_MARKS = frozenset(
    ["x", "v", "o", "✓", "✔", "√", "☑", "●", "•", "■", "□", "▪", "▭", "▢", "☐", "○", "proses", "kotak", "1"]
)
DECISION_MARKS = frozenset(["◇", "◆", "♦", "⬦", "⋄", "?", "keputusan", "belah ketupat"])
START_MARKS = frozenset(["mulai", "start", "⬭"])
END_MARKS = frozenset(["selesai", "end", "stop"])
ROLE_MARKS = {"hadir": "attends", "bacaan kedua": "second_reading"}
YES = frozenset(["ya", "y", "yes", "x", "v", "✓", "✔", "benar"])


def plain(text: str) -> str:
    """For comparing: small letters, single spaces, without a closing colon or dot."""
    return " ".join(text.split()).casefold().strip(" .:*")


def heading_key(text: str) -> str:
    """The column a heading stands for; "" for any other text. "Waktu (menit)" is waktu."""
    words = plain(re.sub(r"\(.*?\)", " ", text)).replace(" / ", "/")
    return next((key for key, ways in HEADINGS.items() if words in {plain(way) for way in ways}), "")


def effects_in(text: str) -> list[str]:
    """The effects named in a cell, in the order in which they happen."""
    words = text.casefold()
    return [effect for effect in EFFECTS if any(word in words for word in EFFECT_WORDS[effect])]
