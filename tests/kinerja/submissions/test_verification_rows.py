"""One row judged at once, what it is compared with, and the courtesy among colleagues of one post."""

import pytest
import time_machine
from django.urls import reverse

from kinerja.submissions.entry.filling import RowInput, record_figures
from kinerja.submissions.figures import Judgement
from tests.engine.walking import fresh, trail, walk_to_step
from tests.kinerja.submissions.sheets import begun, browser_of, office, returned
from tests.kinerja.submissions.test_threads import send
from tests.kinerja.submissions.test_verification import lines, posting, verify_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return office(indicators=2)


@pytest.fixture
def submission(world):
    return walk_to_step(world, begun(world, i1="90", i2="30"), 2)


@pytest.fixture
def verifier(world):
    return browser_of(world.people[2])


def row_url(submission):
    return reverse("submissions:judge", args=[submission.pk, fresh(submission).run.places()[0]["id"]])


def word(submission, choice, *, key, note="", version=None):
    row = submission.figures.order_by("order", "unit").first()
    return {
        f"verdict-{row.pk}": choice, f"note-{row.pk}": note, f"version-{row.pk}": version or f"{row.version}.{row.evidence_version}", "key": key,
    }  # fmt: skip


def test_a_word_is_kept_at_once_and_the_answer_counts_what_is_left(verifier, submission):
    answer = verifier.post(row_url(submission), word(submission, "agree", key="a"))
    assert answer.status_code == 200
    told = answer.json()
    assert (told["judged"], told["left"], told["why"]) == (
        1,
        3,
        "Nilai 3 baris lagi sebelum meneruskan berkas.",
    )
    assert Judgement.objects.get().agreed


def test_a_repeat_writes_nothing_even_when_it_comes_late(verifier, submission):
    verifier.post(row_url(submission), word(submission, "agree", key="a"))
    verifier.post(row_url(submission), word(submission, "object", key="b", note="Periksa"))
    before = trail(submission)
    for _ in range(2):
        assert verifier.post(row_url(submission), word(submission, "agree", key="a")).status_code == 200
    assert trail(submission) == before
    assert not Judgement.objects.get().agreed


