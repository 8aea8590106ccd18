"""The files of rows: one query for a whole sheet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from kinerja.submissions.evidence.models import Evidence
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Submission

FROZEN = ("name", "sha256", "caption", "dated")
FrozenFiles = Mapping[int, list[dict[str, Any]]]


@dataclass(frozen=True)
class Files:
    """The evidence of one row, in the order it came, with what was removed."""

    every: tuple[Evidence, ...] = ()

    @cached_property
    def current(self) -> tuple[Evidence, ...]:
        return tuple(file for file in self.every if not file.removed)

    @cached_property
    def removed(self) -> tuple[Evidence, ...]:
        return tuple(file for file in self.every if file.removed)


NO_FILES = Files()


def files_of(submission: Submission, *, unit: int | None = None) -> Mapping[int, Files]:
    """By figure; rows without evidence are left out. One query."""
    rows = Evidence.objects.filter(figure__submission=submission).select_related("added_by", "removed_by")
    if unit is not None:
        rows = rows.filter(figure__unit=unit)
    found: dict[int, list[Evidence]] = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.figure_id].append(row)
    return {figure: Files(tuple(files)) for figure, files in found.items()}


def with_files(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Each figure once for every file it has now, or once without: an act must not ask a second time."""
    there = FilteredRelation("evidence", condition=Q(evidence__removed_at=None))
    columns = {f"file_{name}": F(f"file__{name}") for name in ("id", *FROZEN)}
    joined: QuerySet[Any] = rows.annotate(file=there).annotate(**columns)
    return joined


def unfolded(rows: Iterable[Any]) -> tuple[list[Any], FrozenFiles]:
    """The figures of `with_files`, each once, and what is frozen of their evidence: whoever signs, signs for these bytes."""
    figures: dict[int, Any] = {}
    files: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        figures.setdefault(row.pk, row)
        if row.file_id is not None:
            file = {name: getattr(row, f"file_{name}") for name in FROZEN}
            files[row.pk].append(file | {"dated": file["dated"].isoformat() if file["dated"] else None})
    return list(figures.values()), files


def proven(rows: QuerySet[Figure]) -> QuerySet[Any]:
    """The rows, each with `proven`: whether it has a file."""
    return rows.annotate(proven=Exists(Evidence.objects.filter(figure=OuterRef("pk"), removed_at=None)))


def demands_files(figure: Figure) -> bool:
    """Whether its indicator demands evidence; "tidak ada data" has nothing to show."""
    return bool(figure.definition.get("evidence_required", False)) and not figure.no_data


def owes_files(figure: Figure, files: Files) -> bool:
    """Whether evidence is demanded and there is none."""
    return demands_files(figure) and not files.current


def known_hashes(hashes: Sequence[str]) -> set[str]:
    """Those of these sha256 that some row names whose file is kept. One query."""
    rows: Iterable[str] = Evidence.objects.filter(sha256__in=hashes, destroyed="").values_list(
        "sha256", flat=True
    )
    return set(rows)
