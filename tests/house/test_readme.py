"""What the README tells people to type exists."""

import re

import pytest
import yaml
from django.core.management import get_commands

from tests.house.files import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = "\n".join(re.findall(r"^```(?:sh|bash|console)?\n(.*?)^```", README, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_the_readme_begins_with_the_two_commands(command):
    assert command in BLOCKS


def test_every_make_target_named_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)", BLOCKS)) - targets == set()


def test_every_management_command_named_exists():
    assert set(re.findall(r"manage\.py ([a-z_]+)", README)) - set(get_commands()) == set()


def test_every_file_named_exists():
    named = re.findall(
        r"(?:\]\(|`)((?:contrib|fixtures|static|tests|templates|kinerja|sop)/[\w./-]+)", README
    )
    assert [path for path in named if not (ROOT / path).exists()] == []


def demo_logins(*, shown: bool) -> set[str]:
    """Logins of the demo; `shown`: only the people the login page proposes."""
    offices = yaml.safe_load((ROOT / "fixtures/demo/people.yaml").read_text(encoding="utf-8"))
    return {
        f"{office['prefix']}.{person['login']}"
        for office in offices
        for person in office["people"]
        if "try" in person or not shown
    }


def test_the_table_of_demo_users_is_the_one_on_the_login_page():
    table = README.split("<!-- demo-users")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)) == demo_logins(shown=True)


def test_every_demo_user_named_exists():
    prefixes = "|".join({login.split(".")[0] for login in demo_logins(shown=False)})
    assert set(re.findall(rf"`((?:{prefixes})\.[\w-]+)`", README)) - demo_logins(shown=False) == set()
