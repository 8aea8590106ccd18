"""Pekerjaan saya: progress with and without a script, cancel, try again, result; personal, and looked after by a superuser."""

import pytest
from django.utils import timezone

from kinerja.common import heartbeat
from kinerja.jobs.models import Job, State
from tests.engine.graphs import person
from tests.kinerja.insights.worlds import client_of, cost
from tests.kinerja.jobs.conftest import staff

pytestmark = pytest.mark.django_db


def test_a_job_that_goes_on_shows_how_far_it_is_and_can_be_cancelled(asked, asker):
    job, client = asked(), client_of(asker)
    Job.objects.update(state=State.RUNNING, done=3, total=12, sentence="Menggambar bagian 4 dari 12")
    page = client.get(job.get_absolute_url()).content.decode()
    assert '<progress id="kemajuan" max="100" value="25">' in page
    assert "Menggambar bagian 4 dari 12" in page
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert page.count("btn-primary") == 1
    told = client.get(f"/pekerjaan/{job.pk}/kemajuan/").json()
    assert told["percent"] == 25
    assert told["going"] is True
    assert client.post(f"/pekerjaan/{job.pk}/batalkan/").url == job.get_absolute_url()
    page = client.get(job.get_absolute_url()).content.decode()
    assert "Pekerjaan ini dibatalkan." in page
    assert "refresh" not in page
    assert client.get(f"/pekerjaan/{job.pk}/hasil/").status_code == 404


def test_a_job_that_waits_says_so_where_no_worker_lives(asked, asker):
    client, url = client_of(asker), asked().get_absolute_url()
    assert "belum terlihat bekerja" in client.get(url).content.decode()
    heartbeat.beat()
    assert "belum terlihat bekerja" not in client.get(url).content.decode()


def test_a_done_job_gives_its_file_and_a_failed_one_its_reason_and_another_try(asked, asker, work, settings):
    done, failed, led = asked(), asked("refuse"), asked("lead")
    work()
    client = client_of(asker)
    assert "Unduh hasil" in client.get(done.get_absolute_url()).content.decode()
    answer = client.get(f"/pekerjaan/{done.pk}/hasil/")
    assert (b"".join(answer), answer["Content-Type"]) == (b"dihitung sampai 3", "text/plain")
    assert 'href="/rekap/"' in client.get(led.get_absolute_url()).content.decode()
    page = client.get(failed.get_absolute_url()).content.decode()
    assert "Rekap ini tidak dapat dibuka lagi." in page
    assert "Coba lagi" in page
    client.post(f"/pekerjaan/{failed.pk}/ulangi/")
    assert Job.objects.get(pk=failed.pk).state == State.QUEUED
    assert client.post(f"/pekerjaan/{failed.pk}/ulangi/").status_code == 409
    (settings.MEDIA_ROOT / Job.objects.get(pk=done.pk).path).write_bytes(b"diubah")
    assert client.get(f"/pekerjaan/{done.pk}/hasil/").status_code == 404


def test_jobs_are_personal_and_a_superuser_looks_after_those_that_fail(asked, asker, office, work):
    job = asked("refuse")
    work()
    client = client_of(staff("rekan", office))
    assert client.get(job.get_absolute_url()).status_code == 404
    assert client.post(f"/pekerjaan/{job.pk}/ulangi/").status_code == 404
    assert "Rekap setahun" not in client.get("/pekerjaan/").content.decode()
    keeper = client_of(person("pengelola", is_staff=True, is_superuser=True))
    assert "Rekap setahun" in keeper.get("/admin/kinerja/job/?state__exact=failed").content.decode()
    assert keeper.post(f"/pekerjaan/{job.pk}/ulangi/").status_code == 302
    asker.appointments.update(until="2020-01-02")
    assert client_of(asker).get(job.get_absolute_url()).status_code == 404


def test_the_list_costs_the_same_for_any_number(asked, asker):
    few, page = cost(asker, "/pekerjaan/")
    assert "Belum ada pekerjaan." in page.content.decode()
    for _ in range(3):
        asked()
    Job.objects.update(state=State.DONE, ended_at=timezone.now(), path="jobs/x")
    many, page = cost(asker, "/pekerjaan/")
    assert page.content.decode().count("Unduh hasil") == 3
    assert many == few
