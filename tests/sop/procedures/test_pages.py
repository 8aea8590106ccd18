"""The catalogue (S14) and the official page (S15): content, who sees them, and the number of queries."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.html import escape

from sop.offices.models import Appointment, Office, Position, User
from sop.procedures.actions import new_version, publish
from sop.procedures.asked import Asked
from sop.procedures.canonical import canonical_data
from sop.procedures.models import Publication, SopVersion
from sop.procedures.pages import page as page_of
from sop.procedures.queries import catalogue, sheet, versions_of
from sop.procedures.steps import Flow
from sop.runs.models import Run
from tests.sop.procedures.catalog import NAMES, SEEDS
from tests.sop.procedures.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.house.urls")]

TODAY = dt.date(2026, 1, 5)


@pytest.fixture
def planner(seed) -> User:
    """Somebody who serves in the office of Sumenep."""
    version = seed("sumenep")
    user = User.objects.create(username="perencana", name="Perencana Sumenep")
    post = Position.objects.get(office=version.sop.office, code="kasubbag-perencanaan")
    Appointment.objects.create(user=user, position=post, since=dt.date(2020, 1, 1))
    return user


@pytest.fixture
def keeper() -> User:
    return User.objects.create(username="admin", name="Admin", is_superuser=True, is_staff=True)


def test_the_catalogue_says_what_is_in_force(published, keeper, django_assert_num_queries):
    Run.objects.create(
        office=published.version.sop.office, publication=published, year=2026, title="TW I", opened_at=NOW
    )
    with django_assert_num_queries(4):
        (row,) = catalogue(keeper, TODAY).rows
    assert (row.name, row.number) == ("Penyusunan Pengukuran Kinerja Dinas", "470 / Kep. 241 / Sekre")
    assert (row.effective, row.version, row.runs, row.state) == ("2 Januari 2019", 1, 1, "Berlaku")
    assert row.total == "1 hari 3 jam 100 menit"
    assert row.actors[0] == "Kepala Dinas"


def test_the_catalogue_costs_the_same_queries_for_five(seed, keeper, django_assert_num_queries):
    for name in NAMES:
        publish(seed(name), by=None, at=NOW)
    with django_assert_num_queries(4):
        rows = catalogue(keeper, TODAY).rows
    assert {row.total for row in rows} == {expected.total for expected in SEEDS}


def test_states_of_sheets(published, keeper):
    draft = new_version(published.version, by=None)
    assert [row.state for row in catalogue(keeper, TODAY).rows] == ["Rancangan", "Berlaku"]
    Flow.objects.filter(source__version=draft, source__position=8).update(effects=[])
    publish(draft, by=None, at=NOW)
    assert [(row.version, row.state) for row in catalogue(keeper, TODAY).rows] == [(2, "Hanya dibaca")]
    states = [(row.version.version, row.state) for row in versions_of(draft)]
    assert states == [(2, "Hanya dibaca"), (1, "Digantikan")]
    published.version.sop.withdrawn_on = TODAY
    published.version.sop.save()
    assert [row.state for row in catalogue(keeper, TODAY).rows] == ["Dicabut"]


def test_the_catalogue_can_be_searched(published, keeper):
    assert [row.name for row in catalogue(keeper, TODAY, Asked(words="pengukuran kinerja")).rows]
    assert [row.name for row in catalogue(keeper, TODAY, Asked(words="Kep. 241")).rows]
    assert catalogue(keeper, TODAY, Asked(words="arsip")).rows == []


def test_only_people_of_the_office_see_its_sops(planner, seed, keeper):
    seed("mojokerto")
    assert [row.number for row in catalogue(planner, TODAY).rows] == ["800/ 132 /SOP/111.1/2025"]
    assert len(catalogue(keeper, TODAY).rows) == 2
    assert catalogue(User.objects.create(username="asing", name="Asing"), TODAY).rows == []


def test_who_leaves_the_office_no_longer_sees_them(planner):
    planner.appointments.update(until=dt.date(2025, 12, 31))
    assert catalogue(planner, TODAY).rows == []


def test_a_stranger_gets_404_and_a_member_the_page(planner, seed, client):
    own, other = seed("sumenep"), seed("mojokerto")
    client.force_login(planner)
    assert client.get(reverse("procedures:sheet", args=[own.pk])).status_code == 200
    assert client.get(reverse("procedures:sheet", args=[other.pk])).status_code == 404
    assert client.get(reverse("procedures:sheet", args=[own.pk + 99])).status_code == 404


def test_nobody_sees_an_sop_without_logging_in(published, client):
    for name, arguments in [("catalogue", []), ("sheet", [published.version_id])]:
        response = client.get(reverse(f"procedures:{name}", args=arguments))
        assert response.status_code == 302
        assert response.url.startswith(reverse("account_login"))


def test_the_catalogue_page_lists_and_links(planner, client):
    client.force_login(planner)
    page = client.get(reverse("procedures:catalogue")).content.decode()
    assert "800/ 132 /SOP/111.1/2025" in page
    assert "7 hari 5 jam" in page
    assert "Rancangan" in page
    assert "Tambah SOP" not in page


def test_an_empty_catalogue_says_who_loads_sops(client):
    client.force_login(User.objects.create(username="baru", name="Baru"))
    page = client.get(reverse("procedures:catalogue")).content.decode()
    assert "Belum ada SOP" in page
    assert "SOP-nya dimuat admin" in page


def test_a_search_without_result_says_so(planner, client):
    client.force_login(planner)
    page = client.get(reverse("procedures:catalogue"), {"q": "tidak ada ini"}).content.decode()
    assert "Tidak ada SOP yang cocok" in page
    assert 'value="tidak ada ini"' in page


@pytest.mark.parametrize("name", NAMES)
def test_the_page_shows_every_text_as_printed(name, seed, sheets, keeper, client):
    version = publish(seed(name), by=None, at=NOW).version
    client.force_login(keeper)
    page = client.get(reverse("procedures:sheet", args=[version.pk])).content.decode()
    data = sheets[name].data
    cells = ("activity", "requirements", "time", "output", "note")
    texts = [step[cell] for step in data["steps"] for cell in cells]
    texts += [data["number"], data["title"], *data["header"]["agency"].splitlines()]
    texts += [item["text"] for item in data["items"]]
    assert [text for text in texts if f">{escape(text)}<" not in page and text] == []
    assert [remark["text"] for remark in data["remarks"] if escape(remark["text"]) not in page] == []
    assert page.count('<td class="flow-lane') == len(data["steps"]) * len(data["actors"])


def test_the_list_and_the_table_can_be_asked_for(published, keeper, client):
    client.force_login(keeper)
    address = reverse("procedures:sheet", args=[published.version_id])
    both = client.get(address).content.decode()
    table = client.get(address, {"tampilan": "tabel"}).content.decode()
    listed = client.get(address, {"tampilan": "daftar"}).content.decode()
    assert ["sheet-table" in page for page in (both, table, listed)] == [True, True, False]
    assert ["sheet-steps" in page for page in (both, table, listed)] == [True, False, True]


def test_the_page_links_to_its_print(published, keeper, client):
    client.force_login(keeper)
    text = client.get(reverse("procedures:sheet", args=[published.version_id])).content.decode()
    assert f'href="{reverse("insights:sop_pdf", args=[published.version_id])}"' in text


def test_the_page_costs_the_same_queries_for_any_sheet(seed, keeper, django_assert_num_queries):
    for name in ("tasikmalaya", "iv-jurai"):
        publish(seed(name), by=None, at=NOW)
        version = SopVersion.objects.select_related("sop__office").latest("pk")
        with django_assert_num_queries(2):
            assert len(sheet(version).rows) >= 8
        new_version(version, by=None)
        draft = SopVersion.objects.select_related("sop__office").latest("pk")
        with django_assert_num_queries(8):
            sheet(draft)


def test_ways_are_said_in_words(seed):
    rows = {row.position: row for row in sheet(seed("sumenep")).rows}
    assert [way.sentence for way in rows[6].ways] == [
        "Ya: langkah 7 (verifikasi)",
        "Tidak: langkah 3 (dikembalikan dengan alasan)",
    ]
    assert [way.sentence for way in rows[9].ways] == ["selesai (tanda tangan, pengarsipan)"]
    assert [way.drawn for way in rows[8].ways] == [True, False]


def test_marks_say_the_symbol_the_role_and_the_doubt(seed):
    rows = {row.position: row for row in sheet(seed("tasikmalaya")).rows}
    assert rows[1].cells[0].words == "Mulai, dikerjakan Kepala Dinas, dugaan 99 %"
    assert rows[6].cells[1].shape == "decision"
    assert [mark.shape if mark else "" for mark in rows[4].cells] == ["", "attends", "attends", "process"]


def test_the_office_decides_how_a_bare_day_is_read(seed):
    version = seed("tasikmalaya")
    assert sheet(version).rows[4].reading == "dihitung hari kerja"
    Office.objects.update(bare_day_is_working=False)
    version.sop.office.refresh_from_db()
    assert sheet(version).rows[4].reading == "dihitung hari kalender"


def test_a_sheet_only_for_reading_names_what_it_lacks(seed, keeper, client):
    version = seed("sumenep")
    Flow.objects.filter(source__version=version, source__position=9).update(effects=["sign"])
    publish(version, by=None, at=NOW)
    client.force_login(keeper)
    page = client.get(reverse("procedures:sheet", args=[version.pk])).content.decode()
    assert "Naskah ini hanya untuk dibaca" in page
    assert "Belum ada alur dengan akibat pengarsipan." in page
    assert Publication.objects.get().runnable is False


def test_the_list_names_a_step_as_the_arrows_do_where_tables_count_anew(seed):
    data = canonical_data(seed("tasikmalaya"))
    for step in data["steps"][4:]:
        step.update(table=2, number=str(step["position"] - 4))
    rows = page_of(data).rows
    assert [row.called for row in rows[3:6]] == [
        "langkah 4 tabel 1",
        "langkah 1 tabel 2",
        "langkah 2 tabel 2",
    ]
    assert rows[3].ways[0].sentence.startswith("langkah 1 tabel 2")
