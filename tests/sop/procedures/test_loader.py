"""Loading: all findings at once, each with its place, and nothing saved where one of them is an error."""

import json

import pytest
import yaml

from sop.offices.models import Office, Position, Unit
from sop.procedures.findings import Level
from sop.procedures.models import Actor, ActorBinding, HeaderItem, Publication, Remark, Sop, SopVersion
from sop.procedures.steps import Flow, QualityStandard, Step, StepActor
from tests.sop.procedures.catalog import FIXTURES, NAMES
from tests.sop.procedures.conftest import NOW, load_files

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

TABLES = (
    *(Office, Unit, Position, Sop, SopVersion, HeaderItem, Actor),
    *(ActorBinding, Step, StepActor, QualityStandard, Flow, Remark),
)
SUMENEP = FIXTURES / "sumenep.yaml"
KEY = "[disdukcapil-sumenep, data-kinerja, 1]"


def counts() -> list[int]:
    return [model.objects.count() for model in TABLES]


def said(result) -> list[str]:
    return [str(finding) for finding in result.errors]


@pytest.mark.parametrize("name", NAMES)
def test_loading_twice_changes_nothing(name):
    first = load_files(FIXTURES / f"{name}.yaml")
    before = counts()
    second = load_files(FIXTURES / f"{name}.yaml")
    assert first.created == sum(before)
    assert (second.created, second.changed, second.removed) == (0, 0, 0)
    assert second.sentence == "Tersimpan: tidak ada perubahan."
    assert counts() == before


def test_all_five_are_loaded_and_published_at_once_and_again():
    paths = [FIXTURES / f"{name}.yaml" for name in NAMES]
    first = load_files(*paths, publishing=True)
    assert first.sentence.endswith("5 naskah diterbitkan.")
    assert Publication.objects.filter(runnable=True, published_at=NOW).count() == 5
    again = load_files(*paths, publishing=True)
    assert again.sentence == "Tersimpan: tidak ada perubahan."


def test_findings_of_several_sheets_name_their_sheet():
    result = load_files(FIXTURES / "sumenep.yaml", FIXTURES / "mojokerto.yaml", only_check=True)
    assert {finding.place for finding in result.findings} == {
        "Pengukuran dan Pengumpulan Data Kinerja",
        "Pengumpulan Data Kinerja",
    }


def test_a_check_saves_nothing_but_says_what_would_be_saved():
    result = load_files(SUMENEP, only_check=True)
    assert result.sentence.startswith("Diperiksa saja, tidak disimpan: ")
    assert result.created > 100
    assert sum(counts()) == 0


def test_a_json_fixture_loads_like_the_yaml(tmp_path):
    entries = yaml.safe_load(SUMENEP.read_text(encoding="utf-8"))
    path = tmp_path / "sumenep.json"
    path.write_text(json.dumps(entries, ensure_ascii=False, default=str), encoding="utf-8")
    assert load_files(path).errors == []
    assert load_files(SUMENEP).sentence == "Tersimpan: tidak ada perubahan."


def test_a_changed_draft_is_brought_up_to_date(edited):
    load_files(SUMENEP)
    result = load_files(edited(("Melaporkan pengukuran kinerja", "Melaporkan hasil")))
    assert (result.created, result.changed) == (0, 1)
    assert Step.objects.get(position=7).activity == "Melaporkan hasil"


def test_what_the_file_no_longer_has_leaves_the_draft(edited):
    load_files(SUMENEP)
    remark = f"- model: sop.remark\n  fields: {{version: {KEY}, order: 10, severity: info,"
    text = SUMENEP.read_text(encoding="utf-8")
    result = load_files(edited((text[text.index(remark) :], "")))
    assert (result.created, result.changed, result.removed) == (0, 0, 1)
    assert not Remark.objects.filter(order=10).exists()


def test_a_field_left_out_takes_its_default_again(edited):
    load_files(SUMENEP)
    result = load_files(edited(("    nature: decision\n", "")))
    assert said(result) == []
    assert Step.objects.filter(nature="decision").count() == 1


