"""The data of the demo as it stands in fixtures/demo."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

SHEETS = ("sumenep", "musi-rawas", "tasikmalaya", "iv-jurai", "mojokerto")


def sheet_files(*names: str) -> list[Path]:
    """Fixture files of these SOPs; of all five without names."""
    return [settings.BASE_DIR / "fixtures" / "sop" / f"{name}.yaml" for name in names or SHEETS]


@cache
def people_of() -> dict[str, dict[str, Any]]:
    """By code of the office: its prefix for logins, its people and their acting appointments."""
    rows: list[dict[str, Any]] = _read("people")
    return {row["office"]: row for row in rows}


@cache
def plans() -> dict[str, dict[str, Any]]:
    """By code of the office: its kind of period, factor, objectives and indicators."""
    data = _read("indicators")
    return {
        row["office"]: {**row, **_chosen(data["sets"][row["set"]], row["without"])} for row in data["offices"]
    }


def _chosen(whole: dict[str, Any], without: list[str]) -> dict[str, Any]:
    indicators = [row for row in whole["indicators"] if row["code"] not in without]
    return {"objectives": whole["objectives"], "indicators": indicators}


def _read(name: str) -> Any:
    path = settings.BASE_DIR / "fixtures" / "demo" / f"{name}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))
