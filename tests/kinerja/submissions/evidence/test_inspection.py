"""What is accepted, and each attack with the reason it is told."""

import io

import pytest
from openpyxl import Workbook
from pypdf import PdfReader, PdfWriter

from kinerja.submissions.evidence.inspection import LARGEST, inspect
from kinerja.submissions.evidence.models import Kind
from kinerja.submissions.evidence.names import clean_name
from kinerja.submissions.evidence.refusals import Refused
from tests.kinerja.submissions.evidence import makers
from tests.kinerja.submissions.evidence.makers import book, jpeg_of, jpeg_with, pdf, picture, png_of, stream


def written(kind):
    """Files as real programs write them."""
    file = io.BytesIO()
    if kind == "openpyxl":
        sheet = Workbook()
        sheet.active["A1"].hyperlink = "https://contoh.go.id/"
        sheet.save(file)
    else:
        writer = PdfWriter(PdfReader(io.BytesIO(pdf())))
        if kind == "locked":
            writer.encrypt("rahasia")
        if kind == "enclosed":
            writer.add_attachment("jahat.exe", b"MZ")
        writer.write(file)
    return file.getvalue()


NAMED = b"<</Type/Filespec/F (data.json)/UF (data.json)/EF<</F 5 0 R>>>>"  # as in our signed reports
ACCEPTED = [
    ("rekap.pdf", pdf(), Kind.PDF),
    ("REKAP.PDF", written("pypdf"), Kind.PDF),
    ("objek.pdf", pdf(stream(b"5 0 <</Type/Font>>")), Kind.PDF),
    ("laporan.pdf", pdf(NAMED, stream(b"{}", b"/Type/EmbeddedFile/Filter/FlateDecode")), Kind.PDF),
    ("rekap.xlsx", written("openpyxl"), Kind.XLSX),
    ("foto.jpg", picture("JPEG"), Kind.JPG),
    ("foto.jpeg", picture("JPEG", progressive=True), Kind.JPG),
    ("telepon.jpg", picture("JPEG") + picture("JPEG"), Kind.JPG),
    ("telepon.jpg", picture("JPEG") + b"SEFHisi\x00SEFT", Kind.JPG),
    ("layar.png", picture("PNG"), Kind.PNG),
]


@pytest.mark.parametrize(
    ("name", "content", "kind"), ACCEPTED, ids=[row[0] + str(n) for n, row in enumerate(ACCEPTED)]
)
def test_honest_files_are_accepted(name, content, kind):
    assert inspect(name, content) is kind


def test_papers_of_our_own_are_accepted():
    fetched = pytest.importorskip("weasyprint")
    assert inspect("laporan.pdf", fetched.HTML(string="<p>Bukti").write_pdf()) is Kind.PDF


