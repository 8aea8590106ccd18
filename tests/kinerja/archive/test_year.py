"""The ZIP of a year: whole or not at all, and by the worker where it is large."""

import pytest
from django.urls import reverse

from kinerja.archive import year_jobs
from kinerja.archive.views import bundles
from kinerja.jobs.models import Job
from kinerja.submissions.evidence.models import Evidence
from tests.access.scenes import scene

pytestmark = [pytest.mark.django_db, pytest.mark.pdf]


def test_a_damaged_case_is_named_before_a_byte_is_sent_and_a_large_year_is_a_job(client, shelf, monkeypatch):
    here = scene("end")
    client.force_login(here.user("holder"))
    args = [here.world.office.code, here.submission.period.year]
    (shelf / Evidence.objects.first().path).write_bytes(b"lain")
    refused = client.get(reverse("archive:year", args=args))
    assert (refused.status_code, here.submission.run.title in refused.content.decode()) == (409, True)
    monkeypatch.setattr(bundles, "MOST_CASES", 0)
    page = client.get(reverse("archive:year", args=args)).content.decode()
    assert ("disusun di latar belakang" in page, page.count("btn-primary"), Job.objects.count()) == (
        True,
        1,
        0,
    )
    for _ in range(2):
        asked = client.post(reverse("archive:order_year", args=args))
    assert asked["Location"] == Job.objects.get().get_absolute_url()
    monkeypatch.setattr(year_jobs, "FORMAT", "an earlier release's")  # whose bundles no one believes any more
    client.post(reverse("archive:order_year", args=args))
    assert Job.objects.count() == 2
    client.force_login(here.user("stranger"))
    assert client.post(reverse("archive:order_year", args=args)).status_code == 404


def test_a_letter_that_no_database_knows_finds_nothing(client):
    here = scene("end")
    client.force_login(here.user("holder"))
    assert client.get("/arsip/", {"q": "a\0b", "unit": "\0", "penandatangan": "\0"}).status_code == 200
