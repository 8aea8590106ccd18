"""Forms that were opened before something changed: refused, nothing written, and every typed word given back."""

import re
from html import unescape
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from kinerja.signing.models import SignedDocument
from kinerja.submissions.case.turns import open_case
from kinerja.submissions.entry.filling import judge, record_narrative
from kinerja.submissions.figures import Figure, Judgement
from kinerja.submissions.papers.report import prepare
from kinerja.submissions.returns.sending_back import give_back
from kinerja.submissions.verification.verdicts import save_verdicts
from sop.offices.models import User
from sop.procedures.queries import definition_of
from sop.runs.engine import Request
from sop.runs.errors import AlreadyMoved
from tests.access.asking import form_for, typing
from tests.access.scenes import MOMENTS, NOW, PASSWORD, Scene, deputy_for, go, holder_of, scene
from tests.engine.graphs import Row, build
from tests.engine.walking import fill, take, trail, walk_to_step

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
# The moment of a form, its address, and the box whose words must come back.
FORMS = [
    ("fill", "submissions:check", "note"),
    ("verify", "submissions:verify", "note"),
    ("step", "submissions:act", "note"),
    ("paraf", "submissions:sign", "note"),
    ("sign", "submissions:sign", "note"),
    ("paraf", "submissions:return", "reason"),
]
WORDS = "Kata yang diketik pada putaran pertama"


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(user: User, url: str, form: dict[str, Any]) -> tuple[int, str]:
    answer = browser(user).post(url, form)
    return answer.status_code, unescape(answer.content.decode())


def a_round_later(here: Scene, moment: str) -> Scene:
    """The file goes on, is sent back from the table of the official, filled anew, and stands at this moment again."""
    file = here.submission
    if moment in {"fill", "verify", "step"}:
        file = go(here.world, file, MOMENTS["paraf"])
    there = Scene(here.world, here.other, file, here.people)
    there.people["holder"] = holder_of(there)
    status, _ = post(
        there.user("holder"), there.url("submissions:return"), form_for("submissions:return", there)
    )
    assert status == 302
    file = go(here.world, file, MOMENTS[moment])
    found = Scene(here.world, here.other, file, here.people)
    found.people["holder"] = holder_of(found)
    if moment == "fill":
        fill(file, found.unit, found.user("holder"), "91")
    return found.again()


@pytest.mark.parametrize(("moment", "name", "box"), FORMS)
def test_a_form_of_the_first_round_is_refused_in_the_second(moment, name, box):
    here = scene(moment)
    url, form = here.url(name), form_for(name, here) | {"key": "putaran-satu", box: WORDS}
    later = a_round_later(here, moment)
    assert later.submission.run.round == 2
    before, judgements = trail(later.submission), Judgement.objects.count()
    status, page = post(later.user("holder"), url, form)
    assert status == 409
    assert WORDS in page
    assert PASSWORD not in page
    assert trail(later.submission) == before
    assert Judgement.objects.count() == judgements


def test_words_on_rows_of_the_first_round_are_not_kept_in_the_second():
    here = scene("verify")
    row = here.submission.figures.get()
    said = {
        f"version-{row.pk}": f"{row.version}.{row.evidence_version}",
        f"verdict-{row.pk}": "object",
        f"note-{row.pk}": WORDS,
    }
    url, form = here.url("submissions:verify"), form_for("submissions:verify", here) | said
    later = a_round_later(here, "verify")
    status, page = post(later.user("holder"), url, form)
    assert (status, WORDS in page) == (409, True)
    assert not Judgement.objects.filter(agreed=False).exists()


def test_figures_saved_while_verification_has_begun_meet_a_locked_sheet_with_the_typed_text():
    here = scene("fill")
    url, form = here.url("submissions:entry"), typing(here, value_1="77,5", explanation_1=WORDS)
    here.submission = go(here.world, here.submission, MOMENTS["verify"])
    before = trail(here.submission)
    status, page = post(here.user("holder"), url, form)
    assert status == 409
    assert "Isian terkunci: berkas sedang dipegang Kolom 2." in page
    assert "77,5" in page
    assert WORDS in page
    assert "Realisasi" in page
    assert trail(here.submission) == before


def test_the_last_look_sent_by_a_colleague_tells_who_was_first():
    here = scene("fill")
    deputy = deputy_for(here)
    url, form = here.url("submissions:check"), form_for("submissions:check", here)
    assert post(here.user("holder"), url, form)[0] == 302
    status, page = post(deputy, url, form | {"key": "lain", "note": WORDS})
    assert status == 409
    assert f"sudah diselesaikan oleh {here.user('holder').name} (" in page
    assert WORDS in page


def test_a_text_changed_under_an_open_decision_is_read_once_more_before_it_counts():
    here = scene("verify")
    form = form_for("submissions:verify", here) | {"note": WORDS}
    record_narrative(here.submission, "Uraian yang baru", by=here.user("holder"))
    before = trail(here.submission)
    status, page = post(here.user("holder"), here.url("submissions:verify"), form)
    assert status == 409
    assert "Data berubah sejak halaman ini dibuka" in page
    assert WORDS in page
    assert trail(here.submission) == before


