"""The catalogue asked for some of its rows: by words, office, state and period."""

import datetime as dt

import pytest
from django.http import QueryDict
from django.urls import reverse

from sop.offices.models import Appointment, Office, Position, User
from sop.procedures.asked import Asked
from sop.procedures.models import Publication, Sop, SopVersion
from sop.procedures.queries import catalogue
from tests.sop.procedures.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.house.urls")]
TODAY = dt.date(2026, 1, 5)


@pytest.fixture
def keeper(client) -> User:
    user = User.objects.create(username="admin", name="Admin", is_superuser=True)
    client.force_login(user)
    return user


def written(office: str, version: int = 1, *, published: bool = True, **cells: object) -> SopVersion:
    """A sheet without steps; `name` of the office is Dinas {office}."""
    home, _ = Office.objects.get_or_create(
        code=office.lower(), defaults={"name": f"Dinas {office}", "kind": "dinas"}
    )
    sop, _ = Sop.objects.get_or_create(office=home, slug="data", defaults={"name": "Data kinerja"})
    sheet = SopVersion.objects.create(sop=sop, version=version, title="Pengumpulan data kinerja", **cells)
    if published:
        Publication.objects.create(
            version=sheet, published_at=NOW, text="{}", sha256=f"{sheet.pk:064}", step_ids={}, runnable=True
        )
    return sheet


@pytest.fixture
def several(keeper) -> User:
    """Mojokerto in force by the month, Sumenep by the quarter with a draft of version 2, Tasikmalaya withdrawn."""
    written("Mojokerto", number="SOP/PIPD/KIP/16", rhythm="month")
    written("Sumenep", number="800/132", rhythm="quarter")
    written("Sumenep", 2, published=False, number="800/133", rhythm="quarter")
    written("Tasikmalaya", number="470")
    Sop.objects.filter(office__code="tasikmalaya").update(withdrawn_on=TODAY)
    return keeper


def found(user: User, query: str) -> list[tuple[str, int]]:
    """Office (its last word) and version of each row."""
    rows = catalogue(user, TODAY, Asked.read(QueryDict(query))).rows
    return [(row.office.split()[-1], row.version) for row in rows]


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("keadaan=berlaku", [("Mojokerto", 1), ("Sumenep", 1)]),
        ("keadaan=rancangan", [("Sumenep", 2)]),
        ("keadaan=dicabut", [("Tasikmalaya", 1)]),
        ("periode=bulanan", [("Mojokerto", 1)]),
        ("periode=triwulanan&keadaan=berlaku", [("Sumenep", 1)]),
        ("periode=tidak-tertulis", [("Tasikmalaya", 1)]),
        ("kantor=sumenep", [("Sumenep", 2), ("Sumenep", 1)]),
        ("q=data++PIPD", [("Mojokerto", 1)]),
        ("q=tidak+ada+itu", []),
        ("kantor=entah", []),
        (
            "keadaan=entah&periode=entah&keadaan=x",
            [("Mojokerto", 1), ("Sumenep", 2), ("Sumenep", 1), ("Tasikmalaya", 1)],
        ),
    ],
)
def test_rows_are_found_by_what_is_asked(query, rows, several):
    assert sorted(found(several, query)) == sorted(rows)


def test_filters_cost_no_further_query(several, django_assert_num_queries):
    for asked in (Asked(), Asked(words="kinerja", state="berlaku"), Asked(office="sumenep")):
        with django_assert_num_queries(4):
            assert catalogue(several, TODAY, asked).rows


def test_words_of_an_older_version_do_not_bring_it_back(keeper):
    written("Sumenep", number="Nomor lama")
    written("Sumenep", 2, number="Nomor baru")
    assert found(keeper, "q=nomor+lama") == []
    assert found(keeper, "q=nomor+BARU") == [("Sumenep", 2)]


def test_only_who_sees_several_offices_chooses_among_them(several, client):
    address = reverse("procedures:catalogue")
    assert 'name="kantor"' in client.get(address).content.decode()
    user = User.objects.create(username="perencana", name="Perencana")
    post = Position.objects.create(
        office=Office.objects.get(code="sumenep"), code="kasubbag", title="Kasubbag"
    )
    Appointment.objects.create(user=user, position=post, since=dt.date(2020, 1, 1))
    client.force_login(user)
    page = client.get(address).content.decode()
    assert 'name="kantor"' not in page
    assert 'name="keadaan"' in page
    other = client.get(address, {"kantor": "mojokerto"}).content.decode()
    assert "Mojokerto" not in other


def test_what_was_asked_stays_in_the_form_and_no_match_leads_back(several, client):
    address = reverse("procedures:catalogue")
    page = client.get(address, {"q": "kinerja", "keadaan": "berlaku"}).content.decode()
    assert '<option value="berlaku" selected>' in page
    assert 'value="kinerja"' in page
    assert "2 dari 4 naskah SOP." in page
    nothing = client.get(address, {"q": "zzz"}).content.decode()
    assert "Tidak ada SOP yang cocok" in nothing
    assert "Lihat semua SOP" in nothing
    assert 'value="zzz"' in nothing
