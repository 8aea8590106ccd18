"""A sheet leaves as a file and comes back as the same sheet, word for word."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from sop.offices.models import Appointment, Position, User
from sop.procedures.actions import discard, new_version
from sop.procedures.canonical import canonical_data, canonical_text, sha256_of
from sop.procedures.exporting import as_json, as_yaml, entries, yaml_of
from sop.procedures.files import YAML
from sop.procedures.models import Actor, ActorBinding, SopVersion
from sop.procedures.steps import Step
from tests.sop.flowchart.bpmn_running import parse
from tests.sop.procedures.catalog import FIXTURES, NAMES
from tests.sop.procedures.conftest import load_files

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.house.urls")]
DOWNLOADS = ("procedures:as_yaml", "procedures:as_json", "flowchart:as_bpmn")


@pytest.fixture
def member(published) -> User:
    """Somebody who serves in the office of the published sheet, and does nothing in it."""
    user = User.objects.create(username="anggota", name="Anggota")
    post = Position.objects.filter(office=published.version.sop.office).first()
    Appointment.objects.create(user=user, position=post, since="2020-01-01")
    return user


def written(version: SopVersion, kind: str, folder: Path) -> Path:
    path = folder / f"naskah.{kind}"
    path.write_text({"yaml": as_yaml, "json": as_json}[kind](version), encoding="utf-8")
    return path


def read(text: str) -> Any:
    """As the loader reads a file."""
    return YAML(text).get_single_data()


def bound(version: SopVersion) -> list[tuple[int, str]]:
    rows = ActorBinding.objects.filter(actor__version=version)
    return sorted(rows.values_list("actor__order", "position__code"))


@pytest.mark.parametrize(("name", "kind"), [*((name, "yaml") for name in NAMES), ("sumenep", "json")])
def test_an_export_loads_into_an_office_with_the_same_posts_as_the_same_sheet(name, kind, seed, tmp_path):
    version = seed(name)
    text, posts, sop = canonical_text(canonical_data(version)), bound(version), version.sop
    path = written(version, kind, tmp_path)
    discard(version)
    sop.delete()
    assert load_files(path).errors == []
    again = SopVersion.objects.get()
    assert sha256_of(canonical_text(canonical_data(again))) == sha256_of(text)
    assert bound(again) == posts


def test_an_export_of_a_published_sheet_changes_nothing_where_it_came_from(published, tmp_path, capsys):
    call_command("load_sop", str(written(published.version, "yaml", tmp_path)), "--check")
    assert "Diperiksa saja, tidak disimpan: tidak ada perubahan." in capsys.readouterr().out


def test_an_export_holds_the_sop_and_its_sheet_but_not_the_office(published):
    held = {entry["model"] for entry in entries(published.version)}
    shipped = read((FIXTURES / "tasikmalaya.yaml").read_text(encoding="utf-8"))
    assert held == {entry["model"] for entry in shipped} - {"sop.office", "sop.unit", "sop.position"}
    assert [entry["model"] for entry in entries(published.version)][:2] == ["sop.sop", "sop.sopversion"]


def test_only_the_version_asked_for_is_exported(published):
    draft = new_version(published.version, by=None)
    rows = [entry for entry in entries(draft) if entry["model"] == "sop.sopversion"]
    assert [row["fields"]["version"] for row in rows] == [2]
    assert len(entries(draft)) == len(entries(published.version))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_any_printed_text_survives_the_file(text):
    entry = {"model": "sop.remark", "fields": {"version": ["dinas", "data", 1], "text": text}}
    assert read(yaml_of([entry])) == [entry]


def test_an_export_costs_the_same_queries_for_any_sheet(seed, django_assert_num_queries):
    for name in ("tasikmalaya", "iv-jurai"):
        version = seed(name)
        with django_assert_num_queries(7):
            entries(version)


def test_a_download_is_a_file_with_a_name_of_its_own(published, member, client):
    client.force_login(member)
    kinds = {"yaml": "application/yaml", "json": "application/json", "bpmn": "application/xml"}
    texts = []
    for name, (ending, kind) in zip(DOWNLOADS, kinds.items(), strict=True):
        answer = client.get(reverse(name, args=[published.version_id]))
        texts.append(answer.content.decode())
        assert answer["Content-Type"] == f"{kind}; charset=utf-8"
        assert answer["Content-Disposition"] == f'attachment; filename="sop-data-kinerja-versi-1.{ending}"'
    assert read(texts[0]) == json.loads(texts[1]) == entries(published.version)
    key = "-".join(map(str, published.version.natural_key()))
    assert parse(texts[2]).get_process_ids() == [f"sop_{key}"]


def test_a_sheet_of_another_office_is_not_to_be_downloaded(published, client):
    client.force_login(User.objects.create(username="asing", name="Asing"))
    statuses = [client.get(reverse(name, args=[published.version_id])).status_code for name in DOWNLOADS]
    assert statuses == [404, 404, 404]


def test_the_page_offers_every_download(published, member, client):
    client.force_login(member)
    page = client.get(reverse("procedures:sheet", args=[published.version_id])).content.decode()
    assert [name for name in DOWNLOADS if reverse(name, args=[published.version_id]) not in page] == []


def test_a_draft_without_steps_offers_no_process(seed, client):
    old = seed("sumenep")
    empty = SopVersion.objects.create(sop=old.sop, version=2, title="Baru")
    client.force_login(User.objects.create(username="admin", name="Admin", is_superuser=True))
    address = reverse("flowchart:as_bpmn", args=[empty.pk])
    assert address not in client.get(reverse("procedures:sheet", args=[empty.pk])).content.decode()
    answer = client.get(address)
    assert answer.status_code == 409
    assert "Lengkapi langkah dan alurnya" in answer.content.decode()


def test_a_draft_whose_steps_stand_alone_is_still_a_process(seed, client):
    bare = SopVersion.objects.create(sop=seed("sumenep").sop, version=2, title="Baru")
    Step.objects.create(version=bare, position=1, activity="Mulai", starts=True)
    Step.objects.create(version=bare, position=2, activity="Selesai")
    Actor.objects.create(version=bare, order=1, label="Staf")
    client.force_login(User.objects.create(username="admin", name="Admin", is_superuser=True))
    answer = client.get(reverse("flowchart:as_bpmn", args=[bare.pk]))
    assert answer.status_code == 200
    assert len(parse(answer.content.decode()).get_process_ids()) == 1
