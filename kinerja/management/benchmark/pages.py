"""Pages through the whole stack, as multiples of a trivial view."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from kinerja.management.benchmark.timing import Line, least_cpu
from kinerja.management.benchmark.world import World
from kinerja.management.demo.walker import walk
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Submission
from kinerja.submissions.rows.checks import shown
from sop.offices.models import Appointment, User

PAGE, ENTRY, REFUSED, SAVE, CELL, ROW = 60, 60, 80, 45, 20, 6
FILL_STEP = 4


def lines(world: World) -> Iterator[Line]:
    """Every page a person meets, with its budget."""
    submission = walk(world.begin(), FILL_STEP, guide=world.guide)
    clerk = client_of(world.people[f"pengolah-data-{world.unit.code}"])
    trivial = least_cpu(lambda: clerk.get("/ok/"))
    entry = reverse("submissions:entry", args=[submission.pk, world.unit.pk])
    ask = f"SELECT for one row, {trivial * 1e3:.2f} ms trivial"
    yield Line("one indexed get()", least_cpu(lambda: Appointment.objects.get(pk=1)) / trivial, ROW, ask)
    yield Line("entry form of 30 fields", _get(clerk, entry) / trivial, ENTRY)
    yield from _posts(clerk, entry, trivial)
    yield Line("save one cell", _cell(clerk, submission, world) / trivial, CELL)
    for name, address in _addresses(submission.pk, world).items():
        yield Line(name, _get(clerk, address) / trivial, PAGE)


def _addresses(submission: int, world: World) -> dict[str, str]:
    version = world.obligation.sop.versions.get().pk
    return {
        "home": reverse("insights:home"),
        "tasks": reverse("insights:inbox"),
        "case page": reverse("submissions:detail", args=[submission]),
        "recap": reverse("insights:recap"),
        "archive": reverse("archive:list"),
        "catalogue of SOPs": reverse("procedures:catalogue"),
        "SOP sheet": reverse("procedures:sheet", args=[version]),
    }


def client_of(user: User) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def _get(client: Client, address: str) -> float:
    def job() -> None:
        assert_page(client.get(address))

    return least_cpu(job)


def assert_page(response: Any, status: int = 200) -> None:
    """A benchmark of an error page would flatter."""
    if response.status_code != status:
        raise RuntimeError(f"{response.request['PATH_INFO']} answered {response.status_code}")


def _posts(client: Client, entry: str, trivial: float) -> Iterator[Line]:
    page = client.get(entry)
    form = fields_of(page.content.decode())
    inputs = [name for name in form if name.startswith("value-")]
    wrong = form | dict.fromkeys(inputs, "n/a")
    refused = least_cpu(lambda: assert_page(client.post(entry, wrong), 422), rounds=5, warm_up=1)
    yield Line("entry form, 30 unreadable fields sent", refused / trivial, REFUSED)
    values = iter(range(10, 1000))

    def save() -> None:
        form = fields_of(client.get(entry).content.decode())
        number = next(values)
        client.post(entry, form | dict.fromkeys(inputs[:10], f"{number},5"))

    both = least_cpu(save, rounds=5, warm_up=1)
    yield Line("save 10 rows", (both - _get(client, entry)) / trivial, SAVE)


def _cell(client: Client, submission: Submission, world: World) -> float:
    """One value after the other into the same cell, as the page sends it."""
    figure = submission.figures.filter(unit=world.unit).order_by("order")[0]
    address = reverse("submissions:cell", args=[submission.pk, world.unit.pk, figure.pk])
    user = world.people[f"pengolah-data-{world.unit.code}"].pk
    values = iter(range(10, 1000))

    def save() -> None:
        number = next(values)
        body = {"column": "value", "text": f"{number},5", "version": 0, "user": user}
        seen = Figure.objects.values_list("value", flat=True).get(pk=figure.pk)
        body |= {"key": f"ukur-{number:06d}", "base": shown(seen, figure.definition)}
        assert_page(client.patch(address, body, "application/json", headers={"accept": "application/json"}))

    return least_cpu(save)


def fields_of(html: str) -> dict[str, str]:
    """Names and values of the inputs of the page's forms, as a browser would send them."""
    found: dict[str, str] = {}

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            field = dict(attrs)
            if (
                tag == "input"
                and field.get("name")
                and field.get("type") not in {"submit", "radio", "checkbox"}
            ):
                found[str(field["name"])] = field.get("value") or ""

    Reader().feed(html)
    return found
