"""How steps and symbols are called, for those who do not see the drawing."""

from dataclasses import replace

from sop.flowchart.drawing import draw
from sop.flowchart.words import Numbers, listed
from tests.sop.flowchart.sheets import seed, sheet

FOUR = {place: (1, [(place + 1 if place < 4 else None, "", False)]) for place in range(1, 5)}


def test_a_step_without_a_number_of_its_own_is_called_by_its_row():
    definition = sheet(FOUR, 1)
    printed = {1: "1.", 2: "1", 3: "", 4: "7."}
    steps = {place: replace(step, number=printed[place]) for place, step in definition.steps.items()}
    names = Numbers(replace(definition, steps=steps))
    assert [names[place] for place in steps] == ["baris 1", "baris 2", "baris 3", "7"]
    assert [names.target(place) for place in (3, 4, None)] == ["baris 3", "langkah 7", "selesai"]


def test_where_each_table_counts_anew_a_step_is_called_with_its_table():
    definition = sheet(FOUR, 1, more={3: {"table": 2, "number": "1"}, 4: {"table": 2, "number": "4"}})
    names = Numbers(definition)
    assert [names.target(place) for place in (1, 2, 3, 4)] == [
        "langkah 1 tabel 1",
        "langkah 2",
        "langkah 1 tabel 2",
        "langkah 4",
    ]


def test_a_title_names_every_drawn_way_out_and_no_other():
    titles = {
        row.step: row.cells[0].symbol.title for row in draw(seed("sumenep")).rows if row.cells[0].symbol
    }
    assert titles[8] == "Keputusan, langkah 8, KADIS: Mengesahkan Laporan Pengukuran Kinerja. Ya ke 9"
    assert titles[9].startswith("Selesai, langkah 9, KADIS: Mengandatangani dan mengarsipkan")


def test_who_only_attends_is_said_to():
    row = draw(seed("tasikmalaya")).row(4)
    titles = [cell.symbol.title for cell in row.cells if cell.symbol]
    assert [" (hadir):" in title for title in titles] == [True, True, False]


def test_words_are_listed_as_in_prose():
    assert [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == ["a", "a dan b", "a, b dan c"]