def test_a_return_that_is_refused_leaves_none_of_its_remarks():
    here = scene("verify")
    row = here.submission.figures.get()
    form = form_for("submissions:return", here) | {f"catatan_{row.pk}": WORDS}
    record_narrative(here.submission, "Uraian yang baru", by=here.user("holder"))
    before = trail(here.submission)
    status, page = post(here.user("holder"), here.url("submissions:return"), form)
    assert (status, WORDS in page) == (409, True)
    assert trail(here.submission) == before
    assert not Judgement.objects.filter(agreed=False).exists()


# Between the look of a request and its act somebody else may close the step; each is told as if he had come later.


def closed_meanwhile(moment: str) -> tuple[Scene, Any, User]:
    """A step as it was met when it was open, closed since by a deputy."""
    here = scene(moment)
    deputy = deputy_for(here)
    turn = open_case(here.user("holder"), here.submission.pk).turns[0]
    name = {"verify": "submissions:verify", "sign": "submissions:sign", "paraf": "submissions:sign"}[moment]
    if moment == "verify":
        judge(here.submission, {here.submission.figures.get().pk: (True, "")}, by=deputy)
    assert post(deputy, here.url(name), form_for(name, here))[0] == 302
    return here, turn, deputy


def test_a_word_on_a_row_comes_too_late_and_is_told_so():
    here, turn, deputy = closed_meanwhile("verify")
    row = here.submission.figures.get()
    said = QueryDict(
        f"version-{row.pk}={row.version}.{row.evidence_version}&verdict-{row.pk}=object&note-{row.pk}=Terlambat"
    )
    with pytest.raises(AlreadyMoved, match=f"sudah diselesaikan oleh {deputy.name}"):
        save_verdicts(turn, said, by=here.user("holder"))
    assert not Judgement.objects.filter(agreed=False).exists()


def test_a_return_with_remarks_comes_too_late_and_is_told_so():
    here, turn, deputy = closed_meanwhile("paraf")
    row = here.submission.figures.get()
    asked = Request(turn.step_run.pk, "kembali", turn.place["seq"], reason="Salah", units=(here.unit,))
    with pytest.raises(AlreadyMoved, match=f"sudah diselesaikan oleh {deputy.name}"):
        give_back(here.submission, asked, {row.pk: (False, "Terlambat")}, by=here.user("holder"))
    assert not Judgement.objects.filter(agreed=False).exists()


def test_a_signature_prepared_for_a_step_just_closed_is_left_to_the_act_to_refuse():
    here, _, _ = closed_meanwhile("sign")
    document = prepare(here.submission, here.user("holder"), NOW)
    assert document.pk is None
    assert SignedDocument.objects.count() == 1


def test_a_step_taken_back_by_a_return_of_its_sister_is_not_said_to_be_done():
    rows = [
        Row(1, [(2, [], "", False), (3, [], "", False)], fills=True),
        Row(2, [(4, [], "Ya", False), (1, ["revise"], "Tidak", True)], nature="decision"),
        Row(3, [(4, [], "", False)]),
        Row(2, [(5, ["verify"], "", False)]),
        Row(4, [(6, ["sign"], "", False)]),
        Row(2, [(None, ["archive"], "", False)]),
    ]
    world = build(rows, units=1)
    file = walk_to_step(world, world.begin(), 2)
    sister, checking = (next(row for row in file.run.places() if row["step"] == step) for step in (3, 2))
    take(world, file, checking, definition_of(file.run.publication).move(2, "2.2"))
    url = reverse("submissions:act", args=[file.pk, sister["id"]])
    status, page = post(world.people[3], url, {"key": "k", "note": WORDS, "expected_seq": sister["seq"]})
    assert status == 409
    assert f"Langkah ini sudah ditarik oleh {world.people[2].name} (" in page
    assert WORDS in page


# A login in another tab renews the token of every open form; a session that ended keeps what was typed.


def resend(client: Client, answer: Any, url: str) -> Any:
    """Send the form of the page that gives everything back, as a browser would."""
    page = answer.content.decode()
    form = next(part for part in re.findall(r"<form.*?</form>", page, re.DOTALL) if "Kirim ulang" in part)
    assert f'action="{url}"' in form
    inputs = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)
    return client.post(url, {unescape(name): unescape(value) for name, value in inputs})


def strict(user: User) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.post("/masuk/")  # no token yet
    client.force_login(user)
    return client


@pytest.mark.parametrize("lines", ["Baris satu", 'Baris satu\r\nBaris dua\r\n\r\n"kutip" & <b>'])
def test_a_sheet_with_an_old_token_is_sent_again_whole_and_saved(lines):
    here = scene("fill")
    url, form = here.url("submissions:entry"), typing(here, value_1="77,5", explanation_1=lines)
    client = strict(here.user("holder"))
    stale = client.post(
        url, form | {"csrfmiddlewaretoken": "x" * 64}, headers={"origin": "http://testserver"}
    )
    assert stale.status_code == 403
    assert resend(client, stale, url).status_code == 302
    row = Figure.objects.get(submission=here.submission)
    assert str(row.value.normalize()) == "77.5"
    assert row.explanation == lines.replace("\r\n", "\n").strip()


def test_a_sheet_posted_after_the_session_ended_is_sent_again_whole_and_saved():
    here = scene("fill")
    url, form = here.url("submissions:entry"), typing(here, value_1="77,5")
    client = Client()
    over = client.post(url, form)
    assert over.status_code == 401
    client.force_login(here.user("holder"))
    assert resend(client, over, url).status_code == 302
    assert Figure.objects.get(submission=here.submission).value == pytest.approx(77.5)
