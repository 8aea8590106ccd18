"""The choices an indicator makes about its arithmetic, with the words printed on its form.

Plain StrEnums: as model choices use `[(kind.value, kind.label) for kind in Formula]`.
"""

from enum import StrEnum


class Polarity(StrEnum):
    """In which direction a realised value becomes better."""

    HIGHER = "higher"
    LOWER = "lower"
    WITHIN = "within"

    @property
    def label(self) -> str:
        return _POLARITIES[self]


class Formula(StrEnum):
    """How an achievement is computed. Offices disagree, so the formula belongs to the indicator.

    negative_a is PermenPANRB 8/2021 ("kondisi khusus"), negative_b is used by several kabupaten, negative_c by one
    local system; a range takes the nearer bound as target (PermenPANRB 8/2021).
    """

    POSITIVE = "positive"
    NEGATIVE_A = "negative_a"
    NEGATIVE_B = "negative_b"
    NEGATIVE_C = "negative_c"
    RANGE = "range"
    PREDICATE = "predicate"

    @property
    def label(self) -> str:
        return _FORMULAS[self]

    @property
    def polarity(self) -> Polarity:
        if self is Formula.RANGE:
            return Polarity.WITHIN
        return Polarity.HIGHER if self in {Formula.POSITIVE, Formula.PREDICATE} else Polarity.LOWER


class ZeroPolicy(StrEnum):
    """What a realised 0 means where "lower is better" and the formula would divide by zero; chosen per indicator."""

    UNDEFINED = "undefined"
    FULL = "full"

    @property
    def label(self) -> str:
        return _ZERO_POLICIES[self]


class Aggregation(StrEnum):
    """How the figures of several periods become one."""

    SUM = "sum"
    LAST = "last"
    AVERAGE = "average"

    @property
    def label(self) -> str:
        return _AGGREGATIONS[self]


def formula_in_words(formula: str, zero_policy: str = ZeroPolicy.UNDEFINED) -> str:
    """Sentence printed under the figures: how the achievement was computed, and any policy on a realised 0."""
    formula = Formula(formula)
    sentence = _FORMULA_SENTENCES[formula]
    if ZeroPolicy(zero_policy) is ZeroPolicy.FULL and formula.polarity is Polarity.LOWER:
        return f"{sentence} {ZERO_POLICY_NOTE}"
    return sentence


def aggregation_in_words(kind: str) -> str:
    """Sentence printed as footnote: how the figures of the periods were put together."""
    return _AGGREGATION_SENTENCES[Aggregation(kind)]


ZERO_POLICY_NOTE = "Realisasi 0 yang tidak dapat dibagi dihitung 100 %, sesuai ketentuan indikator ini."

_POLARITIES = {
    Polarity.HIGHER: "semakin tinggi semakin baik",
    Polarity.LOWER: "semakin rendah semakin baik",
    Polarity.WITHIN: "semakin dekat ke rentang target semakin baik",
}
_FORMULAS = {
    Formula.POSITIVE: "Positif: realisasi ÷ target",
    Formula.NEGATIVE_A: "Negatif A: (2 × target − realisasi) ÷ target",
    Formula.NEGATIVE_B: "Negatif B: target ÷ realisasi",
    Formula.NEGATIVE_C: "Negatif C: (target − realisasi) ÷ target",
    Formula.RANGE: "Target berupa rentang",
    Formula.PREDICATE: "Nilai berupa predikat",
}
_FORMULA_SENTENCES = {
    Formula.POSITIVE: "Capaian = realisasi ÷ target × 100 %.",
    Formula.NEGATIVE_A: "Capaian = (2 × target − realisasi) ÷ target × 100 %.",
    Formula.NEGATIVE_B: "Capaian = target ÷ realisasi × 100 %.",
    Formula.NEGATIVE_C: "Capaian = (target − realisasi) ÷ target × 100 %.",
    Formula.RANGE: (
        "Capaian = 100 % bila realisasi berada di dalam rentang target; di bawah rentang, realisasi ÷ batas bawah"
        " × 100 %; di atas rentang, realisasi ÷ batas atas × 100 %."
    ),
    Formula.PREDICATE: "Capaian = nilai predikat realisasi ÷ nilai predikat target × 100 %.",
}
_ZERO_POLICIES = {
    ZeroPolicy.UNDEFINED: "Tidak dapat dihitung",
    ZeroPolicy.FULL: "R = 0 berarti 100 %",
}
_AGGREGATIONS = {
    Aggregation.SUM: "Kumulatif (dijumlahkan)",
    Aggregation.LAST: "Nilai akhir",
    Aggregation.AVERAGE: "Rata-rata",
}
_AGGREGATION_SENTENCES = {
    Aggregation.SUM: "Jumlah realisasi periode yang terisi dibandingkan dengan jumlah target periode yang sama.",
    Aggregation.LAST: "Realisasi dan target periode terakhir yang terisi.",
    Aggregation.AVERAGE: "Rata-rata realisasi periode yang terisi dibandingkan dengan rata-rata target periode yang sama.",
}
