"""What an uploaded file really is, found by its content before anything is stored. Nothing in it is changed."""

from pathlib import PurePath

from kinerja.submissions.evidence.images import check_jpeg, check_png
from kinerja.submissions.evidence.models import Kind
from kinerja.submissions.evidence.pdf import check_pdf
from kinerja.submissions.evidence.refusals import Refused
from kinerja.submissions.evidence.workbooks import check_workbook

LARGEST = 10 * 1024 * 1024
ENDINGS = {".pdf": Kind.PDF, ".xlsx": Kind.XLSX, ".jpg": Kind.JPG, ".jpeg": Kind.JPG, ".png": Kind.PNG}
ACCEPTED = ",".join(ENDINGS)
KINDS = "PDF, JPG, PNG, atau XLSX"
# What the file begins with; anything before it, and the file is not what it says.
BEGINNINGS = {
    Kind.PDF: b"%PDF-",
    Kind.XLSX: b"PK\x03\x04",
    Kind.JPG: b"\xff\xd8\xff",
    Kind.PNG: b"\x89PNG\r\n\x1a\n",
}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NEAR = 1024  # bytes in which lenient readers look for the beginning of a PDF
MACROS = (".xlsm", ".xlsb", ".xltm", ".xls")
_CHECKS = {Kind.XLSX: check_workbook, Kind.JPG: check_jpeg, Kind.PNG: check_png}


def inspect(name: str, content: bytes, *, enclosing: bool = False) -> Kind:
    """The kind of the file; Refused with a sentence where it is not accepted.

    `enclosing`: other files may lie inside a PDF, as in our own papers; whoever asks looks at them himself.
    """
    kind = _promised(name)
    check_size(len(content))
    if not content.startswith(BEGINNINGS[kind]):
        raise Refused(_pretence(kind, content))
    if kind is not Kind.PDF and BEGINNINGS[Kind.PDF] in content[:NEAR]:
        raise Refused("Berkas ini sekaligus dapat dibaca sebagai PDF. Simpan ulang sebagai satu jenis saja.")
    if kind is Kind.PDF:
        check_pdf(content, enclosing=enclosing)
    else:
        _CHECKS[kind](content)
    return kind


def check_size(size: int) -> None:
    """Refused where the file is empty or too large; can be asked before it is read."""
    if size == 0:
        raise Refused("Berkas ini kosong. Pilih berkas lain.")
    if size > LARGEST:
        raise Refused("Berkas ini lebih besar dari 10 MB. Perkecil atau bagi menjadi beberapa berkas.")


def _promised(name: str) -> Kind:
    ending = PurePath(name).suffix.lower()
    if ending in ENDINGS:
        return ENDINGS[ending]
    if ending in MACROS:
        raise Refused(f"Buku kerja {ending} tidak diterima. Simpan tanpa makro sebagai .xlsx.")
    raise Refused(f"Jenis berkas ini tidak diterima. Unggah {KINDS}.")


def _pretence(kind: Kind, content: bytes) -> str:
    if content.startswith(OLD_OFFICE) and kind is Kind.XLSX:
        return "Buku kerja ini dikunci dengan kata sandi atau berformat lama. Simpan tanpa kata sandi sebagai .xlsx."
    if kind is Kind.PDF and BEGINNINGS[Kind.PDF] in content[:NEAR]:
        return "Ada isi lain sebelum awal PDF ini. Cetak ulang dokumennya ke PDF."
    return f"Isi berkas ini bukan {kind.label}, walaupun namanya berakhiran demikian. Simpan ulang dari aplikasi asalnya."
