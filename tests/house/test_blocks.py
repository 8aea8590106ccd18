"""What one block of a template sets is gone in the next; Django says nothing and writes an empty address."""

import re

from tests.house.files import ROOT

BLOCK = re.compile(r"{% block (\w+) %}(.*?){% endblock[^%]*%}", re.DOTALL)
SET = re.compile(r"{% (?:url|trans|static|now)[^%]* as (\w+) %}")


def test_no_block_leans_on_what_another_block_has_set():
    leaning = {}
    for path in (ROOT / "templates").rglob("*.html"):
        blocks = BLOCK.findall(path.read_text(encoding="utf-8"))
        for name, body in blocks:
            elsewhere = {word for other, text in blocks if other != name for word in SET.findall(text)}
            missing = elsewhere - set(SET.findall(body))
            used = {word for word in missing if re.search(rf"[=\s{{]{word}[\s|}}]", body)}
            if used:
                leaning[str(path.relative_to(ROOT))] = (name, used)
    assert leaning == {}
