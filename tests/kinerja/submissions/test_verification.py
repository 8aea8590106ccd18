"""Judging row by row: words are kept at once, and the file goes on only when every row is agreed."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from kinerja.submissions.actions import act
from kinerja.submissions.entry.filling import RowInput, judge, record_figures
from kinerja.submissions.figures import Figure, Judgement
from sop.ledger.models import Event
from sop.runs.engine import Request
from tests.engine.graphs import build, straight
from tests.engine.walking import fill, fresh, walk_to_step
from tests.kinerja.submissions.sheets import begun, browser_of, office, returned

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return office(indicators=3)


@pytest.fixture
def submission(world):
    return walk_to_step(world, begun(world, i1="90", i2="30"), 2)


@pytest.fixture
def url(submission):
    return verify_url(submission)


@pytest.fixture
def verifier(world):
    return browser_of(world.people[2])


def verify_url(submission):
    place = fresh(submission).run.places()[0]
    return reverse("submissions:verify", args=[submission.pk, place["id"]])


def lines(page):
    return [line for bundle in page.context["bundles"] for line in bundle.lines]


def posting(page, **more):
    """The hidden fields of the page, and what is said: `agree_1`, `object_2`, `note_2`, `reason_2` by row."""
    form = page.context["form"]
    data = {"expected_seq": form["expected_seq"].value(), "key": form["key"].value(), "note": ""}
    found = dict(enumerate(lines(page), start=1))
    for line in found.values():
        pk = line.checked.row.pk
        data |= {
            f"version-{pk}": line.checked.row.mark,
            f"verdict-{pk}": line.choice,
            f"note-{pk}": line.note,
        }
    said = {name: text for name, text in more.items() if name[-1].isdigit()}
    for name, text in said.items():
        field, _, number = name.partition("_")
        pk = found[int(number)].checked.row.pk
        data |= {f"verdict-{pk}": field} if text is True else {f"{field}-{pk}": text}
    return data | {name: text for name, text in more.items() if name not in said}


def told(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_the_page_shows_both_periods_the_difference_and_the_rules_that_struck(verifier, url):
    page = verifier.get(url).content.decode()
    assert "Sama dengan TW II (90,00)." in page
    assert "naik 60,00 (200%)" in page
    assert "Naik 200% dibanding TW II (30,00)." in page
    assert "0</b> dari 6 baris sudah dinilai" in page


def test_the_primary_button_waits_until_every_row_is_judged(verifier, url):
    page = verifier.get(url)
    text = page.content.decode()
    assert "Nilai 6 baris lagi" in text
    assert "disabled" in text
    answer = verifier.post(url, posting(page, agree_1=True, agree_2=True))
    assert answer.url == url
    assert told(answer) == ["Penilaian 2 baris tersimpan."]
    assert "Nilai 4 baris lagi" in verifier.get(url).content.decode()


def test_all_silent_rows_can_be_agreed_at_once_and_the_file_goes_on(world, verifier, submission, url):
    verifier.post(url, posting(verifier.get(url), agree_rest="1"))
    page = verifier.get(url)
    assert page.context["why_not"] == ""
    move = page.context["primary"]
    assert move.text == "Ya, verifikasi dan teruskan"
    answer = verifier.post(url, posting(page, move=move.key))
    assert answer.url == submission.get_absolute_url()
    assert "Data terverifikasi. Selanjutnya: Kolom 3" in told(answer)[-1]
    assert fresh(submission).status == "verified"


def test_verifying_before_every_row_is_judged_is_refused_with_the_number(verifier, submission, url):
    answer = verifier.post(url, posting(verifier.get(url), agree_1=True, move="2.1"))
    assert answer.status_code == 422
    assert "Nilai 5 baris lagi sebelum meneruskan berkas." in answer.content.decode()
    assert fresh(submission).status == "draft"
    assert Judgement.objects.count() == 1


def test_an_objection_owes_its_note_and_other_words_are_kept(verifier, url):
    answer = verifier.post(url, posting(verifier.get(url), agree_1=True, object_2=True))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Pilih alasan atau tulis catatan untuk ‘Indikator 2’" in page
    assert "<title>Kesalahan: " in page
    assert [(word.agreed, word.note) for word in Judgement.objects.all()] == [(True, "")]
    assert lines(answer)[1].choice == "object"


def test_a_quick_reason_is_a_note_and_what_is_added_follows_it(verifier, url):
    typed = posting(
        verifier.get(url), object_1=True, reason_1="Salah satuan", object_2=True, reason_2="Nilai tidak wajar",
        note_2="Lampirkan rekap.",
    )  # fmt: skip
    verifier.post(url, typed)
    notes = Judgement.objects.order_by("figure__order").values_list("note", flat=True)
    assert list(notes) == ["Salah satuan", "Nilai tidak wajar. Lampirkan rekap."]


def test_an_objection_leaves_only_the_return_with_its_units_chosen(world, verifier, submission, url):
    verifier.post(url, posting(verifier.get(url), object_1=True, note_1="Periksa", agree_rest="1"))
    page = verifier.get(url)
    text = page.content.decode()
    assert "Tidak, kembalikan ke bidang untuk diperbaiki (1 catatan)" in text
    assert "btn-primary" not in text
    assert "1 baris perlu perbaikan" in text
    (way,) = page.context["returns"]
    assert way.address.endswith(f"move=2.2&unit={world.units[0].pk}")
    assert verifier.get(way.address).status_code == 200
    answer = verifier.post(url, posting(page, move="2.1"))
    assert answer.status_code == 422
    assert fresh(submission).status == "draft"


def test_an_objection_can_be_taken_back(verifier, url):
    verifier.post(url, posting(verifier.get(url), object_1=True, note_1="Periksa"))
    verifier.post(url, posting(verifier.get(url), agree_1=True))
    assert [word.agreed for word in Judgement.objects.all()] == [True]


def test_posting_the_same_words_again_writes_nothing(verifier, submission, url):
    verifier.post(url, posting(verifier.get(url), agree_1=True, object_2=True, note_2="Periksa"))
    before = Event.objects.filter(run=submission.run).count()
    answer = verifier.post(url, posting(verifier.get(url)))
    assert told(answer)[-1] == "Tidak ada penilaian baru untuk disimpan."
    assert Event.objects.filter(run=submission.run).count() == before


def test_a_word_counts_only_for_the_figures_that_were_on_the_screen(verifier, url):
    typed = posting(verifier.get(url), agree_1=True)
    typed = {name: 99 if name.startswith("version-") else value for name, value in typed.items()}
    answer = verifier.post(url, typed)
    assert answer.status_code == 422
    assert "berubah sejak Anda membukanya" in answer.content.decode()
    assert Judgement.objects.count() == 0


def test_after_a_return_only_changed_rows_are_open(world, submission):
    returned(world, submission)
    first, second = Figure.objects.filter(submission=submission, unit=world.units[0]).order_by("order")[:2]
    clerk = world.clerks[world.units[0].pk]
    fill(submission, world.units[0].pk, clerk)
    record_figures(
        submission, [RowInput(first.pk, first.version, {"value": 95})], unit=first.unit_id, by=clerk
    )
    submission = walk_to_step_again(world, submission)
    page = browser_of(world.people[2]).get(verify_url(submission))
    found = {line.checked.row.pk: line for line in lines(page)}
    assert found[first.pk].checked.was == "90,00"
    assert not found[first.pk].checked.judged
    assert found[second.pk].folded
    assert page.context["tally"].left == 1
    text = page.content.decode()
    assert "<b>90,00</b> → <b>95,00</b>" in text
    assert "tidak berubah" in text


def walk_to_step_again(world, submission):
    """The reopened unit hands on, without anything else being filled anew."""
    submission = fresh(submission)
    place = submission.run.places()[0]
    act(submission, Request(place["id"], "1.1", place["seq"]), by=world.clerks[place["unit"]])
    return fresh(submission)


def test_nobody_verifies_his_own_figures_and_is_told_who_may(world, submission, url):
    clerk = world.clerks[world.units[0].pk]
    position = world.people[2].appointments.get().position
    clerk.appointments.create(position=position, kind="plh", since="2020-01-01")
    client = browser_of(clerk)
    page = client.get(url)
    assert page.status_code == 200
    assert "Anda ikut mengisi data ini" in page.content.decode()
    assert world.people[2].name in page.content.decode()
    assert "verdict-" not in page.content.decode()
    answer = client.post(url, posting(page, agree_rest="1"))
    assert answer.status_code == 403
    assert Judgement.objects.count() == 0


def test_colleagues_are_refused_and_strangers_find_nothing(world, url):
    clerk, signer = world.clerks[world.units[0].pk], world.people[4]
    for person, status in ((clerk, 403), (signer, 403), (world.stranger, 404)):
        assert browser_of(person).get(url).status_code == status
        assert browser_of(person).post(url, {}).status_code == status


def test_a_repeated_verification_counts_once(verifier, submission, url):
    verifier.post(url, posting(verifier.get(url), agree_rest="1"))
    typed = posting(verifier.get(url), move="2.1")
    verifier.post(url, typed)
    before = Event.objects.filter(run=submission.run).count()
    answer = verifier.post(url, typed)
    assert answer.url == submission.get_absolute_url()
    assert Event.objects.filter(run=submission.run).count() == before


def test_a_closed_step_shows_the_file_instead(world, verifier, submission, url):
    walk_to_step(world, submission, 3)
    assert verifier.get(url).url == submission.get_absolute_url()
    assert verifier.post(url, {"agree_rest": "1"}).status_code == 409


def test_the_filters_show_as_many_rows_as_they_say(world, verifier, submission, url):
    rows = list(submission.figures.order_by("pk"))
    judge(submission, {rows[0].pk: (True, ""), rows[1].pk: (False, "Periksa")}, by=world.people[2])
    for chosen, number in (("belum-dinilai", 4), ("perbaikan", 1), ("perhatian", 2), ("", 6)):
        page = verifier.get(f"{url}?saring={chosen}")
        assert len(lines(page)) == number
        assert [count for _label, _url, count, current in page.context["chips"] if current] == [number]


def test_a_verification_that_owes_a_record_asks_for_it_and_keeps_it():
    rows = straight()
    rows[1].record = "numbering"
    world = build(rows)
    submission = walk_to_step(world, world.begin(), 2)
    verifier, address = browser_of(world.people[2]), verify_url(submission)
    verifier.post(address, posting(verifier.get(address)) | {"agree_rest": "1"})
    page = verifier.get(address)
    data = posting(page) | {"move": "2.1"}
    refused = verifier.post(address, data)
    assert refused.status_code == 422
    assert "Isi nomor surat." in refused.content.decode()
    verifier.post(
        address, posting(verifier.get(address)) | {"move": "2.1", "number": "12/A", "date": "2026-10-05"}
    )
    done = fresh(submission)
    assert done.status == "verified"
    assert done.run.step_runs.get(step__position=2).record["number"] == "12/A"
