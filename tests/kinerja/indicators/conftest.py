"""The plan of a small office."""

import pytest

from tests.kinerja.indicators.plans import Plan, make_plan


@pytest.fixture
def plan(db: None) -> Plan:
    return make_plan()
