"""Nothing is destroyed without a berita acara, nobody alone destroys, and what is destroyed stays on record."""

import datetime as dt
import os
import threading
import time
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from kinerja.archive import actions, year_jobs
from kinerja.archive.destroying import finish_destroying
from kinerja.archive.errors import NotRipe, OwnProposal, ProposalClosed
from kinerja.archive.models import Disposal
from kinerja.common import blobs
from kinerja.documents.pdf import engine_missing
from kinerja.jobs.models import Job
from kinerja.letters.models import FOLDER as LETTERS
from kinerja.letters.models import Letter
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.correcting import correct
from kinerja.submissions.evidence.models import Evidence
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.holding import Sent
from kinerja.submissions.taking_back import take_back
from sop.ledger.models import Event
from sop.offices.access import keep_settings
from sop.offices.models import Appointment, KeeperPost, User
from tests.access.scenes import Scene, scene
from tests.kinerja.documents.reading import words
from tests.kinerja.submissions.evidence.makers import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
FUTURE = dt.datetime(2045, 2, 1, 3, 0, tzinfo=dt.UTC)
MINUTES = actions.Minutes("000.5/12/2045", FUTURE.date(), "0" * 64)


@pytest.fixture
def here():
    """A case that was filed long ago, and two keepers."""
    found = scene("end")
    for who in ("holder", "colleague"):
        KeeperPost.objects.get_or_create(position=found.user(who).appointments.get().position)
    Appointment.objects.update(until=None)
    with time_machine.travel(FUTURE, tick=False):
        yield found


def keeping(here: Scene, who: str):
    return keep_settings(User.objects.get(pk=here.user(who).pk), here.world.office.code)


def record_of(here: Scene) -> ArchiveRecord:
    return ArchiveRecord.objects.get(submission=here.submission)


def proposed(here: Scene) -> Disposal:
    return actions.propose(
        [record_of(here).pk], members="Ani, Arsiparis", note="", by=keeping(here, "holder"), at=timezone.now()
    )


def paths(here: Scene, shelf: Path) -> list[Path]:
    return [shelf / here.submission.document.path, *(shelf / row.path for row in Evidence.objects.all())]


def year_made(here: Scene, shelf: Path, key: str, at: dt.datetime) -> Path:
    """A year of the archive as a job made it, this case among others."""
    office, year = here.world.office, here.submission.period.year
    Job.objects.create(
        owner=here.user("holder"), office=office, kind=year_jobs.KIND, key=key, path=f"{key}.zip", started_at=at,
        arguments={"office": office.code, "year": year},
    )  # fmt: skip
    (shelf / f"{key}.zip").write_bytes(b"PK")
    return shelf / f"{key}.zip"


def page(client, here: Scene, who: str, name: str, *more):
    client.force_login(here.user(who))
    return reverse(f"archive:{name}", args=[here.world.office.code, *more])


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("ba.pdf", pdf(text="berita acara"), "application/pdf")


def see_what_is_left(client, here: Scene, disposal: int) -> None:
    told = "berita acara nomor 000.5/12/2045 tanggal 1 Februari 2045"
    case = client.get(here.submission.get_absolute_url()).content.decode()
    assert f"dimusnahkan dengan {told}" in case
    assert f"memusnahkan berkas dengan {told}" in case
    public = client.get(reverse("signing:verdict", args=[here.submission.document.code]))
    assert "Dokumen telah dimusnahkan" in public.content.decode()
    assert told in public.content.decode()
    assert here.submission.document.sha256 in public.content.decode()
    assert client.get(reverse("submissions:report", args=[here.submission.pk])).status_code == 409
    assert client.get(reverse("archive:bundle", args=[here.submission.pk])).status_code == 409
    assert client.get(page(client, here, "holder", "year", 2026)).status_code == 404
    assert client.get(page(client, here, "holder", "disposal_scan", disposal)).content == pdf(
        text="berita acara"
    )
    assert told in client.get("/arsip/").content.decode()
    assert list(findings()) == []
    assert finish_destroying() == 0
    call_command("sweep_files")
    # Who undoes the mark behind the application's back is found out, and so is who makes one.
    Evidence.objects.update(destroyed="")
    assert "pemusnahan bukti dukung" in next(findings()).sentence


