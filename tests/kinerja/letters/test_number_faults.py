"""Numbers where something is unusual: cancelled in between, given late, mistyped years, schemes changed in mid-year."""

import datetime as dt

import pytest

from kinerja.letters import actions, correcting, issuing
from kinerja.letters.errors import FarDate, LetterFrozen, NotIssued, NumberTaken
from kinerja.letters.forms import SchemeForm
from kinerja.letters.models import NumberScheme, NumberSeries, RegisterEntry
from kinerja.letters.proof import faults
from kinerja.letters.storage import LetterDestroyed, content_of
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.figures import ArchiveRecord
from tests.kinerja.letters.making import holder_of, make, open_definition
from tests.makers import submission_at

pytestmark = pytest.mark.engine


@pytest.fixture
def by(inviting, iv_jurai, quick):
    return holder_of(iv_jurai, inviting)


def test_a_correction_of_a_paper_that_was_cancelled_meanwhile_takes_a_number_of_its_own(inviting, by):
    first = issuing.issue(make(inviting, "nota_dinas", by, to="Camat"), by=by)
    draft = correcting.correct(first, by=by)
    correcting.cancel(first, "Salah alamat", by=by)
    second = issuing.issue(draft, by=by)
    assert ("/001/" in first.number, "/002/" in second.number) == (True, True)
    assert list(RegisterEntry.objects.order_by("serial").values_list("use", "letter")) == [
        ("cancelled", first.pk), ("issued", second.pk),
    ]  # fmt: skip
    # And a number that was cancelled with the correction does not come back by the paper that was corrected.
    third = issuing.issue(correcting.correct(second, by=by), by=by)
    correcting.cancel(third, "Batal", by=by)
    assert "/003/" in issuing.issue(correcting.correct(second, by=by), by=by).number
    assert [*findings(), *faults()] == []


def test_the_register_tells_of_the_paper_as_it_was_corrected(inviting, by):
    first = issuing.issue(make(inviting, "nota_dinas", by, to="Camat"), by=by)
    draft = actions.save(
        correcting.correct(first, by=by), {"to": "Bupati", "subject": "Lain"}, version=0, by=by
    )
    issuing.issue(draft, by=by)
    entry = RegisterEntry.objects.get()
    assert (entry.addressee, entry.subject, entry.use) == ("Bupati", "Lain", "issued")


def test_a_paper_that_was_replaced_gets_no_late_number_beside_that_of_its_correction(inviting, iv_jurai, by):
    NumberScheme.objects.create(office=iv_jurai.office, kind="nota_dinas", timing="after")
    first = issuing.issue(make(inviting, "nota_dinas", by, to="Camat"), by=by)
    second = issuing.issue(correcting.correct(first, by=by), by=by)
    with pytest.raises(NotIssued, match="digantikan"):
        issuing.give_number(first, by=by)
    assert issuing.give_number(second, by=by).number


def test_a_mistyped_year_begins_no_row_of_numbers(inviting, by):
    letter = make(inviting, "nota_dinas", by, to="Camat", date="2062-10-05")
    with pytest.raises(FarDate, match="2062"):
        issuing.issue(letter, by=by)
    assert not NumberSeries.objects.exists()


def test_a_scheme_that_writes_an_old_number_once_more_is_refused_and_named(inviting, iv_jurai, by):
    scheme = NumberScheme.objects.create(
        office=iv_jurai.office, kind="nota_dinas", pattern="1{urut}", digits=1
    )
    for _ in range(2):
        issuing.issue(make(inviting, "nota_dinas", by, to="Camat"), by=by)
    NumberSeries.objects.update(last=10)
    NumberScheme.objects.filter(pk=scheme.pk).update(pattern="{urut}")
    with pytest.raises(NumberTaken, match="Nomor 11 sudah dipakai"):
        issuing.issue(make(inviting, "nota_dinas", by, to="Camat"), by=by)
    assert NumberSeries.objects.get().last == 10
    typed = {"pattern": "{klasifikasi}" * 4 + "{urut}", "digits": 3, "first": 1, "timing": "issue"}
    assert "120" in SchemeForm(typed, instance=scheme, year=2026, begun=False).errors["pattern"][0]


def test_a_second_click_on_issue_finds_the_paper_issued(inviting, by):
    letter = make(inviting, "nota_dinas", by, to="Camat")
    typed = dict(letter.content)
    issued = issuing.issue(letter, by=by)
    again = issuing.issue(actions.save(letter, typed, version=0, by=by), by=by)
    assert (again.pk, again.number, RegisterEntry.objects.count()) == (issued.pk, issued.number, 1)
    with pytest.raises(LetterFrozen):
        actions.save(letter, {"body": "Lain"}, version=0, by=by)


def test_the_papers_of_a_destroyed_file_are_neither_read_nor_made(client, iv_jurai, quick):
    submission = submission_at("end", world=iv_jurai)
    day = dt.datetime.now(iv_jurai.office.tz).date()
    by = iv_jurai.staff.who(open_definition(submission).steps[14], None, day)
    letter = issuing.issue(make(submission, "nota_dinas", by, to="Camat"), by=by)
    draft = make(submission, "notulen", by)
    ArchiveRecord.objects.update(destroyed="berita acara nomor 1")
    for act in (
        lambda: content_of(letter),
        lambda: actions.make(submission, "notulen", {}, by=by),
        lambda: actions.save(draft, {"body": "x"}, version=0, by=by),
        lambda: issuing.issue(draft, by=by),
        lambda: correcting.cancel(letter, "x", by=by),
    ):
        with pytest.raises(LetterDestroyed):
            act()
    client.force_login(by)
    for row in (letter, draft):
        assert client.get(f"{row.get_absolute_url()}naskah.pdf").status_code == 409
    assert list(faults()) == []
