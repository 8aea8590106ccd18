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


def shown_by(script: str) -> list[str]:
    """Texts of a script that look like sentences."""
    strings = re.findall(r'"([^"\n]*)"|`([^`]*)`', script)
    return [text for pair in strings for text in pair if " " in text.strip()]


def test_templates_use_no_banned_word():
    found = {files.name(p): BANNED.findall(read_by_people(p.read_text("utf-8"))) for p in files.templates()}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize("trap", sorted(TRAPS))
def test_templates_set_no_trap(trap):
    assert files.matches(files.templates(), TRAPS[trap]) == {}


def test_sentences_in_code_use_no_banned_word():
    found = [
        text for p in files.python("kinerja", "sop") for text in files.sentences(p) if BANNED.search(text)
    ]
    assert found == []


def test_scripts_show_no_banned_word():
    scripts = [path.read_text("utf-8") for path in files.static() if path.suffix == ".js"]
    assert [text for script in scripts for text in shown_by(script) if BANNED.search(text)] == []


def test_the_check_itself_sees_words_and_only_words():
    page = '<p class="error" title="Silakan pilih">Isi {{ form.error }} <b>Maaf</b></p>'
    assert sorted(BANNED.findall(read_by_people(page))) == ["Maaf", "Silakan"]
    assert shown_by('x = "error"; y = "Data tidak valid";') == ["Data tidak valid"]
