"""The files of this project that its own rules speak about."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def python(*folders: str) -> list[Path]:
    """Own Python files; migrations are generated and follow no ceiling."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def static() -> list[Path]:
    found = [*(ROOT / "static").rglob("*.js"), *(ROOT / "static").rglob("*.css")]
    return sorted(path for path in found if "vendor" not in path.parts)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


def statements(function: ast.FunctionDef) -> int:
    """Statements inside, the docstring apart."""
    inner = sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1
    return inner - (ast.get_docstring(function) is not None)


def sentences(path: Path) -> Iterator[str]:
    """Texts in the code that someone may read: constants with a space that are not docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in docstrings else None
        if isinstance(text, str) and " " in text.strip():
            yield text


def matches(paths: list[Path], pattern: str) -> dict[str, list[str]]:
    """Where the pattern stands, by file."""
    found = {name(path): re.findall(pattern, path.read_text(encoding="utf-8")) for path in paths}
    return {path: texts for path, texts in found.items() if texts}
