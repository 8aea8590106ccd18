"""The tabs of the settings of an office (S18), in their order. Each package that has settings adds one line here."""

from dataclasses import dataclass

from django.urls import reverse

# Name of the page (its one argument is the code of the office), label, what it is for.
TABS: list[tuple[str, str, str]] = [
    (
        "indicators:tree",
        "Indikator & target",
        "Tujuan, sasaran, program, kegiatan, indikator, dan targetnya tiap tahun.",
    ),
    (
        "archive:classifications",
        "Klasifikasi arsip",
        "Kode klasifikasi, masa simpan, dan nasib akhir menurut JRA daerah.",
    ),
]


@dataclass(frozen=True)
class Tab:
    """One tab of the settings."""

    name: str
    label: str
    text: str
    url: str


def tabs_of(office: str) -> list[Tab]:
    """The tabs for the office of this code."""
    return [Tab(name, label, text, reverse(name, args=[office])) for name, label, text in TABS]
