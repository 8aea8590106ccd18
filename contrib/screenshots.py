"""Take the README's pictures from a running demo: `make demo` in one terminal, then this with .venv/bin/python."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

SITE = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
PHRASE = "demo-kinerja-2026"
FOLDER = Path(__file__).parent / "screenshots"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        first_task(sign_in(browser, "musirawas.sekretaris", 360, 740))
        case(sign_in(browser, "musirawas.sekretaris", 1280, 900))


def sign_in(browser: Browser, user: str, width: int, height: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{SITE}/masuk/")
    page.fill("input[name=login]", user)
    page.fill("input[name=password]", PHRASE)
    page.click("main button[type=submit]")
    page.wait_for_load_state()
    return page


def first_task(page: Page) -> None:
    page.goto(f"{SITE}/tugas/")
    page.locator("ol.tasks a.btn").first.click()
    page.wait_for_load_state()
    page.screenshot(path=FOLDER / "sign-phone.png")


def case(page: Page) -> None:
    page.goto(f"{SITE}/pengisian/")
    page.locator("table a[href^='/berkas/']").first.click()
    page.wait_for_load_state()
    page.screenshot(path=FOLDER / "case.png")


if __name__ == "__main__":
    main()
