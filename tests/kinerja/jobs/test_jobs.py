"""Long work: asked for once, in the transaction of its act; done, failed, cancelled or handed on in good order."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from kinerja.jobs import working
from kinerja.jobs.actions import cancel, try_again
from kinerja.jobs.ending import FAILED, FOLDER, LEFT, MOST_ATTEMPTS, PAUSES, File, finish
from kinerja.jobs.errors import JobIsGoing, JobIsOver
from kinerja.jobs.models import Job, State
from kinerja.jobs.queries import result_of
from kinerja.jobs.reaping import LONGEST, SILENCE, reap
from kinerja.jobs.tidying import KEPT, tidy
from kinerja.notifications.models import Notification
from tests.kinerja.insights.worlds import queries
from tests.kinerja.jobs.tasks import lead

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
RUNNING, READY = TaskResultStatus.RUNNING, TaskResultStatus.READY


def left_by_a_killed_worker(job, *, attempts=1, ago=SILENCE + dt.timedelta(seconds=1)):
    """What `kill -9` leaves behind."""
    before = timezone.now() - ago
    Job.objects.filter(pk=job.pk).update(
        state=State.RUNNING, attempts=attempts, started_at=before, heartbeat_at=before
    )
    DBTaskResult.objects.filter(pk=job.queued_as).update(
        worker_ids=["mati"] * attempts, started_at=before, status=RUNNING
    )
    job.refresh_from_db()
    return job


def kept(job: Job) -> bytes:
    with result_of(job) as file:
        return file.read()


def test_a_job_is_asked_for_in_the_transaction_of_its_act(asked):
    def act():
        with transaction.atomic():
            asked()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_the_same_thing_asked_for_twice_is_one_job_done_once(asked, work):
    first = asked(key="rekap:1")
    assert asked(key="rekap:1") == first
    assert DBTaskResult.objects.count() == 1
    assert work() == 1
    again = asked(key="rekap:1")
    assert (again.pk, again.state, DBTaskResult.objects.count()) == (first.pk, State.DONE, 1)


def test_a_result_that_is_lost_is_made_again(asked, work, settings):
    job = asked(key="rekap:1")
    work()
    (settings.MEDIA_ROOT / Job.objects.get(pk=job.pk).path).unlink()
    assert asked(key="rekap:1").state == State.QUEUED
    work()
    job.refresh_from_db()
    assert kept(job) == b"dihitung sampai 3"


def test_a_job_keeps_its_result_and_tells_its_owner_once(asked, asker, work):
    job = asked()
    work()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.percent, job.sentence) == (State.DONE, 1, 100, "Bagian 0 dari 3")
    assert (kept(job), job.file_name) == (b"dihitung sampai 3", "hitungan.txt")
    assert job.path.startswith(f"{FOLDER}/")
    notice = Notification.objects.of(asker).get()
    assert (notice.title, notice.url) == ("Selesai: Rekap setahun", f"/pekerjaan/{job.pk}/")
    lead.call(job.pk)  # the queue hands it out again: nothing happens
    job.refresh_from_db()
    assert (job.attempts, Notification.objects.count()) == (1, 1)


def test_progress_is_written_once_a_second(asked):
    job = asked()
    with working.working(job.pk) as work, queries() as asked_for:
        for n in range(50):
            work.progress(n, 50)
    assert len([sql for sql in asked_for if "kinerja_job" in sql]) == 1


def test_a_cancelled_job_is_never_begun(asked, asker, work):
    job = cancel(asked(), by=asker)
    assert (job.state, cancel(job, by=asker).state) == (State.CANCELLED, State.CANCELLED)
    assert work() == 0
    assert Notification.objects.count() == 0
    with pytest.raises(Job.DoesNotExist):
        cancel(job, by=type(asker)(pk=asker.pk + 1))


def test_a_running_job_that_is_cancelled_stops_at_its_next_step(asked, work):
    job = asked("meddled", state=State.CANCELLED, ended_at=timezone.now().isoformat())
    work()
    job.refresh_from_db()
    assert (job.state, job.path, job.reason) == (State.CANCELLED, "", "")
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def test_a_worker_that_was_given_up_writes_nothing_any_more(asked, work):
    job = asked("meddled", attempts=2)  # another worker began it a second time
    work()
    old = Job.objects.get(pk=job.pk)
    old.attempts = 1
    assert finish(old, File(b"lama", "lama.txt", "text/plain", "txt")) is False
    job.refresh_from_db()
    assert (job.state, job.attempts, job.path) == (State.RUNNING, 2, "")


def test_a_run_that_was_cancelled_and_asked_for_anew_writes_nothing_into_the_new_one(asked, asker):
    job = asked("count")
    with working.working(job.pk) as old:
        assert old is not None
        cancel(job, by=asker)
        try_again(job, by=asker)
        with working.working(job.pk) as new:
            assert new is not None
            with pytest.raises(working.Stopped):
                old.progress(1, 1)
            assert finish(old.job, None) is False
            new.progress(1, 1)


def test_a_refusal_fails_at_once_with_its_sentence_and_can_be_tried_again(asked, asker, work):
    job = asked("refuse")
    work()
    job.refresh_from_db()
    assert (job.state, job.reason, job.attempts) == (State.FAILED, "Rekap ini tidak dapat dibuka lagi.", 1)
    assert Notification.objects.of(asker).get().title == "Gagal: Rekap setahun"
    with pytest.raises(JobIsOver):
        cancel(job, by=asker)
    assert try_again(job, by=asker).state == State.QUEUED
    with pytest.raises(JobIsGoing):
        try_again(job, by=asker)
    assert work() == 1


def test_what_fails_is_tried_five_times_after_growing_pauses(asked, work):
    job = asked("stumble")
    now = timezone.now()
    for attempt, pause in enumerate((*PAUSES, 0), start=1):
        with time_machine.travel(now, tick=False):
            assert work() == 1
            assert work() == 0  # not before the pause is over
        job.refresh_from_db()
        assert job.attempts == attempt
        now += dt.timedelta(seconds=pause + 1)
    assert (job.state, job.reason) == (State.FAILED, FAILED)
    rows = DBTaskResult.objects.all()
    assert len(rows) == MOST_ATTEMPTS
    assert all("kerikil" in row.traceback for row in rows)  # kept for the administration


def test_a_job_of_a_killed_worker_is_done_by_the_next(asked, work):
    job, living = left_by_a_killed_worker(asked()), asked()
    left_by_a_killed_worker(living, ago=SILENCE / 2)
    assert work() == 0
    assert reap(timezone.now()).startswith("1 ")
    assert reap(timezone.now()).startswith("0 ")
    assert work() == 1
    job.refresh_from_db()
    living.refresh_from_db()
    assert (job.state, job.attempts, living.state) == (State.DONE, 2, State.RUNNING)


def test_a_job_that_kills_its_worker_five_times_is_given_up(asked, asker, work):
    job = left_by_a_killed_worker(asked(), attempts=MOST_ATTEMPTS)
    reap(timezone.now())
    job.refresh_from_db()
    assert (job.state, job.reason) == (State.FAILED, LEFT)
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED
    assert Notification.objects.of(asker).count() == 1
    assert work() == 0


def test_a_worker_killed_between_queue_and_job_leaves_nothing_behind(asked, work):
    job, other = asked(), asked()
    before = timezone.now() - SILENCE * 2
    for row, deaths in ((job, 1), (other, MOST_ATTEMPTS)):
        DBTaskResult.objects.filter(pk=row.queued_as).update(
            worker_ids=["mati"] * deaths, started_at=before, status=RUNNING
        )
    reap(timezone.now())
    assert work() == 1
    states = dict(Job.objects.values_list("pk", "state"))
    assert states == {job.pk: State.DONE, other.pk: State.FAILED}


def test_a_task_without_a_job_is_taken_up_again_after_a_quarter_of_an_hour(asked):
    job = asked()
    DBTaskResult.objects.update(started_at=timezone.now() - LONGEST / 2, worker_ids=["mati"], status=RUNNING)
    Job.objects.filter(pk=job.pk).delete()
    reap(timezone.now())
    assert DBTaskResult.objects.get().status == RUNNING
    reap(timezone.now() + LONGEST)
    assert DBTaskResult.objects.get().status == READY


def test_a_worker_told_to_stop_hands_its_job_back_without_counting_it(asked, work, monkeypatch):
    job = asked()
    monkeypatch.setattr(working.orders, "stop", True)
    assert working.working(job.pk)
    DBTaskResult.objects.get().task.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.QUEUED, 0)
    monkeypatch.setattr(working.orders, "stop", False)
    work()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.DONE, 1)


def test_old_jobs_go_with_their_files_but_not_what_another_still_names(asked, work, settings):
    old, young, other = asked(to=1), asked(to=1), asked(to=2)
    work()
    later = timezone.now() + dt.timedelta(days=KEPT + 1)
    Job.objects.filter(pk=young.pk).update(ended_at=later)
    with time_machine.travel(later):
        assert tidy(later).startswith("2 ")
        assert tidy(later) == ""  # once a day
    assert list(Job.objects.values_list("pk", flat=True)) == [young.pk]
    young.refresh_from_db()
    assert [path.stem for path in (settings.MEDIA_ROOT / FOLDER).glob("*/*")] == [young.sha256]
    assert (old.pk, other.pk) != (young.pk, young.pk)