def test_the_whole_way_in_the_browser_destroys_the_bytes_and_keeps_the_record(
    client, here, shelf, django_capture_on_commit_callbacks
):
    url = page(client, here, "holder", "propose")
    assert "habis masa simpannya" in client.get(url).content.decode()
    assert client.post(url, {"members": "", "records": []}).status_code == 422
    answer = client.post(url, {"members": "Ani, Arsiparis", "note": "", "records": [record_of(here).pk]})
    disposal = Disposal.objects.get()
    assert answer["Location"].endswith(f"/musnah/{disposal.pk}/")
    files = [*paths(here, shelf), year_made(here, shelf, "a", FUTURE - dt.timedelta(days=3))]
    for path in files:
        os.utime(path, (time.time() - 7200,) * 2)
    assert all(path.is_file() for path in files)
    record = page(client, here, "colleague", "record_disposal", disposal.pk)
    assert "tidak dapat dibatalkan" in client.get(record).content.decode()
    form = {"number": "000.5/12/2045", "dated": "2045-02-01", "sure": "on"}
    for bad in ({"number": ""}, {"dated": ""}, {"sure": ""}, {"dated": "2045-02-02"}, {"scan": ""}):
        assert client.post(record, form | {"scan": scan()} | bad).status_code == 422, bad
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(record, form | {"scan": scan()}).status_code == 302
    assert not [path for path in files if path.is_file()]
    later = year_made(here, shelf, "b", FUTURE + dt.timedelta(days=1))
    assert (finish_destroying(), later.is_file()) == (0, True)
    see_what_is_left(client, here, disposal.pk)


@pytest.mark.pdf
@pytest.mark.skipif(bool(engine_missing()), reason="needs Pango")
def test_the_berita_acara_is_printed_for_the_pens_of_the_panel_while_the_proposal_is_open(client, here):
    disposal = proposed(here)
    url = page(client, here, "colleague", "disposal_paper", disposal.pk)
    assert url in client.get(page(client, here, "colleague", "disposal", disposal.pk)).content.decode()
    said = words(client.get(url).content)
    for part in (
        "BERITA ACARA PEMUSNAHAN ARSIP",
        "memusnahkan 1 berkas",
        "Ani, Arsiparis",
        "Saksi:",
        here.submission.document.code,
    ):
        assert part in said
    actions.cancel(disposal, by=keeping(here, "holder"), at=timezone.now())
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("change", [
    {"disposition": "permanent"}, {"disposition": "review"}, {"inactive_until": dt.date(2045, 2, 1)},
    {"destroyed": "berita acara lain"},
])  # fmt: skip
def test_what_is_permanent_or_not_over_or_gone_is_neither_proposed_nor_destroyed(here, change):
    disposal = proposed(here)
    ArchiveRecord.objects.update(**change)
    with pytest.raises(NotRipe):
        actions.record_minutes(disposal, MINUTES, by=keeping(here, "colleague"), at=timezone.now())
    assert Disposal.objects.get().is_open
    actions.cancel(disposal, by=keeping(here, "holder"), at=timezone.now())
    with pytest.raises(NotRipe):
        proposed(here)


