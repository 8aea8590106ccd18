"""Two years of the demo's own files of one office: every number of the page leads to a list of as many rows."""

import re
from dataclasses import dataclass

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from kinerja.compliance.refreshing import refresh
from kinerja.management.demo.build import load_sheets, open_office, perform_office
from kinerja.management.demo.files import sheet_files
from kinerja.management.demo.people import hire_admin
from sop.procedures.models import Sop
from tests.browser import press
from tests.makers import tiny_document
from tests.worlds import OFFICES, person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
SEED = "musi-rawas"
PLAIN = re.compile(r"(\d+)(?:×| berkas|$)")
FEW = re.compile(r"(\d+)(?:/| dari )(\d+)$")
SHARE = re.compile(r"(\d+)%?$")
NOT_JUDGED = {"○", "–", "tidak dinilai"}

# Every number that is a link, with what is written on it; of a chart the drawn text, in its table the cell beside.
NUMBERS = """() => [...document.querySelectorAll("main a[href*='/langkah/']")].map(a => ({
  url: a.getAttribute("href"), chart: !!a.closest("svg, details"),
  late: a.closest(".worst li")?.querySelector(".unit").innerText ?? "",
  text: (a.closest("details tr")?.children[1] ?? a.querySelector("text") ?? a).textContent.trim(),
}))"""
# Median and P90 of each row, as written.
TIMES = """() => [...document.querySelectorAll("table.compliance tbody tr")].filter(tr => tr.children[3].colSpan === 1)
  .map(tr => ({url: tr.querySelector("td:nth-child(3) a")?.getAttribute("href"), n: +tr.children[2].innerText,
    median: tr.children[3].innerText.trim(), p90: tr.children[4].innerText.trim()})).filter(row => row.url)"""
# A list as the browser gets it, page after page: what its heading says, its rows, and the time each of them took.
LISTS = """async urls => {
  const found = {};
  for (const url of urls) {
    let [told, rows, took, next] = [null, 0, [], new URL(url, location)];
    while (next) {
      const page = new DOMParser().parseFromString(await (await fetch(next)).text(), "text/html");
      told ??= Number(page.querySelector("main h2").textContent.match(/: (\\d+) pelaksanaan/)[1]);
      rows += page.querySelectorAll("main tbody tr").length;
      took.push(...[...page.querySelectorAll("td[data-label='Jam kerja terpakai']")].map(td => td.textContent.trim()));
      const link = page.querySelector("a[rel=next]");
      next = link && new URL(link.getAttribute("href"), next);
    }
    found[url] = {told, rows, took};
  }
  return found;
}"""


@dataclass(frozen=True)
class Number:
    """A number of the page, the lists it must be the count of, and what it says of them: equal, or a share in per cent."""

    text: str
    wanted: dict[str, int]
    share: tuple[str, str, int] | None = None


def two_years() -> int:
    """All files of one office as the demo tells them up to today, by the demo's own builder; returns the SOP's pk."""
    today = timezone.localdate()
    load_sheets(sheet_files(SEED), today=today, by=hire_admin(today=today))
    open_office(OFFICES[SEED], today, tiny_document)
    perform_office(OFFICES[SEED], today, tiny_document)
    refresh(timezone.now())
    return int(Sop.objects.get(office__code=OFFICES[SEED]).pk)


def test_each_number_of_two_years_is_traced_to_its_list(page: Page, live_server, sign_in):
    sop = two_years()
    sign_in(page, person("musirawas.kasubag"))
    page.goto(f"{live_server.url}/kepatuhan/{sop}/")
    assert "langkah selesai dalam mutu baku" in page.locator("#temuan").inner_text()
    quarters = page.locator(".compliance-charts details tbody tr td").all_text_contents()
    assert len(quarters) == 8
    assert len(set(quarters)) > 2  # they differ, as real ones do
    assert traced(page) > 75
    press(page, page.locator(".compliance-head a[href*='hasil=luar']"))
    assert page.locator("main tbody tr").count() > 0
    assert "Dikembalikan di luar alur tertulis" in page.locator("main tbody").inner_text()
    page.goto(f"{live_server.url}/kepatuhan/{sop}/")
    page.locator("summary", has_text="Lihat tabel").click()
    press(page, page.locator("details a[href*='/langkah/']").nth(2))  # a quarter by itself
    quarter = dict(part.split("=") for part in page.url.partition("?")[2].split("&"))["dari"]
    page.goto(f"{live_server.url}/kepatuhan/{sop}/?dari={quarter}&sampai={quarter}")
    assert traced(page) > 25


def traced(page: Page) -> int:
    """Follow every number of this page; returns how many."""
    numbers = [told_by(**one) for one in page.evaluate(NUMBERS) if re.search("[0-9○–]", one["text"])]
    times = page.evaluate(TIMES)
    urls = {url for number in numbers for url in number.wanted} | {row["url"] for row in times}
    urls |= {url for number in numbers if number.share for url in number.share[:2]}
    lists = page.evaluate(LISTS, sorted(urls))
    assert all(one["told"] == one["rows"] for one in lists.values()), lists
    for number in numbers:
        for url, count in number.wanted.items():
            assert (url, lists[url]["rows"]) == (url, count)
        if number.share:
            on_time, judged, share = number.share
            assert (on_time, lists[on_time]["rows"] * 100 // lists[judged]["rows"]) == (on_time, share)
    for row in times:
        took = lists[row["url"]]["took"]
        assert row["p90"] in took
        assert row["median"] in took or row["n"] % 2 == 0
    return len(numbers) + len(times)


def told_by(url: str, text: str, late: str, *, chart: bool) -> Number:
    """What a number says of its list; of a share also of the list it is a part of."""
    if late:
        return Number(late, {url: int(late.split(" dari ", maxsplit=1)[0])})
    if not chart and (plain := PLAIN.match(text)):
        return Number(text, {url: int(plain[1])})
    bare = re.sub(r"&hasil=\w+", "", url)
    on_time, judged = f"{bare}&hasil=tepat", f"{bare}&hasil=dinilai"
    if text in NOT_JUDGED:
        return Number(text, {judged: 0})
    if few := FEW.match(text):
        return Number(text, {on_time: int(few[1]), judged: int(few[2])})
    if share := SHARE.match(text):
        return Number(text, {}, (on_time, judged, int(share[1])))
    assert "hasil=dilihat" in url, text  # a mean of working time
    return Number(text, {})
