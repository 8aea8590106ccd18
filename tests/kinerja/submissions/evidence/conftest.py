"""A file that is being filled by an office of two units, and its storage in a folder of the test."""

import pytest

from tests.engine.graphs import build, straight
from tests.engine.walking import fill
from tests.kinerja.submissions.evidence.scene import Scene
from tests.kinerja.submissions.sheets import begun


@pytest.fixture
def scene(db) -> Scene:
    """Every row is filled; nothing is attached yet."""
    world = build(straight(), units=2, indicators=2)
    submission = begun(world)
    for unit in world.units:
        fill(submission, unit.pk, world.clerks[unit.pk])
    return Scene(world, submission)
