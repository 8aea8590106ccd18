"""Chains in which some sign by BSrE and others by certificates of the office: after each step every signature holds."""

import pytest
from django.urls import reverse

from kinerja.documents.pdf import engine_missing
from kinerja.signing.identities import keep_nik
from kinerja.signing.issuing import issue_certificate
from kinerja.signing.models import Kind, Manuscript, SignedDocument, SigningSetup
from kinerja.signing.storage import content_of
from kinerja.signing.validation import enclosed_in, marks_of
from kinerja.submissions.audit.proof import findings
from tests.kinerja.signing import standin
from tests.kinerja.submissions import office
from tests.kinerja.submissions.sheets import browser_of
from tests.kinerja.submissions.test_chain_bsre import act, outside_findings, service
from tests.kinerja.submissions.test_verification import posting
from tests.kinerja.submissions.test_verifying_paraf import PHRASE, place, sign

__all__ = ["service"]
pytestmark = [
    pytest.mark.django_db, pytest.mark.pdf, pytest.mark.skipif(bool(engine_missing()), reason="needs Pango"),
]  # fmt: skip


def by_service(world, service, person):
    """From now on the service signs for this person."""
    service.name = person.name
    keep_nik(person, standin.NIK, by="Pengelola")


def told(paper):
    return [
        (mark.signer, mark.local, mark.sound) for mark in marks_of(content_of(paper)) if mark.is_signature
    ]


def test_parafs_by_bsre_and_a_head_by_the_office_hold_after_each_step(client, shelf, service, tmp_path):
    world = office.found("musi-rawas", indicators=1)
    SigningSetup.objects.create(office=world.office, base_url=service.url, head="local", paraf="bsre_v1")
    submission, people = office.at_step(world, 7), [world.holder(step) for step in (7, 8, 9)]
    for number, step in enumerate((7, 8)):
        by_service(world, service, people[number])
        assert act(client, world, submission, step, standin.PHRASE).status_code == 302
        paper = office.fresh(submission).manuscript
        assert told(paper) == [(person.name, False, True) for person in people[: number + 1]]
    issue_certificate(people[2], PHRASE)
    assert act(client, world, submission, 9, PHRASE).status_code == 302
    document = SignedDocument.objects.get()
    assert told(document) == [
        (people[0].name, False, True),
        (people[1].name, False, True),
        (people[2].name, True, True),
    ]
    assert content_of(document).startswith(content_of(Manuscript.objects.get()))
    assert (document.kind, [bool(row["serial"]) for row in document.signers]) == (
        Kind.LOCAL,
        [False, True, True, True],
    )
    page = client.get(reverse("signing:verdict", args=[document.code])).content.decode()
    assert "Dokumen asli" in page
    assert "Ditandatangani secara elektronik dengan sertifikat yang diterbitkan oleh" in page
    outside_findings(content_of(document), tmp_path, trusted=3)
    assert list(findings()) == []


def test_one_who_verifies_and_initials_in_one_act_may_do_so_by_bsre(client, shelf, service):
    world = office.found("tasikmalaya", indicators=1)
    SigningSetup.objects.create(office=world.office, base_url=service.url, head="local", paraf="bsre_v2")
    submission = office.at_step(world, 6)
    official = world.holder(6, besides=submission.entrants)
    by_service(world, service, official)
    url, browser = (
        reverse("submissions:verify", args=[submission.pk, place(submission)]),
        browser_of(official),
    )
    browser.post(url, posting(browser.get(url), agree_rest="1"))
    page = browser.get(url)
    assert "Passphrase BSrE Anda" in page.content.decode()
    posted = posting(page, move=page.context["primary"].key, password=standin.PHRASE)
    for mode, sentence in {
        "spring": "tidak menjawab",
        "unsigned": "tanpa tanda tangan baru",
        "EXPIRED": "sudah habis",
    }.items():
        service.mode = mode
        refused = browser.post(url, posted).content.decode()
        assert (sentence in refused, standin.PHRASE in refused) == (True, False), mode
        assert (office.fresh(submission).status, Manuscript.objects.count()) == ("draft", 0), mode
    service.mode = ""
    assert browser.post(url, posted).status_code == 302
    submission = office.fresh(submission)
    assert (submission.status, told(submission.manuscript)) == ("paraf", [(official.name, False, True)])
    assert enclosed_in(content_of(submission.manuscript)) == submission.snapshot.encode()
    sign(client, world, submission)
    assert [(local, sound) for _, local, sound in told(SignedDocument.objects.get())] == [
        (False, True),
        (True, True),
    ]
    assert list(findings()) == []
