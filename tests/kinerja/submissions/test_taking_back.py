"""A correction begun by mistake is taken back with a reason; the signed document stands as if nothing had been."""

import csv
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from kinerja.akip.measures import scope_for
from kinerja.akip.records import Records
from kinerja.compliance.eventlog import cases_of
from kinerja.compliance.logfiles import csv_lines, xes_lines
from kinerja.compliance.variants import variants_of
from kinerja.insights.achieved import last_achieved
from kinerja.letters.actions import make
from kinerja.notifications.models import Notification
from kinerja.submissions import taking_back
from kinerja.submissions.actions import act
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.case.events import Kind, kind_of, tells
from kinerja.submissions.correcting import correct
from kinerja.submissions.errors import NotToBeCorrected, TakenBack
from kinerja.submissions.holding import UNKEYED, Sent
from kinerja.submissions.models import Submission
from kinerja.submissions.taking_back import NotToBeTakenBack, NotYoursToTakeBack, take_back
from sop.ledger.models import Event
from sop.offices.models import KeeperPost, Position
from sop.runs.errors import AlreadyMoved, Owed
from sop.runs.models import Run, StepRun
from sop.runs.queries import replay, same_position
from tests.kinerja.submissions import office
from tests.kinerja.submissions.test_correcting import WHY, filling, marks, page, signed, starter, whole

MISTAKE = "Periode yang keliru dipilih"


@pytest.fixture
def old(sumenep):
    return signed(sumenep)


def corrected(world, old):
    """The correction at its step of filling, one sheet of it changed."""
    new, figure, clerk = filling(world, correct(old, WHY, by=starter(world)))
    office.fill(new, figure.unit_id, clerk, "71")
    return whole(new), figure, clerk


def test_the_signed_document_holds_everywhere_and_may_be_corrected_anew(client, sumenep, old):
    new, figure, clerk = corrected(sumenep, old)
    waiting = new.run.places()[0]
    taken_back_on_its_page(client, sumenep, old, new)
    new = whole(new)
    assert (new.status, new.run.marking, new.run.closed_at) == ("draft", [], new.withdrawn_at)
    assert not StepRun.objects.filter(run=new.run).open().exists()
    replayed = replay(new.run)
    assert same_position(new.run, replayed)
    assert (replayed.fault, replayed.phase) == ("", "draft")
    told = Notification.objects.filter(key=f"withdrawn:{new.run_id}").values_list("user", flat=True)
    assert clerk.pk in told
    assert starter(sumenep).pk not in told
    shown_as_if_nothing_had_been(client, sumenep, old, new)
    refuse_everything(sumenep, new, figure, clerk, waiting)
    again = correct(old, WHY, by=starter(sumenep))
    assert (again.revision, again.replaces) == (3, old.document)
    assert "Sedang diperbaiki (revisi 3)" in page(client, starter(sumenep), old.get_absolute_url())
    assert whole(office.walk(sumenep, again, "end")).document.supersedes == old.document
    assert list(findings()) == []
    assert all(kind_of(kind) for kind in Event.objects.order_by().values_list("kind", flat=True).distinct())


def taken_back_on_its_page(client, world, old, new):
    url = reverse("submissions:take_back", args=[new.pk])
    assert f'href="{url}"' in page(client, starter(world), new.get_absolute_url())
    asked = client.get(url)
    assert f"Dokumen {old.document.code} tetap berlaku" in unescape(asked.content.decode())
    form = office.form_of(asked)
    assert client.post(url, form | {"reason": " "}).status_code == 422
    for _ in range(2):  # the same click twice
        assert client.post(url, form | {"reason": MISTAKE})["Location"] == new.get_absolute_url()
    assert client.get(url).status_code == 409
    assert Event.objects.filter(run=new.run, kind="withdraw").count() == 1


def shown_as_if_nothing_had_been(client, world, old, new):
    text = page(client, starter(world), new.get_absolute_url())
    assert "Perbaikan ini tidak dilanjutkan" in text
    assert MISTAKE in text
    paper = reverse("submissions:report", args=[new.pk])
    assert paper not in text
    assert not any(words in text for words in ("lihat atau tambah", "Belum diarsipkan", "panel-ended"))
    assert client.get(paper).status_code == 409
    listed = page(client, starter(world), reverse("submissions:list") + "?status=ditarik+kembali")
    assert new.get_absolute_url() in listed
    assert old.get_absolute_url() not in listed
    pages, verdict = marks(client, world, old)
    assert not any("Sedang diperbaiki" in text for text in pages)
    assert "sedang menyusun perbaikan" not in verdict
    assert "Dokumen asli" in verdict
    assert last_achieved(world.office).url == old.get_absolute_url()


