"""The fields of each paper, as data: what is typed, what is owed, and how it is explained. Pure."""

import re
from dataclasses import dataclass
from typing import Literal

from kinerja.letters.kinds import LetterKind, is_numbered

Widget = Literal["line", "text", "date", "choice", "count"]
NUMBER = "Nomor"  # the group of what follows from the register
NATURES = ("Biasa", "Segera", "Sangat Segera")
SPLIT = "|"
# Before these words a new line begins (tata naskah dinas); "cq." and "c.q." are both written.
_STANDS_FOR = re.compile(r"\s+(?=(?:c\.?q\.?|u\.p\.|melalui)\s)", re.IGNORECASE)

_WHERE = re.compile(r"di\s+\S", re.IGNORECASE)
NO_TOWN = "di Tempat"


@dataclass(frozen=True)
class Field:
    """One input. `group` is the heading under which it stands."""

    name: str
    label: str
    widget: Widget = "line"
    required: bool = False
    help: str = ""
    rows: int = 3
    group: str = "Isi naskah"


TO = Field(
    "to",
    "Kepada",
    "text",
    required=True,
    help="Satu penerima per baris. “c.q.”, “u.p.”, dan “melalui” dicetak pada baris sendiri di bawah penerimanya, "
    "mis. Bupati Pesisir Selatan c.q. Inspektur; “di Tempat” dicetak sendiri, kecuali baris terakhir menyebut kotanya: di Painan.",
    group="Kepala naskah",
)
COPIES = Field("copies", "Tembusan", "text", help="Satu penerima per baris.", rows=2, group="Kepala naskah")
DATE = Field("date", "Tanggal naskah", "date", required=True, group="Kepala naskah")
NATURE = Field("nature", "Sifat", "choice", required=True, group="Kepala naskah")
ENCLOSURES = Field("enclosures", "Lampiran", help="Mis. 1 (satu) berkas.", group="Kepala naskah")
SUBJECT = Field("subject", "Hal", required=True, group="Kepala naskah")
BODY = Field("body", "Isi", "text", required=True, help="Baris kosong memisahkan paragraf.", rows=8)
CLOSING = Field("closing", "Penutup", "text", rows=2)
MEETING = Field("meeting", "Nama rapat", required=True, group="Rapat")
EVENT = (
    Field("event_date", "Hari/tanggal rapat", "date", required=True, group="Rapat"),
    Field("event_time", "Pukul", required=True, help="Mis. 09.00 WIB – selesai.", group="Rapat"),
    Field("event_place", "Tempat", required=True, group="Rapat"),
)
PEOPLE = Field(
    "people", "Peserta", "text", rows=10, group="Rapat",
    help="Satu peserta per baris: nama | NIP | jabatan. NIP dan jabatan boleh kosong.",
)  # fmt: skip
SIGNER = (
    Field(
        "signer_post",
        "Jabatan penanda tangan",
        required=True,
        help="Seperti dicetak, mis. Plt. Kepala Dinas.",
        group="Tanda tangan",
    ),
    Field("signer_name", "Nama penanda tangan", required=True, group="Tanda tangan"),
    Field("signer_nip", "NIP penanda tangan", group="Tanda tangan"),
    Field("signer_rank", "Pangkat/golongan", group="Tanda tangan"),
)
SECOND = (
    Field(
        "second_role",
        "Peran penanda tangan kedua",
        help="Mis. Notulis atau Pihak kedua.",
        group="Tanda tangan",
    ),
    Field("second_post", "Jabatan penanda tangan kedua", group="Tanda tangan"),
    Field("second_name", "Nama penanda tangan kedua", group="Tanda tangan"),
    Field("second_nip", "NIP penanda tangan kedua", group="Tanda tangan"),
)
CODE = Field(
    "classification",
    "Kode klasifikasi",
    help="Dipakai pada nomor naskah. Kosong: kode dari pengaturan penomoran.",
    group=NUMBER,
)
OWN = Field(
    "own_number",
    "Nomor dari buku agenda",
    group=NUMBER,
    help="Isi hanya bila buku agenda kantor sudah memberi nomor. Kosong: nomor berikutnya diambil saat diterbitkan.",
)

