"""A filled template: what people type is understood, and what is not is named with its cell."""

import io
import zipfile

import openpyxl
import pytest

from kinerja.documents.cells import read_book
from kinerja.documents.packed import UnreadableBook
from kinerja.importers.arrows import arrows_in
from kinerja.importers.books import read_workbook
from kinerja.importers.export import template
from sop.procedures.canonical import canonical_data
from sop.procedures.loader import load_contents
from sop.procedures.models import ActorBinding, Publication, SopVersion
from tests.kinerja.importers.conftest import NOW, OFFICE

pytestmark = pytest.mark.django_db
# As pasted from Word: two rows of headings, a row of column numbers, marks of several kinds, split paragraphs.
TABLE = [
    ["No", "Uraian Kegiatan", "Pelaksana", "", "", "Mutu Baku", "", "", "Ket"],
    ["", "", "Kepala Dinas", "Sekretaris", "Tim", "Kelengkapan", "Waktu", "Output", ""],
    ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
    ["1.", "Memerintahkan pengumpulan data", "x", "", "", "Agenda", "1 jam", "Disposisi", ""],
    [],
    [2, "Mengumpulkan data", "", "", "✓", "Formulir", "1 – 20 hari kerja", "Rekap", ""],
    ["", "", "", "", "", "Data pendukung", "", "", ""],
    [
        "3",
        "Memeriksa data",
        "",
        "◇",
        "",
        "Rekap",
        "2 hari",
        "Hasil periksa",
        "bila salah kembali ke langkah 2",
    ],
    [
        "4",
        "Menandatangani laporan",
        "■",
        "",
        "",
        "Laporan",
        "maksimal tanggal 5 setiap bulannya",
        "Laporan",
        "",
    ],
]
IDENTITY = {2: OFFICE, 18: "Pengumpulan Data"}


def book(table=TABLE, *, identity=None, actors=()):
    """The template, filled."""
    filled = openpyxl.load_workbook(io.BytesIO(template("")))
    for row, value in (IDENTITY if identity is None else identity).items():
        filled["Identitas"].cell(row, 2).value = value
    del filled["Langkah"]
    steps = filled.create_sheet("Langkah")
    for row in table:
        steps.append(row)
    for row in actors:
        filled["Pelaksana"].append(row)
    out = io.BytesIO()
    filled.save(out)
    return out.getvalue()


def loaded(content, **options):
    contents = read_workbook("sop.xlsx", content)
    assert [str(finding) for finding in contents.findings if finding.severity == "error"] == []
    result = load_contents(contents, at=NOW, **options)
    assert [str(finding) for finding in result.errors] == []
    return canonical_data(SopVersion.objects.get())


def refusals(content):
    return [str(finding) for finding in read_workbook("sop.xlsx", content).findings]


def flows(data):
    return [(f["source"], f["target"], f["label"], f["is_return"], f["effects"]) for f in data["flows"]]


def test_a_table_pasted_from_word_becomes_steps_actors_and_arrows(sumenep):
    data = loaded(book())
    assert [step["number"] for step in data["steps"]] == ["1.", "2", "3", "4"]
    assert [actor["label"] for actor in data["actors"]] == ["Kepala Dinas", "Sekretaris", "Tim"]
    assert [step["actors"][0]["actor"] for step in data["steps"]] == [1, 3, 2, 1]
    assert data["steps"][1]["requirements"] == "Formulir\nData pendukung"
    assert [step["standard"]["kind"] for step in data["steps"]] == ["fixed", "range", "fixed", "deadline"]
    assert [step["nature"] for step in data["steps"]] == ["process", "process", "decision", "process"]
    assert data["steps"][0]["starts"]
    assert flows(data) == [
        (1, 2, "", False, []),
        (2, 3, "", False, []),
        (3, 4, "Ya", False, []),
        (3, 2, "Salah", True, []),
        (4, None, "", False, []),
    ]
    assert data["header"]["labels"]["col_activity"] == "Uraian Kegiatan"
    assert data["header"]["labels"]["col_numbers"] == "1 2 3 4 5 6 7 8 9"


def test_the_optional_columns_say_what_the_paper_cannot(sumenep):
    heads = [
        "No",
        "Kegiatan",
        "Kepala Dinas",
        "Tim",
        "Waktu",
        "Output",
        "Jenis",
        "Ya ke",
        "Tidak ke",
        "Akibat",
        "Isian",
    ]
    table = [
        heads,
        ["1", "Mengisi", "", "x", "1 hari", "Data", "", "", "", "", "ya, per unit"],
        ["2", "Memeriksa", "x", "", "1 hari", "Data", "keputusan", "3", "1", "verifikasi", ""],
        ["3", "Memaraf", "x", "", "1 jam", "Data", "", "", "", "paraf", ""],
        ["4", "Menandatangani", "x", "", "1 jam", "Data", "", "selesai", "", "tanda tangan, arsip", ""],
    ]  # fmt: skip
    data = loaded(book(table, actors=[["Kepala Dinas", "kepala-dinas"], ["Tim", "sekretaris"]]))
    assert data["steps"][0]["fills"]
    assert data["steps"][0]["per_unit"]
    assert flows(data) == [
        (1, 2, "", False, []),
        (2, 3, "Ya", False, ["verify"]),
        (2, 1, "Tidak", True, ["revise"]),
        (3, 4, "", False, ["paraf"]),
        (4, None, "", False, ["sign", "archive"]),
    ]
    assert ActorBinding.objects.get(actor__label="Kepala Dinas").position.code == "kepala-dinas"


