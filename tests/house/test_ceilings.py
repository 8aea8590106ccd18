"""Small files and small functions: the ceilings of the house, and the patterns nobody may bring in."""

import re

import pytest

from tests.house import files

CODE = ["kinerja", "sop", "tests", "contrib"]


@pytest.mark.parametrize("path", files.python(*CODE) + files.static(), ids=files.name)
def test_a_file_has_at_most_300_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", files.templates(), ids=files.name)
def test_a_template_has_at_most_80_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 80


@pytest.mark.parametrize("path", files.python("kinerja", "sop"), ids=files.name)
def test_a_function_has_at_most_25_statements(path):
    long = {f.name: files.statements(f) for f in files.functions(path) if files.statements(f) > 25}
    assert long == {}


def views():
    return [path for path in files.python("kinerja", "sop") if path.stem == "views" or "views" in path.parts]


@pytest.mark.parametrize("path", views(), ids=files.name)
def test_a_view_has_at_most_20_lines(path):
    sizes = {f.name: f.end_lineno - f.lineno + 1 for f in files.functions(path)}
    assert {name: size for name, size in sizes.items() if size > 20} == {}


FORBIDDEN = {
    "status set beside the act": r"\.update\(\s*status|bulk_update\([^)]*\bstatus\b|Submission\([^)]*status=",
    "protection switched off": r"csrf_exempt|mark_safe|\|\s*safe\b|xframe_options_exempt",
    "every failure swallowed": r"except Exception|except BaseException|except:",
    "inline style": r"""style=\\?["']""",
}


@pytest.mark.parametrize("path", files.python("kinerja", "sop"), ids=files.name)
@pytest.mark.parametrize("what", sorted(FORBIDDEN))
def test_no_forbidden_pattern_in_code(path, what):
    assert re.findall(FORBIDDEN[what], path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", views(), ids=files.name)
def test_a_view_fetches_only_what_the_person_may_see(path):
    assert re.findall(r"objects\.get\(|_or_404\(\s*[A-Z]\w+\s*,", path.read_text(encoding="utf-8")) == []


def test_sop_knows_nothing_of_kinerja():
    for path in files.python("sop"):
        assert (
            re.findall(r"^\s*(?:from|import) kinerja\b", path.read_text(encoding="utf-8"), re.MULTILINE) == []
        )
