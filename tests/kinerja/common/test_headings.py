"""The headings over indicators."""

import pytest

from kinerja.common.headings import heading


@pytest.mark.parametrize(
    ("level", "name", "code", "written"),
    [
        ("Sasaran", "Meningkatnya mutu layanan", "", "Sasaran: Meningkatnya mutu layanan"),
        ("Sasaran", "Meningkatnya mutu layanan", "1", "Sasaran 1: Meningkatnya mutu layanan"),
        ("Program", "Program Pencatatan Sipil", "", "Program Pencatatan Sipil"),
        ("Program", "PROGRAM PENCATATAN SIPIL", "2.12.03", "2.12.03 PROGRAM PENCATATAN SIPIL"),
        ("Program", "Pemrograman data", "", "Program: Pemrograman data"),
        ("Program", "Programmer terlatih", "", "Program: Programmer terlatih"),
    ],
)
def test_a_heading_names_its_level_once(level, name, code, written):
    assert heading(level, name, code) == written