@pytest.mark.parametrize(
    ("text", "target", "label", "back"),
    [
        ("bila salah kembali ke langkah 1", "1", "Salah", True),
        ("jika tidak sesuai ke langkah 3", "3", "Tidak sesuai", False),
        ("ya ke 5", "5", "Ya", False),
        ("Apabila belum lengkap, dikembalikan ke kegiatan no 2", "2", "Belum lengkap", True),
        ("tidak → selesai", "selesai", "Tidak", False),
        ("Jika ditolak maka berkas kembali ke langkah 4.", "4", "Ditolak", True),
    ],
)
def test_arrows_are_read_from_what_people_write(text, target, label, back):
    (arrow,) = arrows_in(text) or [None]
    assert arrow
    assert (arrow.target, arrow.label, arrow.back) == (target, label, back)


@pytest.mark.parametrize(
    "text", ["Dikirim ke 3 bidang", "Proses pengajuan 2 bulan", "Rangkap 2", "Berkas langkah 4"]
)
def test_other_figures_are_no_arrows(text):
    assert arrows_in(text) == []


@pytest.mark.parametrize(
    ("row", "column", "value", "finding"),
    [
        (8, 9, "bila salah kembali ke langkah 12", "Langkah 3, kolom Alur, Langkah!I8: Langkah 12 yang dituju tidak ada"),
        (6, 5, "Kasubag", "Langkah 2, kolom Pelaksana, Langkah!E6: ‘Kasubag’ dibaca sebagai tanda pelaksana."),
    ],
)  # fmt: skip
def test_a_finding_names_its_cell(row, column, value, finding, sumenep):
    table = [list(cells) for cells in TABLE]
    table[row - 1][column - 1] = value
    assert [said for said in refusals(book(table)) if said.startswith(finding)]


def test_what_the_office_does_not_know_is_named_with_its_cell(sumenep):
    (office,) = refusals(book(identity={2: "dinas-antah"}))
    assert office.startswith("Identitas!B2: Perangkat daerah ‘dinas-antah’ tidak dikenal.")
    said = refusals(book(actors=[["Kepala Dinas", "Juru Kunci"], ["Bidang", ""]]))
    assert said[0].startswith("Pelaksana!B2: Jabatan ‘Juru Kunci’ tidak ada")
    assert said[1].startswith("Pelaksana!A3: Kolom ‘Bidang’ tidak ada pada lembar Langkah.")


def test_a_narrative_without_a_table_is_refused_with_help(sumenep):
    (said,) = refusals(book([["Kepala dinas memerintahkan staf mengumpulkan data."]]))
    assert "Berkas tidak memuat tabel langkah." in said
    assert "Unduh templat XLSX" in said


def test_the_blank_template_is_refused_with_help(sumenep):
    (said,) = refusals(template(OFFICE))
    assert "Berkas tidak memuat tabel langkah." in said


def test_a_second_loading_becomes_the_next_version(sumenep):
    loaded(book(), publishing=True)
    contents = read_workbook("sop.xlsx", book())
    assert load_contents(contents, at=NOW).saved
    assert sorted(SopVersion.objects.values_list("version", flat=True)) == [1, 2]


def archive(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts:
            packed.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"bukan zip", "tidak dapat dibuka sebagai XLSX"),
        (archive([("a.txt", "x")]), "tidak dapat dibuka sebagai XLSX"),
        (archive([("xl/vbaProject.bin", "x")]), "memuat makro"),
        (archive([(f"xl/{n}.xml", "x") for n in range(201)]), "tidak wajar"),
        (archive([("xl/a.xml", "0" * 3_000_000)]), "terlalu besar"),
    ],
)
def test_a_workbook_that_could_hurt_is_refused_before_it_is_opened(content, sentence):
    with pytest.raises(UnreadableBook, match=sentence):
        read_book(content)


def test_the_template_and_an_sop_can_be_downloaded(admin, sumenep, upload, decide, client):
    report = upload(admin, book(), "sop.xlsx")
    assert report.status_code == 200
    version = decide(report, "publish").headers["Location"]
    assert Publication.objects.exists()
    for address in ("/sop/muat/templat.xlsx", f"{version}sop.xlsx"):
        answer = client.get(address)
        assert "langkah" in read_book(answer.content)
    assert f"{version}sop.xlsx" in client.get(version).content.decode()
