from decimal import Decimal

import pytest

from kinerja.indicators.arithmetic import Target, achievement
from kinerja.indicators.scales import Scale

OPINION = Scale.from_data({"WTP": 4, "WDP": "3", "lainnya": 0})


def test_a_predicate_has_the_score_the_office_gave_it():
    assert OPINION.score("WTP") == Decimal(4)
    assert achievement(Target(OPINION.score("WTP")), OPINION.score("WDP"), "predicate").value == 75


def test_a_predicate_outside_the_scale_is_refused_with_the_choices():
    with pytest.raises(ValueError, match=r"^Pilih salah satu: WTP, WDP, lainnya\.$"):
        OPINION.score("wtp")


def test_a_score_is_shown_as_its_predicate():
    assert [OPINION.label(Decimal(score)) for score in ("4.000000", "3", "0", "2")] == [
        "WTP",
        "WDP",
        "lainnya",
        "",
    ]


def test_two_predicates_never_share_a_score():
    with pytest.raises(ValueError, match="berbeda"):
        Scale.from_data({"WTP": 4, "WDP": "4.0"})
