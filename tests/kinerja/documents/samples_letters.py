"""The SOP's own papers as an office fills them, without a database."""

import datetime as dt
from types import SimpleNamespace

from kinerja.documents.letter import LetterData
from kinerja.letters.fields import fields_of
from kinerja.letters.kinds import LetterKind
from kinerja.letters.layout import data_of

AT = dt.datetime(2026, 10, 5, 3, 0, tzinfo=dt.UTC)
CONTENT = {
    "to": "Kepala Seksi Pelayanan Umum\nKepala Seksi Pemerintahan\nKepala Sub Bagian Umum dan Kepegawaian",
    "sender": "Sekretaris Kecamatan", "copies": "Bupati Pesisir Selatan\nInspektorat Daerah", "date": "2026-10-05",
    "nature": "Segera", "enclosures": "1 (satu) berkas", "subject": "Pengukuran kinerja Triwulan III Tahun 2026",
    "body": "Dalam rangka pelaksanaan SOP Pengumpulan Data Kinerja, Saudara diminta hadir.\n\nDemikian disampaikan.",
    "event_date": "2026-10-08", "event_time": "09.00 WIB – selesai", "event_place": "Ruang rapat Kecamatan IV Jurai",
    "agenda": "Pembahasan pengukuran kinerja", "closing": "Demikian, atas perhatian Saudara diucapkan terima kasih.",
    "signer_post": "Plt. Camat IV Jurai", "signer_name": "Ratna Rekaan, S.STP", "signer_nip": "19850612 200412 2 001",
    "signer_rank": "Pembina (IV/a)", "second_role": "Notulis", "second_post": "Sekretaris Tim SAKIP",
    "second_name": "Dodi Rekaan, S.E.", "second_nip": "19900101 201503 1 002",
    "meeting": "Rapat pembahasan pengukuran kinerja", "spare": "0", "index": "Kinerja", "code": "000.8.6.3",
    "origin": "Sekretariat Daerah Kabupaten Pesisir Selatan", "origin_number": "000.8/120/ORG/2026",
    "origin_date": "2026-10-01", "forward": "Sekretaris Kecamatan\nSekretaris Tim SAKIP",
    "items": "Laporan Pengukuran Kinerja Triwulan III, Nomor 000.7.2.8/004/SET/2026 | 1 (satu) berkas | Dengan hormat untuk dipergunakan.\nRekapitulasi capaian | 2 lembar |",
    "chair": "Camat IV Jurai", "decisions": "1. Angka triwulan disepakati.\n2. Bukti dukung dilengkapi.",
    "follow_up": "Seksi Pelayanan melengkapi bukti paling lambat 10 Oktober 2026.",
    "people": "\n".join(f"Peserta Rekaan Nomor {n} | 19800101 200501 1 {n:03d} | Pelaksana Seksi {n % 5 + 1}" for n in range(1, 41)),
}  # fmt: skip


def office(paper="F4"):
    return SimpleNamespace(
        name="Kecamatan IV Jurai", city="Salido", zone="Asia/Jakarta", paper=paper,
        letterhead="PEMERINTAH KABUPATEN PESISIR SELATAN\nKECAMATAN IV JURAI", address="Jalan Contoh Nomor 1, Salido 25651",
    )  # fmt: skip


def sample(
    kind: str, *, paper: str = "F4", number: str = "000.7.2/007/SET/2026", issued: bool = True, **changes
) -> LetterData:
    """A paper of this kind; `changes` are fields typed over."""
    content = {field.name: CONTENT.get(field.name, "") for field in fields_of(kind)} | changes
    run = SimpleNamespace(office=office(paper), title="Pengukuran Kinerja Triwulan III 2026")
    letter = SimpleNamespace(
        kind=kind, content=content, submission=SimpleNamespace(run=run), replaces=None,
        is_numbered=kind not in {"daftar_hadir", "notulen"}, get_kind_display=lambda: LetterKind(kind).label,
    )  # fmt: skip
    return data_of(letter, number=number, at=AT if issued else None)
