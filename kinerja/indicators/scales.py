"""Scales of predicate-valued indicators (opini BPK: WTP, WDP …) as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Scale:
    """Scores of the predicates, e.g. {"WTP": 4, "WDP": 3}; ValueError where two predicates share a score."""

    scores: Mapping[str, Decimal]

    def __post_init__(self) -> None:
        if len(set(self.scores.values())) < len(self.scores):
            raise ValueError("Setiap predikat memerlukan nilai yang berbeda.")

    @classmethod
    def from_data(cls, data: Mapping[str, str | int]) -> "Scale":
        """Build a scale from stored JSON; scores as texts or whole numbers, since floats are no figures."""
        return cls({label: Decimal(score) for label, score in data.items()})

    def score(self, label: str) -> Decimal:
        """Score of a predicate; ValueError, naming the choices, for any other text."""
        if label not in self.scores:
            raise ValueError(f"Pilih salah satu: {', '.join(self.scores)}.")
        return self.scores[label]

    def label(self, score: Decimal) -> str:
        """Return the predicate with this score, as it is shown; "" where the scale has none."""
        return next((label for label, known in self.scores.items() if known == score), "")
