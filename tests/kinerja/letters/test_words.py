"""What the printed words of a sheet ask for, and how numbers are written. Pure."""

import datetime as dt
from types import SimpleNamespace

import pytest
import yaml
from django.conf import settings

from kinerja.letters.cautions import caution_of
from kinerja.letters.fields import FIELDS, addressees, columns_of, fields_of, missing_in, sent_to
from kinerja.letters.kinds import LetterKind
from kinerja.letters.matching import named_in, yielded_by
from kinerja.letters.patterns import Parts, fault_of, write_number

EXPECTED = {
    "sumenep": {1: ["disposisi", "nota_dinas"], 2: ["nota_dinas"]},
    "musi-rawas": {},
    "tasikmalaya": {1: ["disposisi"], 2: ["disposisi"], 3: ["undangan"], 4: ["daftar_hadir", "notulen"]},
    "iv-jurai": {1: ["disposisi"], 4: ["undangan"], 5: ["daftar_hadir", "notulen"], 12: ["pengantar"]},
    "mojokerto": {},
}


def sheet(seed):
    """The steps of a fixture as printed, without publishing it."""
    rows = yaml.safe_load((settings.BASE_DIR / "fixtures/sop" / f"{seed}.yaml").read_text(encoding="utf-8"))
    steps = {}
    for row in rows:
        fields = row["fields"]
        if row["model"] == "sop.step":
            steps[fields["position"]] = SimpleNamespace(
                position=fields["position"], activity=fields["activity"], is_meeting=fields.get("is_meeting", False),
                output="", requirements="",
            )  # fmt: skip
        if row["model"] == "sop.qualitystandard":
            step = steps[fields["step"][-1]]
            step.requirements, step.output = fields.get("requirements", ""), fields.get("output", "")
    return SimpleNamespace(steps=steps)


@pytest.mark.parametrize("seed", EXPECTED)
def test_each_of_the_five_sheets_yields_the_papers_its_words_name(seed):
    definition = sheet(seed)
    found = {place: list(yielded_by(step, definition)) for place, step in definition.steps.items()}
    assert {place: kinds for place, kinds in found.items() if kinds} == EXPECTED[seed]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Nota Dinas", {"nota_dinas"}),
        ("nota-dinas dan Lembar disposisi", {"nota_dinas", "disposisi"}),
        ("Nota Dinas undangan rapat", {"undangan"}),
        ("Surat  Undangan Rapat", {"undangan"}),
        ("DAFTAR HADIR rapat, notulensi", {"daftar_hadir", "notulen"}),
        ("surat pengantar\nBerita  Acara", {"pengantar", "berita_acara"}),
        ("Menghadiri dinas, pengantaran surat, mengundang", set()),
    ],
)
def test_spellings_are_understood_and_likenesses_are_not(text, kinds):
    assert named_in(text) == kinds


def test_a_number_is_written_by_the_pattern_of_the_office():
    parts = Parts(7, dt.date(2026, 10, 3), "000.7.2", "SET", 3)
    assert write_number("{klasifikasi}/{urut}/{kode unit}/{tahun}", parts) == "000.7.2/007/SET/2026"
    assert write_number("{urut}/{bulan romawi}/{bulan}/{tahun}", parts) == "007/X/10/2026"
    assert write_number("{klasifikasi}/{urut}", Parts(1200, dt.date(2026, 1, 1))) == "1200"


@pytest.mark.parametrize(
    ("pattern", "said"),
    [("{tahun}", "tepat satu kali"), ("{urut}/{urut}", "tepat satu kali"), ("{urut}/{kantor}", "{kantor}"), ("{urut}/{", "Tutup")],
)  # fmt: skip
def test_a_pattern_that_cannot_count_is_refused_with_its_reason(pattern, said):
    assert said in fault_of(pattern)
    assert fault_of("SET-{urut}/{tahun}") == ""


def test_every_paper_says_what_it_owes_and_only_numbered_ones_ask_for_a_number():
    assert set(FIELDS) == set(LetterKind)
    for kind in LetterKind:
        names = [field.name for field in fields_of(kind)]
        assert len(names) == len(set(names))
        assert missing_in(kind, dict.fromkeys(names, "x")) == []
        assert "Nama penanda tangan" in missing_in(kind, {})
        assert ("own_number" in names) == (kind not in {"daftar_hadir", "notulen"})


def test_rows_are_typed_with_bars_and_nothing_gets_lost():
    assert columns_of("Ani | 1980 | Camat\n\nBudi\nA|b|c|d", 3) == (
        ("Ani", "1980", "Camat"), ("Budi", "", ""), ("A", "b", "c|d"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Camat", ["Camat"]),
        ("Bupati Pesisir Selatan c.q. Inspektur", ["Bupati Pesisir Selatan\nc.q. Inspektur"]),
        (
            "Bupati, cq. Inspektur melalui Sekretaris Daerah",
            ["Bupati\ncq. Inspektur\nmelalui Sekretaris Daerah"],
        ),
        ("Bupati\nc.q. Inspektur\n\nCamat", ["Bupati\nc.q. Inspektur", "Camat"]),
        ("Kepala Seksi u.p. Analis\nKepala UPT", ["Kepala Seksi\nu.p. Analis", "Kepala UPT"]),
        ("Melalui Camat", ["Melalui Camat"]),
        ("", []),
    ],
)
def test_whoever_stands_for_an_addressee_has_a_line_of_his_own(typed, printed):
    assert list(addressees(typed)) == printed


def test_only_an_invitation_to_a_day_that_is_over_is_warned_of():
    day = dt.date(2026, 10, 8)
    assert "Rabu, 7 Oktober 2026, sudah lewat" in caution_of("undangan", {"event_date": "2026-10-07"}, day)
    for kind, typed in (("undangan", "2026-10-08"), ("undangan", ""), ("notulen", "2026-10-07")):
        assert caution_of(kind, {"event_date": typed}, day) == ""


@pytest.mark.parametrize(
    ("typed", "to", "where"),
    [
        ("Bupati\nCamat\ndi Painan", ("Bupati", "Camat"), "di Painan"),
        ("Bupati c.q. Inspektur\ndi Tempat", ("Bupati\nc.q. Inspektur",), "di Tempat"),
        ("Bupati", ("Bupati",), "di Tempat"),
        ("Dinas Kesehatan", ("Dinas Kesehatan",), "di Tempat"),
        ("Direktur\nDinas Kesehatan", ("Direktur", "Dinas Kesehatan"), "di Tempat"),
    ],
)
def test_a_town_in_the_last_line_stands_under_the_addressees(typed, to, where):
    assert sent_to(typed) == (to, where)
