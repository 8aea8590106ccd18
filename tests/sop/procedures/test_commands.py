"""`load_sop` and `loaddata`, as an admin types them."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sop.procedures.models import Publication, SopVersion
from sop.procedures.steps import Step
from tests.sop.procedures.catalog import FIXTURES, NAMES

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

PATHS = [str(FIXTURES / f"{name}.yaml") for name in NAMES]


def typed(*arguments: str) -> str:
    """What the command wrote."""
    out = StringIO()
    call_command("load_sop", *arguments, stdout=out)
    return out.getvalue()


def test_the_report_is_grouped_by_gravity_and_ends_with_the_outcome():
    lines = typed(PATHS[0], "--publish").splitlines()
    assert lines[0] == "Peringatan (8)"
    assert (
        "  Langkah 1, kolom KEGIATAN: Kegiatan memuat subjek; SOP-AP memakai kata kerja tanpa subjek."
        in lines
    )
    assert lines[-1].endswith("1 naskah diterbitkan.")
    assert Publication.objects.get().runnable


def test_a_check_leaves_the_database_alone():
    assert typed(PATHS[0], "--check").splitlines()[-1].startswith("Diperiksa saja, tidak disimpan: ")
    assert not SopVersion.objects.exists()


def test_errors_end_the_command_with_a_failure_after_the_whole_report(tmp_path):
    path = tmp_path / "rusak.yaml"
    path.write_text("- model: sop.foo\n  fields: {}\n- model: sop.bar\n  fields: {}\n", encoding="utf-8")
    out = StringIO()
    with pytest.raises(CommandError, match="2 hal perlu diperbaiki"):
        call_command("load_sop", str(path), stdout=out)
    assert "rusak.yaml baris 1: Jenis data ‘sop.foo’ tidak dikenal di sini." in out.getvalue()
    assert "rusak.yaml baris 3: Jenis data ‘sop.bar’ tidak dikenal di sini." in out.getvalue()


def test_the_report_can_be_read_by_a_machine(tmp_path):
    outcome = json.loads(typed(PATHS[0], "--check", "--format", "json"))
    assert (outcome["refused"], outcome["saved"]) == (False, False)
    assert {"severity", "step", "column", "sentence", "advice", "place"} == set(outcome["findings"][0])
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("load_sop", str(tmp_path / "tidak-ada.yaml"), "--format", "json", stdout=out)
    assert json.loads(out.getvalue())["refused"] is True


def test_loaddata_loads_all_fixtures_into_an_empty_database_and_again():
    out = StringIO()
    call_command("loaddata", *PATHS, stdout=out)
    steps = Step.objects.count()
    call_command("loaddata", *PATHS, stdout=out)
    assert Step.objects.count() == steps == 50
    assert typed(*PATHS).splitlines()[-1] == "Tersimpan: tidak ada perubahan."


def test_loaddata_passes_over_published_sheets_unchanged():
    typed(*PATHS, "--publish")
    before = list(Publication.objects.order_by("pk").values())
    call_command("loaddata", *PATHS, stdout=StringIO())
    assert list(Publication.objects.order_by("pk").values()) == before
    assert typed(*PATHS, "--publish").splitlines()[-1] == "Tersimpan: tidak ada perubahan."
