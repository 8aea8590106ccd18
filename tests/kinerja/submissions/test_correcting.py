"""A signed report is corrected by the next revision, through the whole SOP; the old one stays as it was signed."""

import json
from html import unescape

import pytest
from django.urls import reverse

from kinerja.insights.achieved import last_achieved
from kinerja.submissions import correcting
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.correcting import correct
from kinerja.submissions.errors import CorrectionOwesReason, NotToBeCorrected
from kinerja.submissions.evidence.actions import attach
from kinerja.submissions.evidence.models import Evidence
from kinerja.submissions.evidence.receiving import arrive
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Submission
from kinerja.submissions.papers.report import draft_of
from sop.ledger.models import Event
from sop.runs.errors import NotYourStep
from tests.engine.walking import fresh
from tests.kinerja.submissions import office
from tests.kinerja.submissions.evidence.makers import pdf

WHY = "Realisasi Indikator 1 tertukar"


def whole(submission):
    return Submission.objects.select_related("document", "run", "replaces").get(pk=submission.pk)


def signed(world, number=3):
    """Archived, with a file beside the first figure and an introductory text."""
    submission, figure, clerk = filling(world, office.begin(world, number))
    attach(submission, figure.pk, [arrive("rekap.pdf", pdf())], by=clerk)
    return whole(office.walk(world, submission, "end"))


def filling(world, submission):
    """The file at its step of filling, its first row, and who fills it."""
    step = world.definition.fill_steps[0]
    submission = office.walk(world, submission, step)
    figure = submission.figures.order_by("pk").first()
    return submission, figure, world.holder(step, figure.unit_id)


def starter(world):
    return world.holder(world.definition.starts[0])


def page(client, user, url):
    client.force_login(user)
    return unescape(client.get(url).content.decode())


def marks(client, world, submission):
    """What the file says of itself: on its page, in the list, in the archive and to the public."""
    user, code = starter(world), submission.document.code
    where = [submission.get_absolute_url(), reverse("submissions:list"), reverse("archive:list")]
    return [page(client, user, url) for url in where], page(
        client, user, reverse("signing:verdict", args=[code])
    )


def test_it_is_asked_once_more_with_a_reason_and_opened_once(client, sumenep):
    old = signed(sumenep)
    client.force_login(starter(sumenep))
    url = reverse("submissions:correct", args=[old.pk])
    assert f'href="{url}"' in page(client, starter(sumenep), old.get_absolute_url())
    asked = page(client, starter(sumenep), url)
    assert "Revisi 2 dibuka dan menempuh seluruh langkah SOP" in asked
    assert client.post(url, {"reason": " "}).status_code == 422
    assert Submission.objects.count() == 1
    answer = client.post(url, {"reason": WHY})
    new = whole(Submission.objects.get(revision=2))
    assert answer["Location"] == new.get_absolute_url()
    assert (new.replaces, new.reason, new.status) == (old.document, WHY, "draft")
    assert (new.entrants, new.snapshot) == (old.entrants, "")
    assert client.post(url, {"reason": WHY})["Location"] == answer["Location"]  # the same click twice
    assert client.post(url, {"reason": "Lain"}).status_code == 409
    assert client.get(url).status_code == 409


def test_a_correction_walks_the_whole_sop_and_takes_the_place_of_the_old_paper(client, sumenep, shelf):
    old = signed(sumenep)
    before = (shelf / old.document.path).read_bytes()
    new = whole(correct(old, WHY, by=starter(sumenep)))
    pages, verdict = marks(client, sumenep, old)
    assert all("Sedang diperbaiki (revisi 2)" in text for text in pages)
    assert "Dokumen asli" in verdict
    assert "sedang menyusun perbaikan" in verdict
    assert f"dari dokumen {old.document.code}" in page(client, starter(sumenep), new.get_absolute_url())
    assert old.document.code in draft_of(new, at=new.run.opened_at).report.replaces
    assert list(findings()) == []
    new, figure, clerk = filling(sumenep, new)
    office.fill(new, figure.unit_id, clerk, "71")
    new = whole(office.walk(sumenep, new, "end"))
    assert new.document.supersedes == old.document
    assert new.document.title.endswith("revisi 2")
    pages, verdict = marks(client, sumenep, old)
    assert all("Digantikan revisi 2" in text for text in pages)
    assert "Dokumen telah digantikan versi baru" in verdict
    assert new.document.code in verdict
    assert (shelf / old.document.path).read_bytes() == before
    assert last_achieved(sumenep.office).url == new.get_absolute_url()
    assert list(findings()) == []
    with pytest.raises(NotToBeCorrected, match="sudah digantikan revisi 2"):
        correct(old, WHY, by=starter(sumenep))
    assert correct(new, "Satu lagi", by=starter(sumenep)).revision == 3


