"""A file followed on the drawing in a real browser: on a desk drawn, on a phone as a list, accessible on both."""

import pytest

from tests import makers
from tests.worlds import load_world, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture
def returned():
    """Sumenep, once sent back by the head along an arrow the sheet does not draw, now before the Sekretaris."""
    world = load_world("sumenep")
    detours = (makers.Detour(8, move="8.2"),)
    return makers.submission_at(9, world=world, detours=detours)


def lines(cell):
    """The background layers a cell really has."""
    return cell.evaluate("cell => getComputedStyle(cell).backgroundImage")


def test_a_file_is_followed_on_the_drawing(returned, live_server, new_context, sign_in, axe):
    page = new_context(viewport=DESK).new_page()
    sign_in(page, person("sumenep.kepala"))
    page.goto(live_server.url + returned.get_absolute_url(), wait_until="load")
    drawing = page.locator("#gambar-alur")
    assert drawing.locator("tr.flow-current").count() == 1
    assert "Anda di sini" in drawing.locator("tr[aria-current=step]").inner_text()
    assert "dikembalikan 1×" in drawing.inner_text()
    assert "dash-" in "".join(lines(cell) for cell in drawing.locator("td.flow-lane").all())
    assert "px.svg" in lines(drawing.locator("tr.flow-current td.flow-lane").first)
    assert axe(page) == []
    fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert page.evaluate(fits)
    page.set_viewport_size(PHONE)
    assert not drawing.is_visible()
    assert page.locator("#alur .route-here-now").is_visible()
    assert page.evaluate(fits)
