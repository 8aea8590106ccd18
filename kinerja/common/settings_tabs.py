"""The tabs of the settings of an office (S18), in their order. Each package that has settings adds one line here."""

from dataclasses import dataclass

from django.urls import reverse

# Name of the page (its one argument is the code of the office), label, what it is for.
TABS: list[tuple[str, str, str]] = [
    ("offices:posts", "Jabatan & pegawai", "Siapa memegang jabatan apa hari ini, dan akun para pegawai."),
    (
        "offices:appointments",
        "Penugasan",
        "Pejabat definitif, Pj., Plt., dan Plh., dengan surat perintah dan tanggalnya.",
    ),
    (
        "resets:requests",
        "Reset akun",
        "Permintaan reset faktor kedua dan kata sandi yang menunggu orang kedua.",
    ),
    (
        "worktime:worktime",
        "Jam kerja & libur",
        "Jam masuk dan pulang, Ramadan, hari libur, dan cara tenggat dihitung.",
    ),
    (
        "assigning:orphans",
        "Langkah tanpa pelaksana",
        "Langkah terbuka yang hari ini tidak dapat dikerjakan siapa pun.",
    ),
    (
        "indicators:tree",
        "Indikator & target",
        "Tujuan, sasaran, program, kegiatan, indikator, dan targetnya tiap tahun.",
    ),
    (
        "signing_office:setup",
        "Tanda tangan elektronik",
        "Siapa menandatangani dengan apa, dan apakah layanannya menjawab.",
    ),
    ("letters:register", "Penomoran", "Susunan nomor naskah dinas, nomor berikutnya, dan buku nomor."),
    (
        "periods:page",
        "Periode & tenggat",
        "Kapan berkas dibuka sendiri, masa pengisian, dan perpanjangan dengan alasan.",
    ),
    (
        "office_notices:page",
        "Surel & webhook",
        "Pengingat sebelum tenggat, eskalasi ke atasan, surel, dan gerbang obrolan.",
    ),
    (
        "archive:classifications",
        "Klasifikasi arsip",
        "Kode klasifikasi, masa simpan, dan nasib akhir menurut JRA daerah.",
    ),
    (
        "handover:mappings",
        "Serah-terima data",
        "Susunan kolom untuk SILAKIP, SIPD-RI, esr, dan aplikasi lain.",
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
