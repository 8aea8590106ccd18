"""The steps of an SOP over its versions: told apart, or joined where nothing of a step was changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from kinerja.submissions.wording import printed_time
from sop.procedures.definition import Definition, StepDef
from sop.procedures.models import Publication, Sop
from sop.procedures.queries import definition_of
from sop.runs.engine import holders


@dataclass(frozen=True)
class StepLine:
    """A step as one line of the page. `pk` is its row in the newest version that has it, `ids` those of all versions.

    `columns` are its pelaksana as printed; `versions` the numbers of the versions in which it stands so.
    """

    pk: int
    step: StepDef
    columns: str
    ids: frozenset[int]
    versions: tuple[int, ...]

    @property
    def number(self) -> str:
        """As printed, without the dot that some sheets have: sentences set their own."""
        return self.step.number.strip().rstrip(".") or str(self.step.position)

    @property
    def standard(self) -> str:
        """The mutu baku as printed; "" where the sheet says nothing."""
        return printed_time(self.step)

    @property
    def called(self) -> str:
        return f"{self.number}. {self.step.activity}"


def publications_of(sop: Sop) -> QuerySet[Publication]:
    """All published versions, newest first, without their long texts."""
    found = Publication.objects.filter(version__sop=sop).select_related("version").defer("text")
    return found.order_by("-version__version")


def lines_of(publications: Iterable[Publication], version: int | None = None) -> tuple[StepLine, ...]:
    """The steps of one version; without one those of all, the newest first, unchanged ones joined."""
    found: dict[tuple[object, ...], StepLine] = {}
    for publication in publications:
        number = publication.version.version
        if version in {None, number}:
            definition = definition_of(publication)
            for key, step in _keyed(definition):
                pk = publication.step_ids[str(step.position)]
                known = found.get(key) or StepLine(pk, step, holders(definition, step), frozenset(), ())
                found[key] = StepLine(
                    known.pk, known.step, known.columns, known.ids | {pk}, (*known.versions, number)
                )
    return tuple(found.values())


def _keyed(definition: Definition) -> list[tuple[tuple[object, ...], StepDef]]:
    """A step is the same while its words, its time and its columns are; of two alike in one sheet the order counts."""
    seen: dict[tuple[object, ...], int] = {}
    keyed: list[tuple[tuple[object, ...], StepDef]] = []
    for _, step in sorted(definition.steps.items()):
        words = (step.activity, printed_time(step), holders(definition, step))
        seen[words] = seen.get(words, 0) + 1
        keyed.append(((*words, seen[words]), step))
    return keyed
