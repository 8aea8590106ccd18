"""Real Chromium for the tests marked `browser`: the system's own, never a download."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

# Milliseconds. Long: a page that signs renders a PDF, on a machine that runs as many tests as it has cores.
# Only a page that never comes pays it.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
# The network is closed: a browser that asks for updates only waits.
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
AXE = Path(__file__).parent / "assets" / "axe.min.js"


def find_chromium() -> str | None:
    """Path of a Chromium that really runs (Ubuntu's may be an empty stub).

    The one without a window is the same engine at a third of the cost.
    """
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name)
        if path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    return None


def press(page: Page, button: Locator) -> None:
    """Click what leads to another page (or the same one, answered anew), and go on when that page stands.

    A click alone returns while the old page is still there: what is read or typed next may be lost with it. A page that
    does nothing for a while is pressed once more, as a person would; a form that is on its way is sent only once.
    """
    try:
        with page.expect_navigation(timeout=PATIENCE / 2):
            button.click()
    except TookTooLong:
        with page.expect_navigation():
            button.click()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    return {"executable_path": path, "args": FLAGS}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Addresses come from the live server; the plugin's own fixture warns, and warnings are failures here."""


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext],
) -> Iterator[Callable[..., BrowserContext]]:
    """Browser contexts that fail the test on any violation of the CSP."""
    said: list[str] = []

    def create(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(PATIENCE)
        context.on("console", lambda message: said.append(message.text))
        return context

    yield create
    broken = [text for text in said if "Content Security Policy" in text]
    assert not broken, broken


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, Any], None]:
    """Log a person into the browser without the login form (whose tries are counted)."""

    def sign(page: Page, user: Any) -> None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
        )

    return sign


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Rules of WCAG A and AA which the page breaks, each with the first place."""

    def check(page: Page) -> list[str]:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
        result = page.evaluate("options => axe.run(document, options)", options)
        return [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in result["violations"]]

    return check
