"""The shipped SOPs, and what the notes on their sources say of each."""

from dataclasses import dataclass
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "sop"
SOURCES = Path(__file__).parent / "seeds"


@dataclass(frozen=True)
class Seed:
    """`items`: legal basis, qualification, related, equipment, recording, warning. `effects`: step → effects forward."""

    name: str
    number: str
    steps: int
    total: str
    items: tuple[int, int, int, int, int, int]
    columns: tuple[str, ...]
    effects: dict[int, list[str]]
    returns: dict[int, tuple[int, list[str]]]
    fills: int
    rhythm: str
    remarks: int


SEEDS = [
    Seed(
        name="sumenep",
        number="800/ 132 /SOP/111.1/2025",
        steps=9,
        total="7 hari 5 jam",
        items=(6, 6, 3, 4, 1, 1),
        columns=("KADIS", "SEKRETARIS", "TIM SAKIP", "KASUBBAG PERENCANAAN"),
        effects={6: ["verify"], 7: ["paraf"], 9: ["sign", "archive"]},
        returns={6: (3, ["revise"]), 8: (3, ["revise"])},
        fills=3,
        rhythm="quarter",
        remarks=10,
    ),
    Seed(
        name="musi-rawas",
        number="800/017 /DUKCAPIL/2022",
        steps=11,
        total="9 hari 160 menit",
        items=(4, 1, 3, 4, 1, 1),
        columns=("Staff/Operator", "Kasubag PKA", "Sekretaris", "Bidang", "Kaban"),
        effects={5: ["verify"], 7: ["paraf"], 8: ["paraf"], 9: ["sign"], 11: ["archive"]},
        returns={2: (1, []), 5: (4, ["revise"])},
        fills=4,
        rhythm="quarter",
        remarks=11,
    ),
    Seed(
        name="tasikmalaya",
        number="470 / Kep. 241 / Sekre",
        steps=8,
        total="1 hari 3 jam 100 menit",
        items=(4, 2, 0, 3, 1, 1),
        columns=(
            "Kepala Dinas",
            "Sekretaris",
            "Kasubag Perencanaan, Evaluasi dan Pelaporan",
            "Kabid/Kasubag/ Kasi",
        ),
        effects={6: ["verify", "paraf"], 7: ["sign"], 8: ["archive"]},
        returns={6: (5, ["revise"]), 7: (5, ["revise"])},
        fills=4,
        rhythm="",
        remarks=10,
    ),
    Seed(
        name="iv-jurai",
        number="00.8.3.3/17/SOP/C.IV.J-2023",
        steps=14,
        total="795 menit",
        items=(6, 4, 1, 4, 1, 1),
        columns=("Camat", "Sekretaris", "Sek. Tim", "Anggota Tim SAKIP"),
        effects={9: ["verify"], 10: ["paraf"], 11: ["sign"], 14: ["archive"]},
        returns={9: (7, ["revise"])},
        fills=7,
        rhythm="",
        remarks=14,
    ),
    Seed(
        name="mojokerto",
        number="SOP/PIPD/KIP/16",
        steps=8,
        total="3 hari 60 menit + tanggal 5",
        items=(4, 4, 0, 4, 1, 1),
        columns=(
            "Seluruh Pejabat Pengawas dan Administrator",
            "Penyusun Program dan Kegiatan",
            "Kasubag Sungram",
            "Sekretaris",
            "Kepala Dinas",
        ),
        effects={3: ["verify"], 6: ["paraf"], 7: ["sign"], 8: ["archive"]},
        returns={3: (4, []), 4: (1, ["revise"])},
        fills=1,
        rhythm="month",
        remarks=10,
    ),
]
NAMES = [seed.name for seed in SEEDS]