def test_staffing_that_the_file_does_not_name_is_kept():
    load_files(SUMENEP)
    Office.objects.update(reopened_grace_days=3)
    post = Position.objects.get(code="kasubbag-umum")
    ActorBinding.objects.create(actor=Actor.objects.get(order=4), position=post)
    load_files(SUMENEP)
    assert Office.objects.get().reopened_grace_days == 3
    assert ActorBinding.objects.filter(position=post).exists()


def test_a_changed_text_over_a_published_sheet_is_refused_word_for_word(edited):
    load_files(SUMENEP, publishing=True)
    result = load_files(edited(("time: 1 hari", "time: 2 hari")))
    (finding,) = result.errors
    assert (finding.step, finding.column) == ("3", "waktu")
    assert finding.sentence == "Naskah terbit berbunyi ‘1 hari’, berkas berbunyi ‘2 hari’."
    assert "version: 2" in finding.advice
    assert QualityStandard.objects.get(step__position=3).time == "1 hari"


def test_a_new_or_missing_row_of_a_published_sheet_is_refused(edited):
    load_files(SUMENEP, publishing=True)
    more = load_files(edited(("order: 10, severity: info", "order: 11, severity: info")))
    assert [finding.sentence for finding in more.errors] == ["Baris ini tidak ada pada naskah terbit."]
    text = SUMENEP.read_text(encoding="utf-8")
    last = text[text.rindex("- model: sop.remark") :]
    fewer = load_files(edited((last, "")))
    assert "ada pada naskah terbit, tetapi tidak di berkas." in fewer.errors[0].sentence


def test_version_2_may_stand_beside_the_published_version_1(tmp_path):
    load_files(SUMENEP, publishing=True)
    text = SUMENEP.read_text(encoding="utf-8").replace("data-kinerja, 1", "data-kinerja, 2")
    path = tmp_path / "versi-2.yaml"
    path.write_text(text.replace("    version: 1\n", "    version: 2\n"), encoding="utf-8")
    result = load_files(path, publishing=True)
    assert said(result) == []
    assert sorted(SopVersion.objects.values_list("version", flat=True)) == [1, 2]


def test_columns_without_a_post_are_bound_by_title_or_alias(edited):
    binding = (
        f"- model: sop.actorbinding\n  fields: {{actor: {KEY[:-1]}, 4], "
        "position: [disdukcapil-sumenep, kasubbag-perencanaan]}\n"
    )
    result = load_files(edited((binding, "")))
    assert said(result) == []
    (info,) = [finding for finding in result.findings if "menurut namanya" in finding.sentence]
    assert info.severity is Level.INFO
    assert info.sentence == (
        "Pelaksana ‘KASUBBAG PERENCANAAN’ dipasangkan dengan Kepala Sub Bagian Perencanaan menurut namanya."
    )


def test_a_column_that_fits_no_post_blocks_a_runnable_sop(edited):
    text = SUMENEP.read_text(encoding="utf-8")
    start = text.index("- model: sop.actorbinding")
    binding = text[start : text.index("\n\n", start) + 1]
    file = edited(("label: KADIS", "label: BUPATI"), (binding, ""))
    result = load_files(file, publishing=True)
    assert any("Pelaksana ‘BUPATI’ belum dipasangkan dengan jabatan." in line for line in said(result))
    assert sum(counts()) == 0


def test_a_draft_may_wait_for_its_posts(edited):
    text = SUMENEP.read_text(encoding="utf-8")
    start = text.index("- model: sop.actorbinding")
    binding = text[start : text.index("\n\n", start) + 1]
    result = load_files(edited(("label: KADIS", "label: BUPATI"), (binding, "")))
    assert any(
        "Pelaksana ‘BUPATI’ belum dipasangkan dengan jabatan." in line for line in map(str, result.findings)
    )
    assert SopVersion.objects.count() == 1


def test_numbers_without_quotation_marks_are_kept_letter_for_letter(edited):
    load_files(edited(('number: "2."', "number: 2.")))
    assert Step.objects.get(position=2).number == "2."


def test_two_files_may_both_bring_the_same_office(edited, tmp_path):
    other = edited(name="lain.yaml")
    text = other.read_text(encoding="utf-8").replace("data-kinerja", "data-lain")
    other.write_text(text, encoding="utf-8")
    result = load_files(SUMENEP, other)
    assert said(result) == []
    assert (Office.objects.count(), SopVersion.objects.count()) == (1, 2)
