"""A person at a browser: logs in by the form, opens the task from the inbox, and does what the page asks."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, Page

from kinerja.management.demo.people import PHRASE
from kinerja.management.demo.walker import Turn
from kinerja.submissions.wording import screen_for
from sop.offices.models import User
from tests.browser import press

REASON = "Realisasi belum sesuai dengan bukti dukung."
RECORDS = {
    "application": "SILAKIP",
    "officer": "Petugas Input",
    "receipt": "SLK-2026-0001",
    "number": "000.7.2.8/11/2026",
    "recipients": "Bappeda\nInspektorat",
    "attendees": "Kepala Dinas\nSekretaris",
    "classification": "000.8.6.3",
    "location": "Rak 1, boks 2",
}


@dataclass
class Desk:
    """Browsers of all the people of an office, each logged in once."""

    url: str
    new_context: Callable[..., BrowserContext]
    pages: dict[int, Page] = field(default_factory=dict)

    def of(self, user: User) -> Page:
        if user.pk not in self.pages:
            page = self.new_context(viewport={"width": 1280, "height": 900}).new_page()
            page.goto(f"{self.url}/masuk/")
            page.fill("input[name=login]", user.username)
            page.fill("input[name=password]", PHRASE)
            press(page, page.locator("main button[type=submit]"))
            page.wait_for_url(f"{self.url}/")
            self.pages[user.pk] = page
        return self.pages[user.pk]


def do(desk: Desk, turn: Turn) -> Page:
    """Take the turn through the pages: from the inbox to the message that it is done."""
    page = desk.of(turn.by)
    page.goto(f"{desk.url}/tugas/")
    press(page, page.locator(f"a.btn[href^='/berkas/{turn.submission.pk}/']").locator("visible=true").first)
    screen = screen_for(turn.step, turn.definition)
    if turn.move.is_return:
        send_back(page, turn)
    else:
        SCREENS[screen](page, turn)
    page.wait_for_url(re.compile(rf"/berkas/{turn.submission.pk}/(terkirim/\d+/)?(\?lanjut)?$"))
    return page


def entry(page: Page, turn: Turn) -> None:
    unit = turn.place["unit"] or turn.submission.figures.values_list("unit", flat=True).first()
    page.goto(page.url.split("/berkas/")[0] + f"/berkas/{turn.submission.pk}/isian/{unit}/")
    whole = set(turn.submission.figures.filter(definition__decimals=0).values_list("pk", flat=True))
    for cell in page.locator("input[data-cell=value]").all():
        number = int(str(cell.get_attribute("name")).rpartition("-")[2])
        cell.fill("95" if number in whole else "95,5")
    for choice in page.locator("select[data-cell=value]").all():
        choice.select_option(index=1)
    behind(page)
    press(page, page.locator("button[name=go]"))
    for tick in page.locator("input[name^=checked_]").all():
        tick.check()
    page.check("#id_declared")
    records(page)
    press(page, page.locator(".actions-bar .btn-primary"))


def behind(page: Page) -> None:
    """The figures a value is computed from, and the money, where the indicator asks for them."""
    for field_, text in (("numerator", "1.910"), ("denominator", "2.000"), ("spent", "Rp 125.000.000")):
        for cell in page.locator(f"input[name^='{field_}-']").all():
            if not cell.is_visible():
                page.locator("details:not([open])", has=cell).locator("summary").click()
            cell.fill(text)


def verify(page: Page, turn: Turn) -> None:
    if page.locator("button[name=agree_rest]").count():  # none after a return that changed no row
        press(page, page.locator("button[name=agree_rest]").first)
    if "paraf" in turn.move.effects:
        page.fill("input[name=password]", PHRASE)
    press(page, page.locator(f"button[name=move][value='{turn.move.key}']"))


def sign(page: Page, turn: Turn) -> None:
    page.locator("input[name=read]").check()
    page.fill("input[name=password]", PHRASE)
    records(page)
    press(page, page.locator(f"button[name=move][value='{turn.move.key}']"))


def plain(page: Page, turn: Turn) -> None:
    records(page)
    press(page, page.locator(f"button[name=move][value='{turn.move.key}']").first)


def send_back(page: Page, turn: Turn) -> None:
    press(page, page.locator("main .btn-outline-danger").first)
    if page.locator(f"input[type=radio][name=move][value='{turn.move.key}']").count():
        page.check(f"input[type=radio][name=move][value='{turn.move.key}']")
    if not page.locator("textarea[name=reason]").input_value():
        page.fill("textarea[name=reason]", REASON)
    boxes = page.locator("input[name=units]")
    if boxes.count() and not page.locator("input[name=units]:checked").count():
        boxes.first.check()
    press(page, page.locator(".actions-bar button.btn-primary"))


def records(page: Page) -> None:
    """Whatever the step wants written down: receipts, numbers, attendance, the place in the archive."""
    for name, text in RECORDS.items():
        field_ = page.locator(f"[name={name}]")
        if field_.count() and not field_.first.input_value():
            field_.first.fill(text)
    for date in page.locator("input[type=date]").all():
        if not date.input_value():
            date.fill("2026-11-20")


SCREENS: dict[str, Callable[[Page, Any], None]] = {
    "entry": entry,
    "verify": verify,
    "sign": sign,
    "file": plain,
    "case": plain,
}
