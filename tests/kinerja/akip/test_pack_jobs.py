"""A large pack is made by the worker: asked for once, stopped between files, kept on the disk, given to its owner alone."""

import io
import re
import tracemalloc
import zipfile

import pytest
from django.test import Client
from django.utils import timezone

from kinerja.akip import pack_jobs
from kinerja.akip.items import pack_of
from kinerja.akip.models import Criterion
from kinerja.akip.pack import pack_pieces
from kinerja.akip.pack_jobs import PackGone
from kinerja.akip.records import Records
from kinerja.common import blobs
from kinerja.documents.engine import engine_missing
from kinerja.jobs import working
from kinerja.jobs.ending import FOLDER
from kinerja.jobs.models import Job, State
from sop.offices.models import Appointment
from tests.kinerja.jobs.conftest import work
from tests.kinerja.submissions import office

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.pdf,
    pytest.mark.skipif(bool(engine_missing()), reason="needs Pango"),
]
__all__ = ["work"]


@pytest.fixture
def world(monkeypatch) -> office.World:
    Criterion.objects.all().delete()
    Criterion.objects.create(code="../2.b", text="Berkala", kinds="sop,trail", order=1)
    monkeypatch.setattr(pack_jobs, "MOST_FILES", 1)
    made = office.found("musi-rawas", indicators=1)
    office.begin(made, 1)
    return made


def client_for(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def ask(world, form="zip", user=None):
    return client_for(user or world.holder(1)).post(
        f"/bukti-akip/{world.office.code}/2026/susun/", {"berkas": form}
    )


def test_a_large_pack_is_a_job_whose_result_is_the_same_zip(world, work):
    url, client = f"/bukti-akip/{world.office.code}/2026/", client_for(world.holder(1))
    page = client.get(url).content.decode()
    assert ("Susun bukti dukung AKIP" in page, page.count("btn-primary")) == (True, 1)
    for tail in ("unduh.zip", "indeks.pdf"):
        assert client.get(f"{url}{tail}").url == url
    assert ask(world, "docx").status_code == 404
    assert ask(world, user=world.stranger).status_code == 404
    assert ask(world).url == ask(world).url
    ask(world, "pdf")
    job = Job.objects.get(arguments__form="zip")
    assert (Job.objects.count(), work()) == (2, 2)
    answer = client.get(f"{job.get_absolute_url()}hasil/")
    assert (answer["Content-Type"], answer.streaming) == ("application/zip", True)
    content = answer.getvalue()
    assert content == b"".join(pack_pieces(pack_of(Records(world.office, 2026))))
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert len(set(names)) == len(names) == 4
    assert all(
        re.fullmatch(r"bukti-akip-[a-z0-9-]+(/[A-Za-z0-9-]+)*/[A-Za-z0-9-]+\.[a-z]+", name) for name in names
    )
    paper = client.get(f"{Job.objects.get(arguments__form='pdf').get_absolute_url()}hasil/")
    assert paper.getvalue().startswith(b"%PDF-")
    assert client_for(world.holder(2)).get(f"{job.get_absolute_url()}hasil/").status_code == 404
    Appointment.objects.filter(user=job.owner).update(until="2026-01-02")
    assert client.get(f"{job.get_absolute_url()}hasil/").status_code == 404


def test_it_stops_between_files_and_leaves_nothing_and_who_left_gets_nothing(world, work, monkeypatch, shelf):
    monkeypatch.setattr(working, "EVERY", 0.0)
    ask(world)
    job = Job.objects.get()
    made = pack_jobs.pack_pieces

    def cancelled_after_the_first(pack, told):
        def tell(done: int, total: int) -> None:
            Job.objects.update(state=State.CANCELLED, ended_at=timezone.now())
            told(done, total)

        return made(pack, tell)

    with monkeypatch.context() as patch:
        patch.setattr(pack_jobs, "pack_pieces", cancelled_after_the_first)
        work()
    job.refresh_from_db()
    assert (job.state, job.done, job.path) == (State.CANCELLED, 0, "")
    assert [path for path in (shelf / FOLDER).rglob("*") if path.is_file()] == []
    assert ask(world).status_code == 302
    Appointment.objects.filter(user=job.owner).update(until="2026-01-02")
    work()
    job.refresh_from_db()
    assert (job.state, job.reason) == (State.FAILED, PackGone().sentence)


def test_what_is_kept_in_pieces_never_lies_in_memory_whole(shelf):
    piece, times = b"x" * 256 * 1024, 80
    tracemalloc.start()
    try:
        kept = blobs.store_pieces((piece for _ in range(times)), folder=FOLDER, ending="zip")
        with blobs.opened(kept.path, kept.sha256) as file:
            assert file.read(3) == b"xxx"
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept.size == len(piece) * times
    assert most < 4 * 1024 * 1024
    (shelf / kept.path).write_bytes(b"lain")
    for path in (kept.path, "jobs/00/tiada.zip"):
        with pytest.raises(blobs.BlobDamaged):
            blobs.opened(path, kept.sha256)
