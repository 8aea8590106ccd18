"""Forms in templates: a post carries its token, also through includes that see only what they are given; a get only asks."""

import re
from collections.abc import Mapping

from kinerja.common.refusals import MACHINERY
from tests.house import files

INCLUDE = re.compile(r"{%\s*include\s+(\S+)\s*(.*?)%}")
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
TOKEN = "{% csrf_token %}"
PASSED = "csrf_token=csrf_token"


def sources() -> dict[str, str]:
    """Every template by the name under which it is included."""
    root = files.ROOT / "templates"
    return {str(path.relative_to(root)): path.read_text("utf-8") for path in files.templates()}


def includes(text: str) -> list[tuple[str, str]]:
    """What is included, and with what: ("listing/_start.html", "with card=card only")."""
    return [(name.strip("\"'"), given.strip()) for name, given in INCLUDE.findall(text)]


def needing(texts: Mapping[str, str]) -> set[str]:
    """Templates that find a token in their context or fail: by themselves, or by what they include."""
    found = {name for name, text in texts.items() if TOKEN in text}
    while True:
        more = {
            name for name, text in texts.items() if {inner for inner, _ in includes(text)} & found
        } - found
        if not more:
            return found
        found |= more


def robbed(texts: Mapping[str, str]) -> list[str]:
    """Includes that keep the token from a template that needs it."""
    needy = needing(texts)
    return [
        f"{name} → {inner}"
        for name, text in texts.items()
        for inner, given in includes(text)
        if inner in needy and re.search(r"\bonly$", given) and PASSED not in given
    ]


def forms(texts: Mapping[str, str]) -> list[tuple[str, bool, str, str]]:
    """Every form: its template, whether it posts, its attributes, what is in it."""
    return [
        (name, 'method="post"' in attributes, attributes, body)
        for name, text in texts.items()
        for attributes, body in FORM.findall(text)
    ]


def acting_by_get(texts: Mapping[str, str]) -> list[str]:
    """Forms that ask by GET and yet carry what only an act needs."""
    steering = re.compile(
        rf'{re.escape(TOKEN)}|name="(?:{"|".join(sorted(MACHINERY))})[-"]|form\.(?:key|expected_seq|move)\b'
    )
    return [name for name, posts, _, body in forms(texts) if not posts and steering.search(body)]


def test_every_include_passes_the_token_to_a_form_that_needs_it():
    assert len(needing(sources())) > 10
    assert robbed(sources()) == []


def test_no_template_is_included_by_a_name_that_cannot_be_read_here():
    named = [name for text in sources().values() for name, _ in INCLUDE.findall(text)]
    assert [name for name in named if name[0] not in "\"'"] == []


def test_every_form_that_posts_has_a_token_of_its_own():
    posting = [(name, body) for name, posts, _, body in forms(sources()) if posts]
    assert len(posting) > 10
    assert [name for name, body in posting if TOKEN not in body] == []


def test_no_form_acts_by_get_or_sends_itself_elsewhere():
    assert acting_by_get(sources()) == []
    assert [name for name, text in sources().items() if re.search(r"\bform(?:action|method)=", text)] == []
    for name, _, attributes, _ in forms(sources()):
        assert re.search(r'method="(get|post)"|action="#"', attributes), name


def test_no_link_asks_for_an_act():
    """An address that only takes POST is never the target of a link."""
    acts = r"href=\"{% url '(?:submissions:(?:act|start)|common:extend)'"
    assert [name for name, text in sources().items() if re.search(acts, text)] == []


def test_the_checks_see_what_they_are_for():
    page = {
        "page.html": '{% include "card.html" with card=card only %}',
        "card.html": '{% include "form.html" %}',
        "form.html": '<form method="post">{% csrf_token %}</form>',
    }
    assert robbed(page) == ["page.html → card.html"]
    page["page.html"] = '{% include "card.html" with card=card csrf_token=csrf_token only %}'
    assert robbed(page) == []
    assert acting_by_get({"a.html": '<form method="get"><input name="q"></form>'}) == []
    assert acting_by_get({"a.html": '<form><button name="move" value="2.1"></form>'}) == ["a.html"]
    assert acting_by_get({"a.html": '<form method="get">{{ form.key }}</form>'}) == ["a.html"]
