"""The versions of one SOP on its page: who follows which, and two of them side by side."""

import datetime as dt

import pytest
from django.urls import reverse

from sop.offices.models import User
from sop.procedures.actions import new_version, publish
from sop.procedures.models import SopVersion
from sop.procedures.queries import chosen, compared, replacement, versions_of
from sop.procedures.steps import QualityStandard
from sop.runs.models import Run
from tests.sop.procedures.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.house.urls")]


@pytest.fixture
def keeper(client) -> User:
    user = User.objects.create(username="admin", name="Admin", is_superuser=True, is_staff=True)
    client.force_login(user)
    return user


@pytest.fixture
def second(published) -> SopVersion:
    """Version 2 as a draft: one standard is another one."""
    draft = new_version(published.version, by=None)
    QualityStandard.objects.filter(step__version=draft, step__position=3).update(time="2 hari kerja")
    return draft


def begin(publication, *, closed: bool = False) -> None:
    Run.objects.create(
        office=publication.version.sop.office, publication=publication, year=2026, title="TW I",
        opened_at=NOW, closed_at=NOW if closed else None,
    )  # fmt: skip


def page(client, version: SopVersion, name: str = "sheet", **query: str) -> str:
    answer = client.get(reverse(f"procedures:{name}", args=[version.pk]), query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_each_version_says_how_many_files_follow_it(published, second, django_assert_num_queries):
    begin(published)
    begin(published, closed=True)
    with django_assert_num_queries(2):
        rows = versions_of(second)
    assert [(row.version.version, row.files, row.running, row.before) for row in rows] == [
        (2, 0, 0, 1),
        (1, 2, 1, None),
    ]


def test_running_cases_stay_on_their_version(published, second, keeper, client):
    begin(published)
    begin(published)
    assert "tetap memakai" not in page(client, published.version)
    publish(second, by=None, at=NOW)
    assert "Versi 1 sudah digantikan versi 2. 2 berkas tetap memakai versi 1." in page(
        client, published.version
    )
    assert "tetap memakai" not in page(client, second)
    Run.objects.update(closed_at=NOW)
    assert "Tidak ada berkas berjalan yang memakainya." in page(client, published.version)


def test_an_sop_withdrawn_says_since_when(published, keeper):
    begin(published)
    sop = published.version.sop
    sop.withdrawn_on = dt.date(2026, 3, 2)
    sop.save()
    version = SopVersion.objects.select_related("sop").get()
    told = replacement(versions_of(version), version)
    assert told == "SOP ini dicabut sejak 2 Maret 2026. 1 berkas tetap memakai versi 1."


def test_a_version_is_held_against_the_one_before_it(published, second, keeper, client):
    rows = versions_of(second)
    for version in (second, published.version):
        assert chosen(rows, version, {}).wanted == ("1", "2")
    text = page(client, second, "compare")
    assert "1 langkah diubah" in text
    assert (
        '<ins><span class="visually-hidden">[ditambah: </span>2 hari kerja<span class="visually-hidden">]</span></ins>'
        in text
    )
    assert "5 langkah tidak berubah" in text


def test_any_two_versions_can_be_chosen_the_older_one_stands_left(published, second):
    publish(second, by=None, at=NOW)
    third = new_version(second, by=None)
    rows = versions_of(third)
    assert chosen(rows, third, {}).wanted == ("2", "3")
    assert chosen(rows, third, {"dari": "3", "ke": "1"}).wanted == ("1", "3")
    assert chosen(rows, second, {"ke": "3"}).wanted == ("1", "3")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"dari": "2", "ke": "2"}, "Pilih dua versi yang berbeda."),
        ({"dari": "9"}, "Versi 9 tidak ada pada SOP ini. Pilih dua versi dari daftar."),
        ({"ke": "<b>"}, "Versi &lt;b&gt; tidak ada pada SOP ini."),
    ],
)
def test_a_choice_that_is_none_is_explained(query, sentence, published, second, keeper, client):
    assert sentence in page(client, second, "compare", **query)


def test_an_sop_with_one_version_has_nothing_to_compare(published, keeper, client):
    assert "baru mempunyai satu versi" in page(client, published.version, "compare")
    assert "compare-form" not in page(client, published.version)


def test_two_versions_that_say_the_same_say_so(published, keeper, client):
    assert "Kedua versi sama kata demi kata" in page(
        client, new_version(published.version, by=None), "compare"
    )


def test_the_page_of_a_version_leads_to_the_comparison(published, second, keeper, client):
    text = page(client, published.version)
    assert f'action="{reverse("procedures:compare", args=[published.version_id])}"' in text
    assert f'href="{reverse("procedures:compare", args=[second.pk])}"' in text


def test_versions_of_another_office_are_not_compared(second, client):
    client.force_login(User.objects.create(username="asing", name="Asing"))
    assert client.get(reverse("procedures:compare", args=[second.pk])).status_code == 404


def test_comparing_costs_the_same_queries_for_any_sheet(seed, django_assert_num_queries):
    for name in ("tasikmalaya", "iv-jurai"):
        publish(seed(name), by=None, at=NOW)
        draft = new_version(SopVersion.objects.latest("pk"), by=None)
        choice = chosen(versions_of(draft), draft, {})
        with django_assert_num_queries(10):
            assert compared(choice)