def refuse_everything(world, new, figure, clerk, waiting):
    """Nothing is done any more in what was taken back: not filled, not walked, not sent back, not corrected."""
    with pytest.raises(TakenBack, match="ditarik kembali"):
        office.fill(new, figure.unit_id, clerk, "72")
    with pytest.raises(AlreadyMoved, match="sudah ditarik oleh"):
        act(new, office.Request(waiting["id"], "ok", waiting["seq"]), by=clerk)
    sent = StepRun.objects.filter(run=new.run, outcome="done").latest("pk")
    with pytest.raises(AlreadyMoved):
        act(new, office.Request(sent.pk, "withdraw", 0), by=clerk)
    with pytest.raises(NotToBeCorrected, match="ditarik kembali"):
        correct(new, WHY, by=starter(world))
    with pytest.raises(TakenBack):
        make(new, "nota_dinas", {}, by=starter(world))
    assert list(findings()) == []


def test_only_a_correction_that_nobody_has_verified_is_taken_back(sumenep, old):
    by = starter(sumenep)
    with pytest.raises(NotToBeTakenBack, match="Hanya perbaikan"):
        take_back(old, MISTAKE, by=by, sent=UNKEYED)
    new = correct(old, WHY, by=by)
    with pytest.raises(Owed):
        take_back(new, " ", by=by, sent=UNKEYED)
    new = office.walk(sumenep, new, "verified")
    with pytest.raises(NotToBeTakenBack, match="pernah diverifikasi"):
        take_back(new, MISTAKE, by=by, sent=UNKEYED)
    place = new.run.places()[0]
    back = next(move for move in sumenep.definition.moves(place["step"]) if move.is_return)
    units = tuple(new.run.units[str(sumenep.definition.fill_steps[0])])
    new = office.take(sumenep, new, place, back, reason="Salah", units=units)
    assert new.status == "draft"
    with pytest.raises(NotToBeTakenBack, match="pernah diverifikasi"):
        take_back(new, MISTAKE, by=by, sent=UNKEYED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=old.pk).update(withdrawn_at=new.run.opened_at)


def test_who_begins_files_may_and_who_keeps_the_office_and_nobody_else(client, sumenep, old):
    new, *_ = corrected(sumenep, old)
    url = reverse("submissions:take_back", args=[new.pk])
    begins = {user.pk for user in sumenep.holders(sumenep.definition.starts[0])}
    colleague = next(user for user in sumenep.people.values() if user.pk not in begins)
    with pytest.raises(NotYoursToTakeBack, match="pemegang jabatan pengelola"):
        take_back(new, MISTAKE, by=colleague, sent=UNKEYED)
    client.force_login(colleague)
    assert client.get(url).status_code == 403
    assert url not in page(client, colleague, new.get_absolute_url())
    client.force_login(sumenep.stranger)
    assert client.get(url).status_code == 404
    KeeperPost.objects.create(position=Position.objects.get(appointments__user=colleague))
    assert url in page(client, colleague, new.get_absolute_url())
    assert take_back(new, MISTAKE, by=colleague, sent=Sent("k", "c"))
    assert not take_back(new, MISTAKE, by=colleague, sent=Sent("k", "c"))


def test_it_went_no_way_through_the_sop(sumenep, old):
    scope = scope_for(Records(sumenep.office, old.run.opened_at.year), sumenep.obligation.sop)
    before = variants_of(cases_of(scope))
    new, *_ = corrected(sumenep, old)
    take_back(new, MISTAKE, by=starter(sumenep), sent=UNKEYED)
    cases = list(cases_of(scope))
    assert sorted(case.withdrawn for case in cases) == [False, True]
    assert variants_of(cases) == before
    written = csv.DictReader(csv_lines(cases, sumenep.office.tz))
    assert {row["case:concept:name"] for row in written if row["case:withdrawn"] == "true"} == {
        str(new.run_id)
    }
    assert "".join(xes_lines(cases, sumenep.office.tz, "SOP")).count('"withdrawn" value="true"') == 1


@pytest.mark.parametrize("stage", ["end_early", "_tell"])
def test_a_fault_on_the_way_changes_nothing(sumenep, old, monkeypatch, stage):
    new, *_ = corrected(sumenep, old)
    events = Event.objects.count()

    def fail(*args):
        raise OSError(stage)

    with monkeypatch.context() as patch:
        patch.setattr(taking_back, stage, fail)
        with pytest.raises(OSError, match=stage):
            take_back(new, MISTAKE, by=starter(sumenep), sent=UNKEYED)
    assert (whole(new).withdrawn_at, Event.objects.count()) == (None, events)
    assert list(findings()) == []
    assert take_back(new, MISTAKE, by=starter(sumenep), sent=UNKEYED)


@pytest.mark.parametrize("column", ["withdrawn_at", "marking"])
def test_what_is_changed_behind_the_history_is_found(sumenep, old, column):
    new, *_ = corrected(sumenep, old)
    if column == "withdrawn_at":
        Submission.objects.filter(pk=new.pk).update(withdrawn_at=new.run.opened_at)
    else:
        take_back(new, MISTAKE, by=starter(sumenep), sent=UNKEYED)
        Run.objects.filter(pk=new.run_id).update(
            marking=[{"id": None, "step": 3, "unit": None, "seq": 1, "waiting": True}]
        )
    assert [found.run_id for found in findings()] == [new.run_id]


def test_no_two_rooms_write_events_of_one_kind():
    with pytest.raises(ValueError, match="figures"):
        tells({"figures": Kind("edit", lambda base, *_: base)})