HIDDEN = stream(b"5 0 <</Type/Font>>")
DECOY = b"/Type/ObjStm/Filter/FlateDecode>>\nstream\nx\nendstream"
SWOLLEN = book({"xl/worksheets/sheet1.xml": b"0" * 3_000_000})
CLIMBING = book({"../../etc/cron.d/x": "x"})
LINK = makers.RELS.format(makers.OUTSIDE.format(kind="image"))
REFUSED = {
    "program as pdf": ("a.pdf", b"<?php system($_GET[0]); ?>", "bukan PDF"),
    "program by name": ("a.php", b"<?php ?>", "Jenis berkas ini tidak diterima"),
    "page": ("a.html", b"<html>", "Jenis berkas ini tidak diterima"),
    "drawing": ("a.svg", b"<svg>", "Jenis berkas ini tidak diterima"),
    "no ending": ("rekap", pdf(), "Jenis berkas ini tidak diterima"),
    "macro by name": ("a.xlsm", book(), "tanpa makro"),
    "empty": ("a.pdf", b"", "kosong"),
    "too large": ("a.pdf", b"%PDF-1.7" + bytes(LARGEST), "lebih besar dari 10 MB"),
    "picture as pdf": ("a.pdf", picture(), "bukan PDF"),
    "pdf as picture": ("a.png", pdf(), "bukan PNG"),
    "jpeg as png": ("a.png", picture("JPEG"), "bukan PNG"),
    "before a pdf": ("a.pdf", b"GIF89a\n" + pdf(), "sebelum awal PDF"),
    "behind a pdf": ("a.pdf", pdf() + b"<script>alert(1)</script>", "sesudah akhir PDF"),
    "archive behind a pdf": ("a.pdf", pdf() + makers.archive(), "sesudah akhir PDF"),
    "archive in a pdf": ("a.pdf", pdf(stream(b"x") + makers.archive()), "arsip ZIP"),
    "cut pdf": ("a.pdf", pdf()[: len(pdf()) // 2], "terpotong"),
    "pdf without startxref": ("a.pdf", b"%PDF-1.7\ntrailer\n<<>>\n%%EOF", "tidak lengkap atau rusak"),
    "pdf without its table": ("a.pdf", b"%PDF-1.7\nstartxref\n5\n%%EOF", "rusak"),
    "locked pdf": ("a.pdf", written("locked"), "dikunci"),
    "script in pdf": ("a.pdf", pdf(catalog=b"/OpenAction<</S/JavaScript/JS(x)>>"), "JavaScript"),
    "script, spelled otherwise": ("a.pdf", pdf(b"<</S/J#61va#53cript/JS(x)>>"), "JavaScript"),
    "script in an object stream": ("a.pdf", pdf(stream(b"5 0 <</S/JavaScript/JS(x)>>")), "JavaScript"),
    "launch": ("a.pdf", pdf(b"<</S/Launch/F(cmd.exe)>>"), "program lain"),
    "enclosed program": ("a.pdf", written("enclosed"), "berkas lain"),
    "moving form": ("a.pdf", pdf(catalog=b"/AcroForm<</XFA[]>>"), "bergerak sendiri"),
    "oddly packed objects": (
        "a.pdf", pdf(stream(b"x", b"/Type/ObjStm/Filter[/ASCIIHexDecode/FlateDecode]")), "tidak lazim",
    ),
    "objects behind a long comment": ("a.pdf", pdf(HIDDEN.replace(b"/Filter", b"%" + bytes(3000) + b"\n/Filter")), "tidak lazim"),
    "objects with a decoy in a string": (
        "a.pdf", pdf(HIDDEN.replace(b"/Filter", b"/X(\n1 0 obj<<" + DECOY + b")/Filter")), "tidak lazim",
    ),
    "objects inside objects": ("a.pdf", pdf(HIDDEN.replace(b"stream\n", b"stream\n1 0 obj" + HIDDEN, 1)), "rusak"),
    "objects that do not end": ("a.pdf", pdf(HIDDEN.replace(b"\nendstream", b"")), "rusak"),
    "objects cut short": ("a.pdf", pdf(HIDDEN[:-20] + b"\nendstream"), "rusak"),
    "objects without number": ("a.pdf", pdf(*[HIDDEN] * 5_001), "tidak lazim"),
    "table beyond all numbers": ("a.pdf", b"%PDF-1.7\nstartxref\n" + b"9" * 40 + b"\n%%EOF", "rusak"),
    "bomb in objects": ("a.pdf", pdf(stream(bytes(51 << 20))), "terlalu besar"),
    "huge png": ("a.png", png_of(60_000, 60_000, b"0"), "50 megapiksel"),
    "wide png": ("a.png", png_of(30_000, 10, b"0"), "50 megapiksel"),
    "huge jpeg": ("a.jpg", jpeg_of(60_000, 60_000), "50 megapiksel"),
    "png that swells": ("a.png", png_of(8, 8, bytes(5_000_000)), "jauh lebih besar"),
    "png with few pixels": ("a.png", png_of(8, 8, bytes(10)), "terpotong"),
    "cut png": ("a.png", picture()[:-20], "terpotong"),
    "cut jpeg": ("a.jpg", picture("JPEG", (64, 64))[:-200], "terpotong"),
    "archive behind a png": ("a.png", picture() + makers.archive(), "sesudah akhir gambar"),
    "program behind a jpeg": ("a.jpg", picture("JPEG") + b"<?php ?>", "program atau arsip"),
    "archive behind a jpeg": ("a.jpg", picture("JPEG") + makers.archive(), "program atau arsip"),
    "film behind a jpeg": ("a.jpg", picture("JPEG") + b"ftypmp42", "sesudah akhir gambar"),
    "program in a comment": ("a.jpg", jpeg_with(b"<?php ?>"), "program atau arsip"),
    "page in a png": ("a.png", png_of(1, 1, bytes(2), extra=makers.chunk(b"tEXt", b"a\0<script>")), "program"),
    "pdf in a jpeg": ("a.jpg", jpeg_with(pdf()[:600]), "sekaligus dapat dibaca sebagai PDF"),
    "archive of another kind": ("a.xlsx", makers.archive(), "bukan buku kerja"),
    "macro": ("a.xlsx", book({"xl/vbaProject.bin": b"x"}), "makro"),
    "macro by its types": ("a.xlsx", book(main=makers.MACRO_MAIN), "makro"),
    "object": ("a.xlsx", book({"xl/embeddings/oleObject1.bin": b"x"}), "kendali lain"),
    "link to another book": ("a.xlsx", book({"xl/externalLinks/externalLink1.xml": "<x/>"}), "Putuskan tautannya"),
    "picture from elsewhere": ("a.xlsx", book({"xl/_rels/x.rels": LINK}), "Putuskan tautannya"),
    "climbing name": ("a.xlsx", CLIMBING, "tidak wajar"),
    "two parts of one name": ("a.xlsx", book({"XL/Workbook.xml": "<x/>"}), "tidak wajar"),
    "many parts": ("a.xlsx", book({f"xl/{n}.bin": b"" for n in range(1000)}), "tidak wajar"),
    "entities": ("a.xlsx", book({"xl/x.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "tidak wajar"),
    "zip bomb": ("a.xlsx", SWOLLEN, "terlalu besar bila dibuka"),
    "lying directory": ("a.xlsx", makers.lying_book(), "rusak"),
    "locked book": ("a.xlsx", makers.locked_book(), "dikunci"),
    "locked or old book": ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "kata sandi atau berformat lama"),
    "cut book": ("a.xlsx", book()[:-30], "rusak"),
    "behind a book": ("a.xlsx", book() + b"<script>", "sebelum atau sesudah"),
    "words of a book": ("a.xlsx", book(comment=b"<?php ?>"), "sebelum atau sesudah"),
    "pdf in a book": ("a.xlsx", b"PK\x03\x04" + pdf() + book(), "sekaligus dapat dibaca sebagai PDF"),
    "before a book": ("a.xlsx", b"PK\x03\x04" + bytes(2000) + book(), "sebelum atau sesudah"),
}  # fmt: skip


@pytest.mark.parametrize("attack", REFUSED)
def test_each_attack_is_refused_with_its_reason(attack):
    name, content, reason = REFUSED[attack]
    with pytest.raises(Refused) as refused:
        inspect(name, content)
    assert reason in refused.value.sentence


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("rekap TW III.pdf", "rekap TW III.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\x\\rekap.pdf", "rekap.pdf"),
        ("re\x00ka\np.pdf", "re ka p.pdf"),
        ("laporan\u202efdp.exe", "laporanfdp.exe"),
        ("CON.pdf", "berkas CON.pdf"),
        ("nul.tar.pdf", "berkas nul.tar.pdf"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        (".pdf", "pdf"),
        ("..", "berkas"),
        ("a" * 300 + ".xlsx", "a" * 115 + ".xlsx"),
    ],
)
def test_names_are_cleaned(raw, name):
    assert clean_name(raw) == name
