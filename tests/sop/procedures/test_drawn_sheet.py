"""The drawn sheet on the screen: table, stylesheet, access, caching, printing."""

import re

import pytest
from django.urls import reverse

from sop.flowchart.drawing import draw
from sop.flowchart.screen import drawing_of, flow_table, screen_css
from sop.offices.models import User
from sop.procedures.actions import publish
from sop.procedures.canonical import canonical_data
from sop.procedures.pages import page as page_of
from tests.sop.procedures.conftest import NOW

pytestmark = pytest.mark.django_db
NAMES = ("sumenep", "musi-rawas", "tasikmalaya", "iv-jurai", "mojokerto")


@pytest.fixture
def keeper():
    return User.objects.create(username="admin", name="Admin", is_superuser=True)


def stylesheet_of(html):
    return re.search(r'href="(/sop/\d+/alur\.css\?v=\w+)"', html)[1]


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_shows_its_flow_and_its_stylesheet_has_every_class(name, seed, keeper, client):
    version = publish(seed(name), by=None, at=NOW).version
    client.force_login(keeper)
    html = client.get(reverse("procedures:sheet", args=[version.pk])).content.decode()
    assert html.count('class="flow-symbol') >= version.steps.count()
    assert "style=" not in html
    answer = client.get(stylesheet_of(html))
    assert answer["Content-Type"].startswith("text/css")
    used = set(re.findall(r'class="flow-lane (flow-\w+)"', html))
    assert used == set(re.findall(r"\.flow-lane\.(flow-\w+)\{", answer.content.decode()))


def test_the_stylesheet_is_kept_for_ever_under_its_token_only(seed, keeper, client):
    version = publish(seed("sumenep"), by=None, at=NOW).version
    client.force_login(keeper)
    html = client.get(reverse("procedures:sheet", args=[version.pk])).content.decode()
    assert "immutable" in client.get(stylesheet_of(html))["Cache-Control"]
    assert client.get(reverse("flowchart:css", args=[version.pk]))["Cache-Control"] == "private, no-cache"
    assert (
        client.get(reverse("flowchart:css", args=[version.pk]), {"v": "0"})["Cache-Control"]
        == "private, no-cache"
    )


def test_undrawn_returns_are_in_the_stylesheet_only_when_asked_for(seed, keeper, client):
    version = publish(seed("sumenep"), by=None, at=NOW).version
    client.force_login(keeper)
    address = reverse("flowchart:css", args=[version.pk])
    assert b"dash-" not in client.get(address).content
    assert b"dash-" in client.get(address, {"luar": ["8.2"]}).content


def test_a_stranger_finds_no_stylesheet(seed, client):
    version = seed("sumenep")
    client.force_login(User.objects.create(username="asing", name="Asing"))
    assert client.get(reverse("flowchart:css", args=[version.pk])).status_code == 404


def test_a_draft_is_drawn_as_it_stands(seed, keeper, client):
    version = seed("sumenep")
    client.force_login(keeper)
    before = stylesheet_of(client.get(reverse("procedures:sheet", args=[version.pk])).content.decode())
    version.steps.get(position=1).flows_out.update(target=version.steps.get(position=3))
    after = stylesheet_of(client.get(reverse("procedures:sheet", args=[version.pk])).content.decode())
    assert before != after


def test_a_sheet_that_cannot_be_drawn_keeps_its_marks_and_points_to_the_list(seed, keeper, client):
    version = seed("sumenep")
    version.steps.get(position=4).step_actors.all().delete()
    client.force_login(keeper)
    html = client.get(reverse("procedures:sheet", args=[version.pk])).content.decode()
    assert "tidak dapat digambar pada kolom pelaksana" in html
    assert "alur.css" not in html
    assert "shape-decision" in html
    assert client.get(reverse("flowchart:css", args=[version.pk])).content == b""


def test_the_heading_of_a_table_stands_above_its_connectors(seed):
    data = canonical_data(seed("tasikmalaya"))
    for step in data["steps"][4:]:
        step["table"] = 2
    data["steps"][4]["table_heading"] = "B. PENGESAHAN"
    table = flow_table(page_of(data), None)
    kinds = [(row.drawn.row.kind, row.heading) for row in table.rows]
    assert kinds[3:7] == [("step", ""), ("out", ""), ("in", "B. PENGESAHAN"), ("step", "")]
    assert table.rows[4].drawn.words == "bersambung ke tabel berikut"


def test_screen_and_paper_have_the_same_cells(seed):
    data = canonical_data(seed("mojokerto"))
    page = page_of(data)
    drawing = drawing_of(page, None)
    assert [row.cells for row in drawing.rows] == [
        row.cells for row in draw(page.definition, inferred=page.guesses).rows
    ]
    assert "var(--flow-line)" in screen_css(drawing)