def test_whoever_proposed_does_not_record_and_nothing_happens_twice(client, here):
    disposal = proposed(here)
    with pytest.raises(NotRipe):
        proposed(here)
    told = client.get(page(client, here, "holder", "disposal", disposal.pk)).content.decode()
    assert ("dicatat oleh pengelola lain" in told, "belum punya pengelola lain" in told) == (True, False)
    Appointment.objects.exclude(user=here.user("holder")).update(until=dt.date(2044, 1, 1))
    told = client.get(page(client, here, "holder", "disposal", disposal.pk)).content.decode()
    assert "belum punya pengelola lain" in told
    Appointment.objects.update(until=None)
    assert client.get(page(client, here, "holder", "record_disposal", disposal.pk)).status_code == 403
    with pytest.raises(OwnProposal):
        actions.record_minutes(disposal, MINUTES, by=keeping(here, "holder"), at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Disposal.objects.update(
            state="done", number="1", dated=FUTURE.date(), scan="0" * 64, recorded_by=here.user("holder")
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Disposal.objects.update(state="done", recorded_by=here.user("colleague"))
    actions.record_minutes(disposal, MINUTES, by=keeping(here, "colleague"), at=timezone.now())
    for again in (
        lambda: actions.record_minutes(disposal, MINUTES, by=keeping(here, "colleague"), at=timezone.now()),
        lambda: actions.cancel(disposal, by=keeping(here, "holder"), at=timezone.now()),
    ):
        with pytest.raises(ProposalClosed):
            again()


def test_a_cancelled_proposal_frees_its_files_and_bytes_of_others_stay(here, shelf):
    disposal = proposed(here)
    actions.cancel(disposal, by=keeping(here, "holder"), at=timezone.now())
    assert all(path.is_file() for path in paths(here, shelf))
    disposal = proposed(here)
    kept = Evidence.objects.get()
    files = paths(here, shelf)
    actions.record_minutes(disposal, MINUTES, by=keeping(here, "colleague"), at=timezone.now())
    Evidence.objects.update(destroyed="")  # as if another case had the same file
    for path in files:
        os.utime(path, (time.time() - 7200,) * 2)
    finish_destroying()
    assert (shelf / kept.path).is_file()
    assert not (shelf / here.submission.document.path).is_file()


def test_a_correction_that_was_taken_back_keeps_no_copy_of_what_was_destroyed(
    client, here, shelf, django_capture_on_commit_callbacks
):
    starter = next(iter(here.world.clerks.values()))
    new = correct(here.submission, "Keliru", by=starter)
    take_back(new, "Periode lain", by=starter, sent=Sent())
    disposal, copied = proposed(here), Evidence.objects.get(figure__submission=new)
    files = paths(here, shelf)
    for path in files:
        os.utime(path, (time.time() - 7200,) * 2)
    with django_capture_on_commit_callbacks(execute=True):
        actions.record_minutes(disposal, MINUTES, by=keeping(here, "colleague"), at=timezone.now())
    assert not [path for path in files if path.is_file()]
    client.force_login(starter)
    assert client.get(reverse("submissions:evidence_file", args=[new.pk, copied.pk])).status_code == 409
    assert f"memusnahkan berkas dengan {MINUTES.told}" in client.get(new.get_absolute_url()).content.decode()
    assert list(findings()) == []


def lettered(here: Scene) -> Letter:
    """A paper of the case, as it lies on the disk."""
    kept = blobs.store(b"%PDF nota dinas", folder=LETTERS, ending="pdf")
    who, at = here.user("holder"), timezone.now()
    return Letter.objects.create(
        office=here.world.office, submission=here.submission, kind="nota_dinas", state="issued", sha256=kept.sha256,
        issued_at=at, made_by=who, made_at=at, changed_by=who, changed_at=at,
    )  # fmt: skip


def test_a_fault_in_the_middle_destroys_nothing_and_the_papers_go_with_the_case(
    here, shelf, monkeypatch, django_capture_on_commit_callbacks
):
    disposal, letter, seq = proposed(here), lettered(here), here.submission.run.seq
    files = [*paths(here, shelf)[:1], shelf / letter.path]

    def broken(*_args, **_more):
        raise OSError("disk full")

    with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True) as called:
        patch.setattr(Evidence.objects.none().__class__, "update", broken)
        with pytest.raises(OSError, match="disk full"):
            actions.record_minutes(disposal, MINUTES, by=keeping(here, "colleague"), at=timezone.now())
    disposal.refresh_from_db()
    here.submission.run.refresh_from_db()
    assert (called, disposal.is_open, here.submission.run.seq) == ([], True, seq)
    assert record_of(here).destroyed == ""
    assert all(path.is_file() for path in files)
    with django_capture_on_commit_callbacks(execute=True):
        actions.record_minutes(disposal, MINUTES, by=keeping(here, "colleague"), at=timezone.now())
    assert not [path for path in files if path.is_file()]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_record_at_once_destroy_once_and_the_other_is_told(here):
    disposal, barrier, said = proposed(here), threading.Barrier(2), []
    keepers = [keeping(here, "colleague"), keeping(here, "superuser")]

    def run(by):
        try:
            barrier.wait()
            actions.record_minutes(disposal, MINUTES, by=by, at=FUTURE)
            said.append("done")
        except ProposalClosed:
            said.append("closed")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[by]) for by in keepers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["closed", "done"]
    assert Event.objects.filter(kind="destroy").count() == 1
    assert list(findings()) == []
