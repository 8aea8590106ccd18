"""What is wrong in a file is refused in words: all of it at once, each with its place, and nothing is saved."""

import pytest

from sop.offices.models import Office
from sop.procedures.files import read_files
from sop.procedures.models import SopVersion
from sop.procedures.steps import Step
from tests.sop.procedures.conftest import load_files

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

KEY = "[disdukcapil-sumenep, data-kinerja, 1]"


def saved() -> int:
    return Office.objects.count() + SopVersion.objects.count() + Step.objects.count()


def said(result) -> list[str]:
    return [str(finding) for finding in result.errors]


def test_every_error_is_reported_at_once_with_its_place(edited):
    path = edited(
        ('number: "1."', "number: 1."),
        ("model: sop.step\n", "model: sop.langkah\n"),
        ("source: inferred, confidence: 60", "source: dugaan, confidence: 60"),
        ("    time: 2 jam\n", "    time: 2 jam\n    waktu: 2 jam\n"),
        ("effects: [verify]", "effects: [verifikasi]"),
    )
    result = load_files(path)
    assert saved() == 0
    lines = "\n".join(said(result))
    assert "Jenis data ‘sop.langkah’ tidak dikenal di sini." in lines
    assert "Isian ‘waktu’ tidak dikenal." in lines
    assert "‘dugaan’ tidak dikenal. Pilih dari: ‘printed’, ‘inferred’." in lines
    assert all("naskah.yaml baris " in line for line in said(result))


def test_a_reference_to_something_that_failed_is_not_reported_again(edited):
    result = load_files(edited(('number: "2."', "number: ")))
    assert [finding.sentence for finding in result.errors] == ["‘None’ bukan teks."]


def test_an_unknown_actor_is_named_with_its_key(edited):
    result = load_files(
        edited((f"actor: {KEY[:-1]}, 2], source: inferred, confidence: 90", f"actor: {KEY[:-1]}, 7]"))
    )
    (finding,) = result.errors
    assert finding.sentence == (
        "Pelaksana [disdukcapil-sumenep, data-kinerja, 1, 7] tidak ada, di berkas ini maupun di aplikasi."
    )
    assert finding.step == "2"


def test_errors_of_the_sheet_as_a_whole_block_as_well(edited):
    result = load_files(edited(("effects: [sign, archive]", "effects: [sign, revise]")))
    assert any("hanya boleh pada alur pengembalian" in line for line in said(result))
    assert saved() == 0


@pytest.mark.parametrize(
    ("old", "new", "step", "sentence"),
    [
        (f"target: {KEY[:-1]}, 8], ", "", "8", "tidak pernah dicapai dari langkah mulai."),
        (f"source: {KEY[:-1]}, 9], ", f"source: {KEY[:-1]}, 8], order: 3, ", "9", "tidak mempunyai alur keluar."),
        (f"target: {KEY[:-1]}, 5]}}", f"target: {KEY[:-1]}, 4]}}", "1", "berputar tanpa jalan keluar."),
    ],
)  # fmt: skip
def test_an_error_of_the_graph_names_the_line_of_its_step(old, new, step, sentence, edited):
    path = edited((old, new))
    lines = path.read_text(encoding="utf-8").splitlines()
    model = lines.index(f'    number: "{step}."') - 4
    found = [f for f in load_files(path).errors if f.step == step and sentence in f.sentence]
    assert lines[model] == "- model: sop.step"
    assert [f.place for f in found] == [f"naskah.yaml baris {model + 1}"]


