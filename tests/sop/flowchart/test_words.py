"""The same flow in words, for a phone and for those who do not see the drawing."""

from dataclasses import replace

from sop.flowchart.words import in_words, listed
from tests.sop.flowchart.sheets import seed, sheet


def test_a_seed_in_words():
    second = in_words(seed("musi-rawas"))[1]
    assert (second.position, second.number, second.kind, second.actors) == (
        2,
        "2",
        "Keputusan",
        ("Kasubag PKA",),
    )
    assert second.ways == ("Benar: langkah 3", "Salah: kembali ke langkah 1")


def test_the_list_has_every_drawn_arrow_and_no_other():
    for name in ("sumenep", "mojokerto"):
        definition = seed(name)
        told = sum(len(step.ways) for step in in_words(definition))
        assert told == sum(edge.drawn for edge in definition.edges)


def test_the_end_is_said():
    assert in_words(seed("sumenep"))[-1].ways == ("Selesai",)


def test_a_step_without_a_number_of_its_own_is_called_by_its_row():
    definition = sheet({1: (1, [(2, "", False)]), 2: (1, [(3, "", False)]), 3: (1, [(None, "", False)])}, 1)
    numbers = {1: "1.", 2: "1", 3: ""}
    steps = {place: replace(step, number=numbers[place]) for place, step in definition.steps.items()}
    definition = replace(definition, steps=steps)
    assert [step.number for step in in_words(definition)] == ["baris 1", "baris 2", "baris 3"]
    assert in_words(definition)[0].ways == ("Baris 2",)


def test_words_are_listed_as_in_prose():
    assert [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == ["a", "a dan b", "a, b dan c"]
