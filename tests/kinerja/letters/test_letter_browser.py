"""A paper typed in a real browser: saved while typing, and issued with what was typed last."""

import pytest

from kinerja.letters.models import Letter
from tests.browser import press
from tests.kinerja.letters.making import holder_of, make
from tests.makers import submission_at
from tests.worlds import load_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_is_typed_is_saved_by_itself_and_the_paper_issued_has_the_last_words(
    page, sign_in, axe, quick, live_server
):
    world = load_world("iv-jurai")
    submission = submission_at(4, world=world)
    holder = holder_of(world, submission)
    letter = make(submission, "undangan", holder, step=4)
    sign_in(page, holder)
    page.goto(live_server.url + letter.get_absolute_url())
    page.get_by_label("Tempat", exact=True).fill("Aula Nagari")
    page.get_by_text("Tersimpan pukul").wait_for()
    assert Letter.objects.get().content["event_place"] == "Aula Nagari"
    assert axe(page) == []
    page.get_by_label("Hari/tanggal rapat").fill("2026-10-08")
    press(page, page.get_by_role("button", name="Terbitkan"))
    page.get_by_text("Undangan rapat diterbitkan dengan nomor").wait_for()
    assert Letter.objects.get().content["event_date"] == "2026-10-08"
