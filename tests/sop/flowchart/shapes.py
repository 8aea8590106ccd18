"""Shapes of flow that real sheets have (DOMAIN: drawing habits)."""

from tests.sop.flowchart.sheets import sheet

YES, NO = "Ya", "Tidak"
SHAPES = {
    "three decisions back to the first step": sheet(
        {
            1: (1, [(2, "", False)]),
            2: (2, [(3, YES, False), (1, NO, True)]),
            3: (3, [(4, YES, False), (1, NO, True)]),
            4: (4, [(5, YES, False), (1, NO, True)]),
            5: (1, [(None, "", False)]),
        },
        4,
    ),
    "a decision with two yes arrows": sheet(
        {
            1: (1, [(2, "", False)]),
            2: (2, [(3, YES, False), (4, YES, False), (1, NO, True)]),
            3: (1, [(5, "", False)]),
            4: (3, [(5, "", False)]),
            5: (2, [(None, "", False)]),
        },
        3,
    ),
    "a fork of three joined again": sheet(
        {
            1: (2, [(2, "", False), (3, "", False), (4, "", False)]),
            2: (1, [(5, "", False)]),
            3: (3, [(5, "", False)]),
            4: (4, [(5, "", False)]),
            5: (2, [(6, YES, False), (1, NO, True)]),
            6: (2, [(None, "", False)]),
        },
        4,
    ),
    "meetings of four columns": sheet(
        {
            1: ((1, 3), [(2, "", False)]),
            2: ((1, 2, 3, 4), [(3, "", False)]),
            3: ((2, 4), [(4, YES, False), (2, NO, True)]),
            4: ((1, 2, 3, 4), [(5, "", False)]),
            5: ((1, 4), [(None, "", False)]),
        },
        4,
        more={2: {"is_meeting": True}, 4: {"is_meeting": True}},
    ),
    "a no that skips forward, and one that ends": sheet(
        {
            1: (1, [(2, "", False)]),
            2: (2, [(3, YES, False), (6, NO, False)]),
            3: (3, [(4, "", False)]),
            4: (2, [(5, YES, False), (None, "Tidak, permohonan ditolak", False)]),
            5: (3, [(6, "", False)]),
            6: (1, [(None, "", False)]),
        },
        3,
    ),
    "a cascade of returns": sheet(
        {
            1: (4, [(2, "", False)]),
            2: (3, [(3, YES, False), (1, NO, True)]),
            3: (2, [(4, YES, False), (2, NO, True)]),
            4: (1, [(5, YES, False), (3, NO, True)]),
            5: (4, [(None, "", False)]),
        },
        4,
    ),
    "everything in one column": sheet(
        {
            1: (1, [(2, "", False)]),
            2: (1, [(3, YES, False), (1, NO, True)]),
            3: (1, [(4, YES, False), (1, NO, True)]),
            4: (1, [(5, YES, False), (None, NO, False)]),
            5: (1, [(6, YES, False), (2, NO, True)]),
            6: (1, [(None, "", False)]),
        },
        1,
    ),
    "a decision begins": sheet(
        {
            1: (1, [(2, YES, False), (None, NO, False)]),
            2: (2, [(3, "Ya, butuh perbaikan", False), (1, NO, True), (4, "Setuju", False)]),
            3: (1, [(2, "", True)]),
            4: ((1, 2), [(None, "", False)]),
        },
        2,
    ),
    "both branches of a fork sent back, and a fork to two ends": sheet(
        {
            1: (1, [(2, "", False)]),
            2: (2, [(3, "", False), (4, "", False)]),
            3: (3, [(5, "", False)]),
            4: (4, [(5, "", False)]),
            5: (2, [(6, "Benar", False), (3, "Salah", True), (4, "Salah", True)]),
            6: (1, [(7, "", False), (8, "", False)]),
            7: (5, [(None, "", False)]),
            8: (2, [(None, "", False)]),
        },
        5,
    ),
    "twenty steps in eight columns": sheet(
        {
            place: (
                (place * 3 - 3) % 8 + 1,
                [(place + 1, YES, False), (max(1, place - 3), NO, True)]
                if place % 4 == 0 and place < 20
                else [(place + 1 if place < 20 else None, "", False)],
            )
            for place in range(1, 21)
        },
        8,
    ),
}