FIELDS: dict[str, tuple[Field, ...]] = {
    LetterKind.MEMO: (
        TO, Field("sender", "Dari", required=True, group="Kepala naskah"), COPIES, DATE, NATURE, ENCLOSURES, SUBJECT, BODY,
        *SIGNER,
    ),
    LetterKind.INVITATION: (
        TO, COPIES, DATE, NATURE, ENCLOSURES, SUBJECT, BODY, *EVENT,
        Field("agenda", "Acara", "text", required=True, rows=2, group="Rapat"), CLOSING, *SIGNER,
    ),
    LetterKind.ATTENDANCE: (
        MEETING, *EVENT, PEOPLE,
        Field("spare", "Baris kosong tambahan", "count", help="Untuk peserta yang datang tanpa undangan; 0 sampai 40.", group="Rapat"),
        *SIGNER,
    ),
    LetterKind.DISPOSITION: (
        Field("index", "Indeks", group="Kepala naskah"), Field("code", "Kode", group="Kepala naskah"), DATE, NATURE,
        Field("subject", "Isi ringkas", "text", required=True, rows=2, group="Surat yang didisposisi"),
        Field("origin", "Asal surat", required=True, group="Surat yang didisposisi"),
        Field("origin_number", "Nomor surat", group="Surat yang didisposisi"),
        Field("origin_date", "Tanggal surat", "date", group="Surat yang didisposisi"),
        Field("enclosures", "Lampiran", group="Surat yang didisposisi"),
        Field("forward", "Diteruskan kepada", "text", required=True, help="Satu penerima per baris.", group="Disposisi"),
        Field("body", "Isi disposisi", "text", required=True, rows=4, group="Disposisi"), *SIGNER,
    ),
    LetterKind.COVER: (
        TO, COPIES, DATE,
        Field("items", "Yang dikirim", "text", required=True, rows=4, help="Satu jenis per baris: jenis yang dikirim | banyaknya | keterangan."),
        *SIGNER,
    ),
    LetterKind.MINUTES: (
        MEETING, *EVENT, Field("chair", "Pimpinan rapat", required=True, group="Rapat"), PEOPLE,
        Field("body", "Pembahasan", "text", required=True, rows=8), Field("decisions", "Keputusan", "text", required=True, rows=5),
        Field("follow_up", "Tindak lanjut", "text", rows=4, help="Siapa mengerjakan apa, paling lambat kapan."), *SIGNER, *SECOND,
    ),
    LetterKind.RECORD: (
        Field("subject", "Tentang", required=True, group="Kepala naskah"), DATE, BODY,
        Field("decisions", "Hasil", "text", rows=5), CLOSING, *SIGNER, *SECOND,
    ),
}  # fmt: skip


def fields_of(kind: str) -> tuple[Field, ...]:
    """The inputs of a paper, those of its number last; the agenda number of a slip has no classification."""
    numbering = () if not is_numbered(kind) else (OWN,) if kind == LetterKind.DISPOSITION else (CODE, OWN)
    return (*FIELDS[kind], *numbering)


def missing_in(kind: str, content: dict[str, str]) -> list[str]:
    """Labels of the fields that are owed and empty."""
    return [
        field.label for field in fields_of(kind) if field.required and not content.get(field.name, "").strip()
    ]


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that are not blank."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def addressees(text: str) -> tuple[str, ...]:
    """Whom a paper goes to, one each; whoever stands for him ("c.q.", "u.p.", "melalui") on a line of its own below him."""
    found: list[str] = []
    for line in lines_of(text):
        parts = [part.strip(" ,") for part in _STANDS_FOR.split(line)]
        if found and _STANDS_FOR.match(f" {line}"):
            found[-1] = "\n".join([found[-1], *filter(None, parts)])
        else:
            found.append("\n".join(filter(None, parts)))
    return tuple(found)


def sent_to(text: str) -> tuple[tuple[str, ...], str]:
    """The addressees, and where they are: a last line that begins with "di", else "di Tempat"."""
    *others, last = lines_of(text) or ("",)
    if others and _WHERE.match(last):
        return addressees("\n".join(others)), last
    return addressees(text), NO_TOWN


def columns_of(text: str, width: int) -> tuple[tuple[str, ...], ...]:
    """Rows written as "a | b | c"; what is not written is "", and further bars stay in the last column."""
    rows = (tuple(part.strip() for part in line.split(SPLIT, width - 1)) for line in lines_of(text))
    return tuple((*row, *[""] * (width - len(row))) for row in rows)
