"""Whatever belongs to a filed case finds it: letters, numbers, evidence, indicators, people; the second office finds nothing."""

import pytest
from django.urls import reverse

from kinerja.archive.queries import filed_page
from kinerja.archive.search import Sought
from kinerja.letters import issuing
from kinerja.letters.report_number import cancel_report_number, number_report
from kinerja.submissions.evidence.models import Evidence
from kinerja.submissions.listing.presence import presence_of
from tests.access.scenes import NOW, scene
from tests.kinerja.letters.making import make

pytestmark = pytest.mark.django_db


def found(user, words):
    return len(filed_page(presence_of(user, NOW), Sought.read({"q": words}), "")[0])


def test_every_word_of_a_filed_case_finds_it_and_only_in_its_own_office(
    client, quick, django_assert_num_queries
):
    here = scene("end")
    holder, submission = here.user("holder"), here.submission
    letter = issuing.issue(
        make(
            submission,
            "nota_dinas",
            holder,
            to="Bupati Rekaan c.q. Inspektur",
            subject="Serah terima laporan",
        ),
        by=holder,
    )
    first = number_report(submission, by=holder)
    cancel_report_number(submission, "Salah klasifikasi", by=holder)
    number = number_report(submission, by=holder, own_number="000.7.2.8/ 77 /SET")
    entrant = submission.figures.exclude(entered_by=None).first()
    evidence = Evidence.objects.filter(figure__submission=submission).first()
    asked = (
        letter.number, "inspektur", "serah terima", first.text, number.text, evidence.name, entrant.definition["name"],
        entrant.entered_by.name, submission.document.signers[0]["name"], submission.document.code, submission.run.title,
        entrant.unit.name,
    )  # fmt: skip
    for words in asked:
        assert (words, found(holder, words), found(here.user("stranger"), words)) == (words, 1, 0)
    assert found(holder, "kata yang tidak ada") == 0
    presence = presence_of(holder, NOW)
    with django_assert_num_queries(3):
        rows, _ = filed_page(presence, Sought(), "")
    assert rows[0].report_number == number.text
    client.force_login(holder)
    assert number.text in client.get("/arsip/").content.decode()
    for words in (number.text, evidence.name, "inspektur"):
        assert submission.run.title in client.get(reverse("insights:search"), {"q": words}).content.decode()
    client.force_login(here.user("stranger"))
    assert (
        submission.run.title
        not in client.get(reverse("insights:search"), {"q": number.text}).content.decode()
    )
