"""/sehat/ answers probes: 200 while people can work, 503 with the reason when they cannot."""

from collections import namedtuple

import pytest
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder

from kinerja.common import health

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")


def test_a_working_installation_is_healthy_for_anyone(client):
    response = client.get("/sehat/")
    assert response.status_code == 200
    assert response.json()["healthy"] is True


@pytest.mark.engine
def test_a_migration_not_yet_run_is_named(client):
    MigrationRecorder.Migration.objects.filter(app="sop").order_by("-id").first().delete()
    response = client.get("/sehat/")
    assert response.status_code == 503
    assert response.json()["database"] == "migrasi belum dijalankan"


@pytest.mark.engine
def test_a_database_newer_than_the_program_is_named(client):
    MigrationRecorder.Migration.objects.create(app="sop", name="9999_from_the_future")
    response = client.get("/sehat/")
    assert response.status_code == 503
    assert "sop.9999_from_the_future" in response.json()["database"]


def test_a_silent_database_is_reported_not_raised(client, monkeypatch):
    def silent(*args):
        raise OperationalError

    monkeypatch.setattr(health, "MigrationExecutor", silent)
    response = client.get("/sehat/")
    assert response.status_code == 503
    assert response.json()["database"] == "basis data tidak menjawab"


def test_a_full_disk_is_reported(client, monkeypatch):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: Usage(10, 9, 1))
    response = client.get("/sehat/")
    assert response.status_code == 503
    assert response.json()["disk"] == "ruang penyimpanan hampir penuh"


def test_without_the_pdf_engine_people_can_still_work(client, monkeypatch):
    def missing(name):
        raise OSError(name)

    monkeypatch.setattr(health.ctypes, "CDLL", missing)
    response = client.get("/sehat/")
    assert response.status_code == 200
    assert response.json()["pdf"].startswith("mesin PDF tidak tersedia")
