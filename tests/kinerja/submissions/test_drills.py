"""Drills: whatever breaks between the preview and the archive, nothing is half done, and the next try succeeds."""

import copy
import itertools
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse
from django.utils import timezone

from kinerja.documents.pdf import engine_missing
from kinerja.signing.issuing import issue_certificate
from kinerja.signing.models import Manuscript, SignedDocument
from kinerja.submissions import actions
from kinerja.submissions.actions import act
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.models import Submission
from kinerja.submissions.papers import chain, confirming
from kinerja.submissions.views import signing
from sop.ledger.models import Event
from sop.runs.engine import Request
from sop.runs.models import StepRun
from sop.runs.records import FIELDS, record_kinds
from tests.kinerja.submissions import office

PHRASE = "kopi tubruk setiap pagi"
# From what was read to what is filed: whatever of it fails, and then everything that would come after it.
STAGES = (
    *((chain, name) for name in ("render_sheets", "with_fields", "content_of", "render_stamp", "sign")),
    *((chain, name) for name in ("insist_signed", "put_by", "report_of", "document_of")),
    (signing, "act"),
    *((actions, name) for name in ("advance", "move_on", "complete_filing", "tell_returned")),
    (signing, "done"),
)
SLOW = ((chain, "render_sheets"), (confirming, "give_signature"))


class Broken(DatabaseError):
    """The database went away."""


@contextmanager
def breaking_at(number, *, after=False):
    """The query of this number fails before it reaches the database, or its answer is lost; yields how many came."""
    seen = []

    def refuse(execute, sql, params, many, context):
        if sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            return execute(sql, params, many, context)
        seen.append(sql)
        found = execute(sql, params, many, context) if after or len(seen) != number else None
        if len(seen) == number:
            raise Broken(sql)
        return found

    with connection.execute_wrapper(refuse):
        yield seen


def state():
    """Everything an act may change."""
    return [
        list(Submission.objects.values_list("status", "document", "manuscript", "run__seq", "run__head", "run__closed_at")),
        list(StepRun.objects.order_by("pk").values_list("pk", "closed_at", "outcome")),
        [model.objects.count() for model in (Event, SignedDocument, Manuscript, ArchiveRecord)],
    ]  # fmt: skip


@pytest.mark.engine
@pytest.mark.parametrize(("slug", "step"), [("sumenep", 9), ("musi_rawas", 9), ("musi_rawas", 11)])
def test_a_fault_at_any_query_of_the_act_leaves_nothing_behind(request, slug, step):
    world = request.getfixturevalue(slug)
    submission = office.at_step(world, step)
    place, move, by = submission.run.places()[0], world.definition.moves(step)[0], world.holder(step)
    owed = [name for kind in record_kinds(world.definition.steps[step]) for name in FIELDS[kind]]
    asked = Request(
        place["id"], move.key, place["seq"], key="k", record={name: office.RECORD[name] for name in owed}
    )
    before = state()
    for number, after in itertools.product(range(1, 40), (False, True)):
        papers, at = office.papers_for(submission, move, by), timezone.now()
        with breaking_at(number, after=after) as seen:
            try:
                act(submission, asked, by=by, papers=papers, at=at)
            except Broken:
                assert len(seen) >= number
            else:
                break
        assert state() == before, (seen[number - 1], after)
    assert 5 < number < 40
    after = state()
    assert after != before
    assert act(submission, asked, by=by, at=at).repeated  # the same click again
    assert state() == after
    assert list(findings()) == []


@pytest.mark.pdf
@pytest.mark.skipif(bool(engine_missing()), reason="needs Pango")
@pytest.mark.django_db
def test_a_fault_at_any_stage_of_the_last_signature_moves_nothing(client, shelf, monkeypatch):
    submission, url, form = _before_the_head(client)
    before = state()
    once = {name: _kept(getattr(module, name)) for module, name in SLOW}
    for module, stage in STAGES:
        with monkeypatch.context() as patch:
            if stage != "render_sheets":
                patch.setattr(chain, "render_sheets", once["render_sheets"])
            if module is not chain:
                patch.setattr(confirming, "give_signature", once["give_signature"])
            patch.setattr(module, stage, _fail)
            answer = client.post(url, form)
        assert answer.status_code == 500, stage
        assert PHRASE not in answer.content.decode()
        assert (state() == before) is (stage != "done"), stage  # an answer that is lost after all was done
    assert office.fresh(submission).status == "archived"
    after = state()
    again = client.post(url, form)
    assert again.status_code == 302
    assert state() == after
    assert office.fresh(submission).status == "archived"
    assert list(findings()) == []


def _before_the_head(client):
    """Sumenep 9, where he signs and files in one act: the file, the address, and what he posts."""
    world = office.found("sumenep", indicators=1)
    submission, head = office.at_step(world, 9), world.holder(9)
    issue_certificate(head, PHRASE)
    client.force_login(head)
    client.raise_request_exception = False
    url = reverse("submissions:sign", args=[submission.pk, submission.run.places()[0]["id"]])
    given = {"read": "on", "password": PHRASE, "move": "", "location": "Rak 1", "disposition": "destroy"}
    return submission, url, office.form_of(client.get(url)) | given


def _kept(make):
    """The same as the first time: made anew at each stage it would take the machine a minute."""
    made = []

    def again(*args):
        if not made:
            made.append(make(*args))
        return copy.copy(made[0])

    return again


def _fail(*args, **kwargs):
    raise OSError("penuh")