def test_a_key_that_was_used_for_another_row_keeps_nothing(verifier, submission):
    verifier.post(row_url(submission), word(submission, "agree", key="a"))
    other = submission.figures.order_by("order", "unit").last()
    said = {f"verdict-{other.pk}": "agree", f"version-{other.pk}": f"{other.version}.0", "key": "a"}
    answer = verifier.post(row_url(submission), said, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")
    assert Judgement.objects.count() == 1


@pytest.mark.parametrize("key", ["k" * 65, "a\0b"])
def test_a_key_no_page_makes_is_refused(verifier, submission, key):
    said = word(submission, "agree", key=key)
    assert verifier.post(row_url(submission), said, headers={"accept": "application/json"}).status_code == 422


def test_a_note_is_kept_without_nul(verifier, submission):
    verifier.post(row_url(submission), word(submission, "object", key="a", note="Peri\0ksa"))
    assert Judgement.objects.get().note == "Periksa"


def test_what_cannot_be_kept_says_why_by_its_status(verifier, submission):
    owed = verifier.post(row_url(submission), word(submission, "object", key="a"))
    assert (owed.status_code, owed.json()["code"]) == (422, "note")
    stale = verifier.post(row_url(submission), word(submission, "agree", key="b", version=99))
    assert (stale.status_code, stale.json()["code"]) == (409, "conflict")
    assert not Judgement.objects.exists()


def test_only_the_holder_of_the_open_step_judges_a_row(world, verifier, submission):
    url, before = row_url(submission), trail(submission)
    for person, status in ((world.clerks[world.units[0].pk], 403), (world.stranger, 404)):
        assert browser_of(person).post(url, word(submission, "agree", key="a")).status_code == status
    assert trail(submission) == before
    walk_to_step(world, submission, 3)
    late = verifier.post(url, word(submission, "agree", key="a"), headers={"accept": "application/json"})
    assert late.status_code == 409


def test_the_page_compares_with_the_period_before_the_year_before_or_what_came_back(world, submission):
    returned(world, submission)
    unit, clerk = world.units[0].pk, world.clerks[world.units[0].pk]
    row = submission.figures.filter(unit=unit).order_by("order").first()
    record_figures(submission, [RowInput(row.pk, row.version, {"value": 95})], unit=unit, by=clerk)
    send(submission, clerk)
    page = browser_of(world.people[2]).get(verify_url(submission))
    assert page.context["heads"] == [("TW II", True), ("TW III 2025", False)]
    assert lines(page)[0].change.text == "naik 5,00 (5,6%)"
    page = browser_of(world.people[2]).get(f"{verify_url(submission)}?banding=kembali")
    assert [(cell.head, cell.text) for cell in lines(page)[0].cells] == [
        ("Sebelum dikembalikan", "90,00"), ("TW II", "90,00"),
    ]  # fmt: skip
    assert lines(page)[1].change.text == "tetap"


def test_a_comparison_the_file_does_not_have_falls_back(verifier, submission):
    page = verifier.get(f"{verify_url(submission)}?banding=kembali")
    assert [label for label, _address, current in page.context["modes"] if current] == ["Periode lalu"]
    assert len(page.context["modes"]) == 2


def second_verifier(world):
    deputy = world.people[3]
    post = world.people[2].appointments.get().position
    deputy.appointments.create(position=post, kind="plh", since="2020-01-01")
    return deputy


def test_a_colleague_is_told_who_is_at_it_and_may_take_over_or_only_read(world, verifier, submission):
    deputy, url = second_verifier(world), verify_url(submission)
    other = browser_of(deputy)
    verifier.get(url)
    page = other.get(url)
    assert page.context["view"].other.name == world.people[2].name
    assert "Sedang diverifikasi" in page.content.decode()
    reading = other.get(f"{url}?baca=1").content.decode()
    assert "Hanya untuk dibaca" in reading
    assert "verdict-" not in reading
    beat = reverse("submissions:attend", args=[submission.pk, page.context["turn"].step_run.pk])
    assert other.post(beat).json() == {"other": world.people[2].name}
    assert other.post(beat, {"take_over": "1"}).url == url
    assert verifier.post(beat).json() == {"other": deputy.name}


def test_the_courtesy_never_holds_up_the_act(world, verifier, submission):
    deputy, url = second_verifier(world), verify_url(submission)
    verifier.get(url)
    other = browser_of(deputy)
    other.post(url, posting(other.get(url)) | {"agree_rest": "1"})
    other.post(url, posting(other.get(url)) | {"move": "2.1"})
    assert fresh(submission).status == "verified"


def test_whoever_has_gone_is_forgotten_after_minutes(world, verifier, submission):
    deputy, url = second_verifier(world), verify_url(submission)
    with time_machine.travel("2026-10-02T03:00:00Z", tick=False) as clock:
        verifier.get(url)
        clock.shift(600)
        assert browser_of(deputy).get(url).context["view"].other is None


def test_a_page_left_open_keeps_no_session_alive(world, submission):
    beat = reverse("submissions:attend", args=[submission.pk, fresh(submission).run.places()[0]["id"]])
    with time_machine.travel("2026-10-02T03:00:00Z", tick=False) as clock:
        verifier = browser_of(world.people[2])
        verifier.get(verify_url(submission))
        for answer in (200, 401):
            clock.shift(40 * 60)
            assert verifier.post(beat, headers={"Accept": "application/json"}).status_code == answer


@pytest.mark.parametrize("indicators", [1, 8])
def test_the_page_costs_the_same_however_many_rows(indicators, django_assert_num_queries):
    world = office(indicators=indicators)
    submission = walk_to_step(world, begun(world), 2)
    verifier, url = browser_of(world.people[2]), verify_url(submission)
    verifier.get(url)
    with django_assert_num_queries(14):
        verifier.get(url)
