"""The office's own list of classifications, and what filing takes from it."""

from html import unescape

import pytest
from django.urls import reverse

from kinerja.archive.examples import EXAMPLES
from kinerja.submissions.classifications import Classification
from kinerja.submissions.figures import ArchiveRecord
from sop.offices.models import KeeperPost
from tests.access.scenes import Scene, scene
from tests.kinerja.submissions import office as forms

pytestmark = pytest.mark.django_db
NEW = {
    "code": "000.9.9", "name": "Laporan lain", "active_years": "1", "inactive_years": "4", "disposition": "review",
    "in_use": "on",
}  # fmt: skip


@pytest.fixture
def here():
    found = scene("archive")
    KeeperPost.objects.create(position=found.user("holder").appointments.get().position)
    return found


def address(here: Scene, name: str, *more) -> str:
    return reverse(f"archive:{name}", args=[here.world.office.code, *more])


def test_a_keeper_takes_the_examples_and_makes_them_his_own(client, here):
    client.force_login(here.user("holder"))
    assert "Belum ada klasifikasi" in client.get(address(here, "classifications")).content.decode()
    for _ in range(2):
        client.post(address(here, "classification_examples"))
    assert Classification.objects.count() == len(EXAMPLES)
    assert client.post(address(here, "new_classification"), NEW).status_code == 302
    again = client.post(address(here, "new_classification"), NEW)
    assert again.status_code == 422
    assert "Kode ini sudah ada pada daftar." in again.content.decode()
    row = Classification.objects.get(code="000.9.9")
    assert (
        client.post(address(here, "classification", row.pk), NEW | {"active_years": "seratus"}).status_code
        == 422
    )
    assert client.post(address(here, "classification", row.pk), NEW | {"in_use": ""}).status_code == 302
    assert "tidak dipakai lagi" in client.get(address(here, "classifications")).content.decode()
    client.force_login(here.user("colleague"))
    assert client.post(address(here, "classification_examples")).status_code == 403
    assert "btn btn-sm" not in client.get(address(here, "classifications")).content.decode()


def test_filing_chooses_from_the_list_and_computes_the_dates(client, here):
    client.force_login(here.user("holder"))
    client.post(address(here, "classification_examples"))
    Classification.objects.filter(code="000.7.2.8").update(in_use=False)
    url = here.url("submissions:file")
    shown = client.get(url)
    assert "2 tahun aktif, 3 tahun inaktif, lalu musnah" in shown.content.decode()
    assert "000.7.2.8" not in shown.content.decode()
    given = forms.form_of(shown) | {"move": here.move.key, "location": "Rak 3", "number": "1"}
    for wrong, sentence in (
        ("", "Pilih kode klasifikasi."),
        ("000.7.2.8", "Pilih kode klasifikasi dari daftar."),
    ):
        answer = client.post(url, given | {"classification": wrong})
        assert answer.status_code == 422
        assert sentence in unescape(answer.content.decode())
    assert client.post(url, given | {"classification": "000.8.3.3"}).status_code == 302
    record = ArchiveRecord.objects.get(submission=here.submission)
    assert (record.classified_as, record.active_years, record.disposition) == ("SOP", 2, "permanent")
    year = record.filed_at.astimezone(here.world.office.tz).year
    assert (record.active_until.isoformat(), record.inactive_until.isoformat()) == (
        f"{year + 2}-12-31",
        f"{year + 5}-12-31",
    )
    # What the office changes later leaves what was filed as it was.
    Classification.objects.filter(code="000.8.3.3").update(active_years=9)
    assert ArchiveRecord.objects.get().active_years == 2