def test_two_starts_in_a_file_are_refused(edited):
    result = load_files(edited(("    position: 2\n", "    position: 2\n    starts: true\n")))
    assert [f.sentence for f in result.errors] == ["Tabel alur 1 mempunyai 2 langkah mulai: 1 dan 2."]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("title: PENGUKURAN", "title: " + "P" * 201 + " PENGUKURAN"), "Terlalu panjang: "),
        (("city: Sumenep", "city: "), "bukan teks."),
        (("order: 1}", "order: -1}"), "di luar batas 0."),
        (("effective_on: \"2025-01-15\"", "effective_on: lusa"), "‘lusa’ tidak dapat dibaca sebagai berlaku sejak."),
        (("shared: true", "shared: mungkin"), "‘mungkin’ tidak dapat dibaca sebagai boleh dijabat beberapa orang."),
        (("code: sekretaris\n", "code: se kretaris\n"), "‘se kretaris’ tidak dapat dipakai di sini."),
        (("    nature: decision\n", "    nature: decision\n    per_unit: true\n"), "Keputusan tidak dapat dikerjakan per unit."),
        (("office: [disdukcapil-sumenep], code: sekretariat", "office: disdukcapil-sumenep, code: sekretariat"), "harus ditulis sebagai daftar"),
        (("office: [disdukcapil-sumenep], code: sekretariat", "code: sekretariat"), "Perangkat daerah wajib diisi."),
        (("    agency: DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL KABUPATEN SUMENEP\n", ""), "Wajib diisi."),
        (("    labels:\n", "    labels: [salah]\n    x:\n"), "Label tercetak harus berupa pasangan kunci dan teks."),
    ],
)  # fmt: skip
def test_values_that_cannot_be_are_refused_in_words(change, sentence, edited):
    result = load_files(edited(change))
    assert any(sentence in line for line in said(result)), said(result)
    assert saved() == 0


def test_the_same_row_twice_is_refused_with_both_places(edited):
    row = f"- model: sop.flow\n  fields: {{source: {KEY[:-1]}, 1], target: {KEY[:-1]}, 2]}}\n"
    result = load_files(edited((row, row + row)))
    (finding,) = result.errors
    assert finding.sentence.startswith("Data yang sama sudah tertulis pada naskah.yaml baris ")
    assert finding.step == "1"


@pytest.mark.parametrize(
    ("name", "text", "place", "sentence"),
    [
        ("a.yaml", "- model: sop.step\n  fields: {a: [1\n", "a.yaml baris 3, huruf ke-1", "tidak dapat dibaca sebagai YAML"),
        ("a.yaml", "model: sop.step\n", "a.yaml", "Berkas harus berupa daftar butir."),
        ("a.yaml", "", "a.yaml", "Berkas tidak memuat data."),
        ("a.yaml", "- model: sop.step\n  fields: {a: 1, a: 2}\n", "a.yaml baris 2", "‘a’ tertulis dua kali."),
        ("a.yaml", "- fields: {}\n", "a.yaml baris 1", "Butir ini tidak menyebut ‘model’."),
        ("a.yaml", "- 7\n", "a.yaml baris 1", "Butir ini tidak menyebut ‘model’."),
        ("a.yaml", "- model: sop.step\n", "a.yaml baris 1", "Butir ini tidak memuat ‘fields’."),
        ("a.yaml", "- model: sop.step\n  pk: 1\n  fields: {}\n", "a.yaml baris 1", "‘pk’ tidak dipakai di sini."),
        ("a.yaml", "- model: sop.step\n  fields: {d: 2025-13-45}\n", "a.yaml", "tidak dapat dibaca sebagai YAML"),
        ("a.json", "[{]", "a.json baris 1, huruf ke-3", "tidak dapat dibaca sebagai JSON"),
        ("a.json", "{}", "a.json", "Berkas harus berupa daftar butir."),
        ("a.json", '[{"model": "x", "model": "y", "fields": {}}]', "a.json", "‘model’ tertulis dua kali dalam satu butir."),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read_are_named_with_the_place(name, text, place, sentence, tmp_path):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    findings = read_files([path]).findings
    assert [(finding.place, sentence in finding.sentence) for finding in findings] == [(place, True)]


def test_a_missing_or_binary_file_is_named(tmp_path):
    (tmp_path / "b.yaml").write_bytes(b"\xff\xfe\x00")
    result = load_files(tmp_path / "a.yaml", tmp_path / "b.yaml")
    assert said(result) == [
        "a.yaml: Berkas tidak dapat dibuka. Periksa nama dan letaknya.",
        "b.yaml: Berkas bukan teks UTF-8. Simpan ulang sebagai UTF-8.",
    ]
