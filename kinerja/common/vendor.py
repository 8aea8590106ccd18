"""The files of others that lie in this repository, against the list of what was published."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path("static/vendor")
LIST = FOLDER / "VENDOR.toml"


def packages(root: Path) -> list[dict[str, Any]]:
    """The entries of VENDOR.toml: name, version, source, integrity, license, changes, files (path → sha256)."""
    with (root / LIST).open("rb") as file:
        entries: list[dict[str, Any]] = tomllib.load(file)["package"]
    return entries


def findings(root: Path) -> list[str]:
    """What is missing, changed or unlisted; an empty list when all is as published."""
    listed = {path: digest for package in packages(root) for path, digest in package["files"].items()}
    found = [
        f"{path}: {wrong}" for path, digest in listed.items() if (wrong := _compare(root / path, digest))
    ]
    lying = {str(path.relative_to(root)) for path in (root / FOLDER).rglob("*") if path.is_file()}
    return found + [f"{path}: not listed" for path in sorted(lying - set(listed) - {str(LIST)})]


def _compare(path: Path, digest: str) -> str:
    if not path.is_file():
        return "missing"
    return "" if hashlib.sha256(path.read_bytes()).hexdigest() == digest else "changed"