def test_the_new_file_begins_with_the_figures_and_the_evidence_of_the_old(sumenep):
    old = signed(sumenep)
    indicator = old.figures.first().indicator
    indicator.targets.filter(kind="quarter", number=3).update(value=50)
    indicator.active = False
    indicator.save()
    new = correct(old, WHY, by=starter(sumenep))
    was, now = (
        Figure.objects.filter(submission=file).order_by("order", "unit__order") for file in (old, new)
    )
    for name in ("indicator_id", "unit_id", "value", "definition", "entered_by_id", "explanation"):
        assert [getattr(row, name) for row in was] == [getattr(row, name) for row in now], name
    assert {row.target for row in now} == {50}
    assert {row.achievement for row in now} == {180}
    files = Evidence.objects.filter(figure__submission=new)
    assert [file.sha256 for file in files] == [
        file.sha256 for file in Evidence.objects.filter(figure__submission=old)
    ]
    assert list(findings()) == []
    Figure.objects.filter(pk=now[0].pk).update(value=1)
    assert [found.run_id for found in findings()] == [new.run_id]
    assert json.loads(Event.objects.get(run=new.run, seq=1).text)["replaces"] == old.document.code


def test_who_may_not_begin_a_file_corrects_none_and_nothing_unsigned_is_corrected(client, sumenep):
    draft = office.begin(sumenep, 2)
    with pytest.raises(NotToBeCorrected, match="belum ditandatangani"):
        correct(draft, WHY, by=starter(sumenep))
    old = signed(sumenep)
    begins = {user.pk for user in sumenep.holders(sumenep.definition.starts[0])}
    colleague = next(user for user in sumenep.people.values() if user.pk not in begins)
    url = reverse("submissions:correct", args=[old.pk])
    assert url not in page(client, colleague, old.get_absolute_url())
    assert client.post(url, {"reason": WHY}).status_code == 403
    with pytest.raises(NotYourStep):
        correct(old, WHY, by=colleague)
    client.force_login(sumenep.stranger)
    assert client.get(url).status_code == 404
    with pytest.raises(CorrectionOwesReason):
        correct(old, "  ", by=starter(sumenep))
    assert Submission.objects.count() == 2


def test_what_was_destroyed_by_law_is_not_begun_anew(client, sumenep):
    """Its evidence is gone: the next revision would begin with files that nobody can open."""
    old = signed(sumenep)
    old.document.destroyed = "Berita Acara Nomor 7"
    old.document.save()
    Evidence.objects.update(destroyed=old.document.destroyed)
    client.force_login(starter(sumenep))
    answer = client.post(reverse("submissions:correct", args=[old.pk]), {"reason": WHY})
    assert answer.status_code == 409
    assert "sudah dimusnahkan dengan Berita Acara Nomor 7" in unescape(answer.content.decode())
    assert Submission.objects.count() == 1
    assert "perbaiki/" not in page(client, starter(sumenep), old.get_absolute_url())


@pytest.mark.parametrize("stage", ["open_file", "_keep_files", "_tell"])
def test_a_fault_on_the_way_opens_nothing(sumenep, monkeypatch, stage):
    old = signed(sumenep)
    events = Event.objects.count()

    def fail(*args):
        raise OSError(stage)

    with monkeypatch.context() as patch:
        patch.setattr(correcting, stage, fail)
        with pytest.raises(OSError, match=stage):
            correct(old, WHY, by=starter(sumenep))
    assert (Submission.objects.count(), Event.objects.count()) == (1, events)
    assert fresh(correct(old, WHY, by=starter(sumenep))).revision == 2
