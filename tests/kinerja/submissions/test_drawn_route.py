"""The sheet on the page of a file, drawn and alive."""

import re
from html import unescape

import pytest

from sop.flowchart.errors import CannotDraw
from tests.kinerja.submissions import office


def page(client, submission, user):
    client.force_login(user)
    return unescape(client.get(submission.get_absolute_url()).content.decode())


def rows(text):
    """The table rows of the drawing: class and words of each."""
    table = re.search(r'<table class="drawn-table.*?</table>', text, re.DOTALL)[0]
    found = re.findall(r"<tr class=\"([^\"]*)\"([^>]*)>(.*?)</tr>", table, re.DOTALL)
    return [(css, attributes.strip(), body) for css, attributes, body in found]


def back_outside(world, submission):
    """Send a file back along an arrow that the sheet does not draw (Sumenep 8 to 3)."""
    place = submission.run.places()[0]
    move = next(move for move in world.definition.moves(place["step"]) if not move.drawn)
    units = tuple(submission.run.units["3"])
    return office.take(world, submission, place, move, reason="Angka KTP salah", units=units)


@pytest.mark.parametrize("step", [1, 2, 3, 6, 8])
def test_the_drawing_shows_where_the_file_stands(client, sumenep, step):
    submission = office.at_step(sumenep, step)
    drawn = rows(page(client, submission, sumenep.holder(step)))
    assert [css for css, *_ in drawn] == ["flow-done"] * (step - 1) + ["flow-current"] + ["flow-ahead"] * (
        9 - step
    )
    assert [
        index for index, (_, attributes, _) in enumerate(drawn, 1) if 'aria-current="step"' in attributes
    ] == [step]
    assert all(("flow-tick" in body) == (css == "flow-done") for css, _, body in drawn)


def test_the_holder_reads_that_he_is_meant_and_others_who_holds_it(client, sumenep):
    submission = office.at_step(sumenep, 7)
    assert "Anda di sini sejak " in rows(page(client, submission, sumenep.holder(7)))[6][2]
    here = rows(page(client, submission, sumenep.people["kepala-dinas"]))[6][2]
    assert re.search(r"di SEKRETARIS sejak \d{1,2} \w+ \d\d\.\d\d, tenggat ", here)


def test_a_return_is_counted_and_drawn_dashed_where_the_sheet_has_no_arrow(client, sumenep):
    submission = office.at_step(sumenep, 8)
    before = page(client, submission, sumenep.holder(8))
    assert "putus-putus" not in before
    submission = back_outside(sumenep, submission)
    after = page(client, submission, sumenep.holder(8))
    assert "dikembalikan 1×" in rows(after)[7][2]
    assert "Garis putus-putus: pengembalian di luar alur tertulis." in after
    address = re.search(r'href="(/sop/\d+/alur\.css\?v=\w+&luar=8\.2)"', after)[1]
    css = client.get(address)
    assert "immutable" in css["Cache-Control"]
    assert "dash-upright" in css.content.decode()
    used = {name for _, _, body in rows(after) for name in re.findall(r'class="flow-lane (flow-\w+)"', body)}
    assert used == set(re.findall(r"\.flow-lane\.(flow-\w+)\{", css.content.decode()))


def test_the_real_time_stands_beside_the_standard(client, sumenep):
    submission = office.at_step(sumenep, 4)
    third = rows(page(client, submission, sumenep.holder(4)))[2][2]
    assert "<td>1 hari</td>" in third
    assert re.search(r"Selesai: </span>\s*kurang dari 1 menit<", third)


def test_an_archived_file_is_done_to_its_end(client, sumenep):
    submission = office.walk(sumenep, office.begin(sumenep), "end")
    drawn = rows(page(client, submission, sumenep.people["kepala-dinas"]))
    assert [css for css, *_ in drawn] == ["flow-done"] * 9


def test_a_file_whose_sheet_cannot_be_drawn_keeps_its_list(client, sumenep, monkeypatch):
    def refuse(*_, **__):
        raise CannotDraw("Alur terlalu rapat.")

    monkeypatch.setattr("kinerja.submissions.case.drawn_route.draw_once", refuse)
    submission = office.at_step(sumenep, 2)
    text = page(client, submission, sumenep.holder(2))
    assert "drawn-table" not in text
    assert 'class="route"' in text
    assert "alur.css" not in text
