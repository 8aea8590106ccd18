"""What people read: our words, no inline code, no traps in templates."""

import re

import pytest

from tests.house import files

BANNED = re.compile(r"\b(silakan|silahkan|maaf|valid|invalid|error|submit|forbidden|oops)\b", re.IGNORECASE)
TAGS = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>", re.DOTALL)
READ_IN_ATTRIBUTES = re.compile(r'(?:aria-label|title|alt|placeholder|data-label|value)="([^"]*)"')
TRAPS = {
    "inline style": r"\sstyle=",
    "inline script": r"<script(?![^>]*\bsrc=)",
    "inline handler": r"\son[a-z]+=\"",
    "unescaped text": r"\|\s*safe\b|autoescape off",
    "something from elsewhere": r"(?:src|href)=\"(?:https?:)?//",
}


def read_by_people(html: str) -> str:
    """The words of a template, without tags, but with the attributes that are read out."""
    html = TAGS.sub(" ", html)
    return " ".join(READ_IN_ATTRIBUTES.findall(html)) + " " + re.sub(r"<[^>]+>", " ", html)


@pytest.mark.parametrize("path", files.templates(), ids=files.name)
def test_a_template_uses_no_banned_word(path):
    assert BANNED.findall(read_by_people(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", files.templates(), ids=files.name)
def test_a_template_sets_no_trap(path):
    text = path.read_text(encoding="utf-8")
    assert {what for what, pattern in TRAPS.items() if re.search(pattern, text)} == set()


@pytest.mark.parametrize("path", files.python("kinerja", "sop"), ids=files.name)
def test_a_sentence_in_code_uses_no_banned_word(path):
    assert [text for text in files.sentences(path) if BANNED.search(text)] == []


@pytest.mark.parametrize("path", [p for p in files.static() if p.suffix == ".js"], ids=files.name)
def test_a_script_shows_no_banned_word(path):
    strings = re.findall(r'"([^"\n]*)"|`([^`]*)`', path.read_text(encoding="utf-8"))
    shown = [text for pair in strings for text in pair if " " in text.strip()]
    assert [text for text in shown if BANNED.search(text)] == []


def test_the_check_itself_sees_words_and_only_words():
    page = '<p class="error" title="Silakan pilih">Isi {{ form.error }} <b>Maaf</b></p>'
    assert sorted(BANNED.findall(read_by_people(page))) == ["Maaf", "Silakan"]
