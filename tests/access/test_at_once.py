"""Two browsers at the same moment, on a real PostgreSQL: one act is done, the other person loses no word."""

import threading
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from kinerja.submissions.case.announcing import REPEATED
from kinerja.submissions.entry.filling import judge
from kinerja.submissions.models import Submission
from sop.ledger.models import Event
from sop.ledger.queries import first_fault
from sop.offices.models import User
from sop.runs.models import StepRun
from tests.access.asking import form_for
from tests.access.scenes import Scene, deputy_for, scene

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
ROUNDS = 3
# What is done: the moment, the address, the kind of the event.
DEEDS = {
    "send": ("fill", "submissions:check", "step"),
    "step": ("step", "submissions:act", "step"),
    "verify": ("verify", "submissions:verify", "verify"),
    "paraf": ("paraf", "submissions:sign", "paraf"),
    "sign": ("sign", "submissions:sign", "sign"),
    "archive": ("archive", "submissions:file", "archive"),
    "return": ("paraf", "submissions:return", "return"),
}


def together(*jobs: Callable[[], Any]) -> list[Any]:
    """Run the jobs in threads from one starting line; the answer of each."""
    barrier = threading.Barrier(len(jobs))
    answers: list[Any] = [None] * len(jobs)

    def run(number: int, job: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            answers[number] = job()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=row) for row in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sending(client: Client, url: str, form: Mapping[str, Any]) -> Callable[[], Any]:
    return lambda: client.post(url, form)


def ready(deed: str) -> tuple[Scene, User, str, dict[str, Any]]:
    """The moment of the deed, a second person who may do it, its address, and what its page posts."""
    moment, name, _ = DEEDS[deed]
    here = scene(moment)
    deputy = deputy_for(here)
    if moment == "verify":
        rows = here.submission.figures.values_list("pk", flat=True)
        judge(here.submission, dict.fromkeys(rows, (True, "")), by=deputy)
        here = here.again()
    return here, deputy, here.url(name), form_for(name, here)


def words(deed: str, text: str) -> dict[str, str]:
    return {"reason": text} if deed == "return" else {"note": text}


def deeds(here: Scene, kind: str) -> int:
    return Event.objects.filter(run=here.submission.run_id, kind=kind).count()


@pytest.mark.parametrize("deed", DEEDS)
def test_of_two_people_one_acts_and_the_other_is_told_who_was_first(deed):
    for _ in range(ROUNDS):
        here, deputy, url, form = ready(deed)
        before = deeds(here, DEEDS[deed][2])
        people = {here.user("holder"): "Kata pertama", deputy: "Kata kedua"}
        jobs = [
            sending(browser(user), url, form | {"key": f"k{user.pk}"} | words(deed, text))
            for user, text in people.items()
        ]
        answers = dict(zip(people, together(*jobs), strict=True))
        assert sorted(answer.status_code for answer in answers.values()) == [302, 409]
        winner = next(user for user, answer in answers.items() if answer.status_code == 302)
        loser = next(user for user in people if user != winner)
        page = unescape(answers[loser].content.decode())
        assert f"oleh {winner.name} (" in page
        assert people[loser] in page
        assert people[winner] not in page
        assert_done_once(here, DEEDS[deed][2], before)


def assert_done_once(here: Scene, kind: str, before: int) -> None:
    assert deeds(here, kind) == before + 1
    file = Submission.objects.select_related("run").get(pk=here.submission.pk)
    assert first_fault(file.run) is None
    place = here.place
    assert place
    assert StepRun.objects.get(pk=place["id"]).closed_at is not None
    assert all(row["id"] != place["id"] for row in file.run.marking)


@pytest.mark.parametrize("deed", DEEDS)
def test_a_double_click_is_done_once_and_both_answers_lead_to_the_file(deed):
    for _ in range(ROUNDS):
        here, _, url, form = ready(deed)
        before = deeds(here, DEEDS[deed][2])
        first = browser(here.user("holder"))
        second = Client()
        second.cookies = first.cookies.copy()
        answers = together(sending(first, url, form), sending(second, url, form))
        assert [answer.status_code for answer in answers] == [302, 302]
        assert_done_once(here, DEEDS[deed][2], before)
        told = [
            unescape(client.get(here.submission.get_absolute_url()).content.decode())
            for client in (first, second)
        ]
        assert sorted(REPEATED in text for text in told) == [False, True]


def test_a_double_click_on_a_return_with_remarks_keeps_each_remark_once():
    for _ in range(ROUNDS):
        here, _, url, form = ready("return")
        form |= {
            f"catatan_{row}": "Lampirkan rekap"
            for row in here.submission.figures.values_list("pk", flat=True)
        }
        first = browser(here.user("holder"))
        second = Client()
        second.cookies = first.cookies.copy()
        before = deeds(here, "judgement")
        answers = together(sending(first, url, form), sending(second, url, form))
        assert [answer.status_code for answer in answers] == [302, 302]
        assert_done_once(here, "return", 0)
        assert deeds(here, "judgement") == before + 1


# Two different deeds at one moment: whoever comes first decides, the other is told.
PAIRS = [("verify", "submissions:verify"), ("paraf", "submissions:sign"), ("sign", "submissions:sign")]


@pytest.mark.parametrize(("moment", "name"), PAIRS)
def test_of_going_on_and_sending_back_only_one_happens_and_no_remark_is_left_of_the_other(moment, name):
    for _ in range(ROUNDS):
        here, deputy, _, _ = ready("verify" if moment == "verify" else moment)
        remarks = {
            f"catatan_{row}": "Lampirkan rekap"
            for row in here.submission.figures.values_list("pk", flat=True)
        }
        back = (
            form_for("submissions:return", here) | remarks | {"key": "balik", "reason": "Alasan panjang saya"}
        )
        before = deeds(here, "judgement")
        on, returned = together(
            sending(browser(here.user("holder")), here.url(name), form_for(name, here)),
            sending(browser(deputy), here.url("submissions:return"), back),
        )
        assert sorted([on.status_code, returned.status_code]) == [302, 409]
        assert deeds(here, moment) + deeds(here, "return") == 1
        if returned.status_code == 409:
            page = unescape(returned.content.decode())
            assert f"sudah diselesaikan oleh {here.user('holder').name} (" in page
            assert "Alasan panjang saya" in page
            assert deeds(here, "judgement") == before
        else:
            assert f"sudah dikembalikan oleh {deputy.name} (" in unescape(on.content.decode())
