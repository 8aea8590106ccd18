"""The sheet under examination: its data, its graph, its headings and who is bound to its columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sop.procedures.definition import Definition
from sop.procedures.findings import Finding, Level
from sop.procedures.labels import label
from sop.procedures.names import names_of

FLOW = "Alur"
LONG = 2


@dataclass(frozen=True)
class Post:
    """A post bound to a column."""

    title: str
    unit: int | None


@dataclass(frozen=True)
class Sheet:
    """`data` as `canonical_data` gives it; `posts` by place of the column."""

    data: Mapping[str, Any]
    posts: Mapping[int, tuple[Post, ...]] = field(default_factory=dict)

    @cached_property
    def definition(self) -> Definition:
        """The graph; KeyError where the data is not sound (see `soundness.check`)."""
        return Definition.from_data(dict(self.data))

    @property
    def steps(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.data["steps"]
        return rows

    @property
    def flows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.data["flows"]
        return rows

    @property
    def performance(self) -> bool:
        """Whether this SOP fills or moves performance data at all; an SOP of another kind is only read."""
        return any(step["fills"] for step in self.steps) or any(flow["effects"] for flow in self.flows)

    @cached_property
    def _numbers(self) -> dict[int, str]:
        return names_of((step["position"], step["number"], step["table"]) for step in self.steps)

    def number(self, place: int) -> str:
        """The step as people call it: the printed number, with its table or row where that is not enough."""
        return self._numbers.get(place, f"baris {place}")

    def numbers(self, places: Iterable[int]) -> str:
        """Such as "3", "3 dan 5", "3, 5, dan 7–9"."""
        runs: list[list[int]] = []
        for place in sorted(set(places)):
            if runs and place == runs[-1][-1] + 1:
                runs[-1].append(place)
            else:
                runs.append([place])
        return listed([word for run in runs for word in self._run(run)])

    def _run(self, run: list[int]) -> list[str]:
        """Three rows and more in a row are written as a span."""
        numbers = [self.number(place) for place in run]
        return [f"{numbers[0]}–{numbers[-1]}"] if len(run) > LONG else numbers

    def heading(self, key: str) -> str:
        """A column heading as printed on this sheet."""
        return label(self.data["header"]["labels"], key) or label({}, key)

    def column(self, actor: int) -> str:
        """The name of an actor's column."""
        names = {row["order"]: row["label"] for row in self.data["actors"]}
        return names.get(actor) or f"ke-{actor} (tanpa nama)"

    def finding(
        self, level: Level, place: int | None, column: str, sentence: str, advice: str = ""
    ) -> Finding:
        return Finding(level, self.number(place) if place else "", column, sentence, advice)

    def flow_error(self, place: int | None, sentence: str, advice: str = "") -> Finding:
        return self.finding(Level.ERROR, place, FLOW, sentence, advice)


def listed(words: list[str]) -> str:
    """Words joined as in Indonesian prose; "" for none."""
    if not words:
        return ""
    *head, last = words
    joint = ", dan " if len(head) > 1 else " dan "
    return f"{', '.join(head)}{joint}{last}" if head else last
