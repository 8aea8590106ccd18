"""Papers of two offices with invented people and figures, as the tests print them."""

import dataclasses
import datetime as dt
import hashlib
import struct
import zlib
from decimal import Decimal

from kinerja.documents.data import (
    Act,
    Amount,
    FormData,
    Frozen,
    Heading,
    IndicatorGroup,
    IndicatorRow,
    Official,
    Paraf,
    Passage,
    RecapCell,
    RecapData,
    RecapGroup,
    RecapRow,
    ReportData,
    Stationery,
    Summary,
)

JAKARTA = dt.timezone(dt.timedelta(hours=7))
POSITIVE = "Capaian = realisasi ÷ target × 100 %."
NEGATIVE = "Capaian = (2 × target − realisasi) ÷ target × 100 %."
SNAPSHOT = '{"office":"Dinas Kependudukan dan Pencatatan Sipil Kabupaten Musi Rawas","period":"2026-TW3"}'


def moment(day: int, hour: int, minute: int = 0, month: int = 10) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, minute, tzinfo=JAKARTA)


def png(width: int = 60, height: int = 72) -> bytes:
    """A small shield-coloured picture, so that no binary file is needed."""
    row = b"\x00" + b"\x1f\x5f\x2f" * width
    body = zlib.compress(row * height)

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


MUSI_RAWAS = Stationery(
    letterhead=("PEMERINTAH KABUPATEN MUSI RAWAS", "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL"),
    address="Jalan Lintas Sumatera KM 12, Muara Beliti, Kode Pos 31661, Telepon (0733) 450001",
    logo_png=png(),
    paper="F4",
)
OFFICE = "Dinas Kependudukan dan Pencatatan Sipil Kabupaten Musi Rawas"
SOP = "SOP Mekanisme Pengumpulan Data Kinerja Nomor 800/017 /DUKCAPIL/2022"
PERIOD = "Triwulan III (Juli–September 2026)"

KADIS = Official("Kepala Dinas", "Drs. Contoh Pejabat, M.Si.", "196703031998091001", "Pembina Utama Muda")
SEKRETARIS = Official("Sekretaris", "Sari Contohwati, S.E.", "197805122003122004", "Pembina")
KASUBAG = Official("Kepala Sub Bagian PKA", "Budi Contoh, S.Kom.", "198204172006041009", "Penata Tk. I")
STAF = Official("Staf/Operator", "Dewi Misalnya, A.Md.", "199501202019032011")

GOAL = Heading("Tujuan", "Meningkatnya tertib administrasi kependudukan")
DOCUMENTS = Heading("Sasaran", "Meningkatnya kepemilikan dokumen kependudukan", "1")
SERVICE = Heading("Sasaran", "Meningkatnya kualitas pelayanan administrasi kependudukan", "2")


def percent(number: str) -> Amount:
    return Amount(Decimal(number))


def rows_of_documents() -> tuple[IndicatorRow, ...]:
    return (
        IndicatorRow(
            "Persentase penduduk wajib KTP yang memiliki KTP-el",
            "%", percent("99.00"), percent("98.75"),
            unit="Bidang Pelayanan Pendaftaran Penduduk", formula=POSITIVE, achievement=Decimal("99.747475"),
            predicate="Sangat Tinggi", tone="success", previous=percent("98.20"),
            previous_achievement=Decimal("99.191919"),
            explanation="Perekaman di 14 kecamatan diselesaikan; sisa wajib KTP adalah pemula yang baru berusia 17 tahun.",
            helped="Jemput bola ke sekolah dan lapas, dua kali seminggu.",
            hindered="Jaringan di tiga desa tidak stabil sehingga pengiriman data tertunda.",
            follow_up="Perekaman luring terjadwal di tiga desa pada bulan November 2026.",
            evidence=("rekap-ktp-el-tw3.xlsx", "berita-acara-perekaman.pdf"), entered_by="Rina Contoh, S.Sos.",
            entered_at=moment(1, 9, 12),
        ),
        IndicatorRow(
            "Persentase anak usia 0–18 tahun yang memiliki akta kelahiran",
            "%", percent("97.00"), percent("97.20"),
            unit="Bidang Pelayanan Pencatatan Sipil", formula=POSITIVE, achievement=Decimal("100.206186"),
            predicate="Sangat Tinggi", tone="success", previous=percent("96.40"),
            previous_achievement=Decimal("99.381443"),
            explanation="Target terlampaui setelah kerja sama dengan 21 puskesmas berjalan penuh.",
            helped="Penerbitan akta langsung di fasilitas kesehatan.",
            follow_up="Memperluas kerja sama ke klinik swasta.",
            entered_by="Agus Misal, S.H.", entered_at=moment(1, 10, 40),
        ),
        IndicatorRow(
            "Persentase anak yang memiliki Kartu Identitas Anak",
            "%", percent("70.00"), percent("52.00"),
            unit="Bidang Pelayanan Pendaftaran Penduduk", formula=POSITIVE, achievement=Decimal("74.285714"),
            predicate="Sedang", tone="warning", previous=percent("49.75"), previous_achievement=Decimal("71.071429"),
            explanation="Pencetakan tertunda karena blangko baru diterima pada minggu kedua September.",
            hindered="Persediaan blangko habis selama enam minggu.",
            follow_up="Pengajuan blangko dilakukan setiap awal triwulan.",
            entered_by="Rina Contoh, S.Sos.", entered_at=moment(1, 9, 20),
        ),
    )  # fmt: skip


def rows_of_service() -> tuple[IndicatorRow, ...]:
    return (
        IndicatorRow(
            "Rata-rata waktu penyelesaian dokumen", "hari",
            Amount(Decimal(3), decimals=0), Amount(Decimal(2), decimals=0),
            unit="Sekretariat", formula=NEGATIVE, achievement=Decimal("133.333333"), predicate="Sangat Tinggi",
            tone="success", previous=Amount(Decimal(3), decimals=0), previous_achievement=Decimal(100),
            entered_by="Dewi Misalnya, A.Md.", entered_at=moment(2, 8, 5),
        ),
        IndicatorRow(
            "Jumlah pengaduan yang belum ditindaklanjuti", "pengaduan",
            Amount(Decimal(0), decimals=0), Amount(Decimal(0), decimals=0),
            unit="Sekretariat", formula=NEGATIVE,
            achievement_note="Target 0, sehingga tidak ada pembagi.", previous=Amount(Decimal(1), decimals=0),
            entered_by="Dewi Misalnya, A.Md.", entered_at=moment(2, 8, 6),
        ),
        IndicatorRow(
            "Indeks Kepuasan Masyarakat", "indeks", percent("88.50"), Amount(),
            unit="Bidang Pemanfaatan Data dan Inovasi Pelayanan", formula=POSITIVE,
        ),
    )  # fmt: skip


GROUPS = (
    IndicatorGroup((GOAL, DOCUMENTS), rows_of_documents()),
    IndicatorGroup((GOAL, SERVICE), rows_of_service()),
)
SUMMARY = Summary(
    average=Decimal("93.508403"),
    predicate="Sangat Tinggi",
    reached=2,
    counted=4,
    total=6,
    rules=(
        "Rata-rata dihitung dari capaian indikator yang dapat dihitung; capaian di atas 100 % dihitung 100 %.",
        "Predikat: Sangat Tinggi ≥ 91 %; Tinggi ≥ 76 %; Sedang ≥ 66 %; Rendah ≥ 51 %; Sangat Rendah di bawahnya.",
    ),
)
PARAFS = (
    Paraf("Kepala Sub Bagian PKA", "Budi Contoh, S.Kom.", moment(6, 10, 15)),
    Paraf("Sekretaris", "Sari Contohwati, S.E.", moment(6, 14, 2)),
)
FROZEN = Frozen(
    code="7K3M9QXZ",
    address="https://kinerja.musirawaskab.go.id/v/7K3M9QXZ",
    at=moment(7, 14, 2),
    snapshot=SNAPSHOT,
    data_hash=hashlib.sha256(SNAPSHOT.encode()).hexdigest(),
    ledger_head=hashlib.sha256(b"ujung").hexdigest(),
    acts=(
        Act("Verifikasi", STAF, moment(5, 9, 30)),
        Act("Paraf", KASUBAG, moment(6, 10, 15)),
        Act("Paraf", SEKRETARIS, moment(6, 14, 2)),
        Act("Tanda tangan", KADIS, moment(7, 14, 2)),
    ),
    history=(
        Passage(moment(28, 8, 0, 9), "1", "Membuat draft format data kinerja", STAF.name, STAF.position),
        Passage(
            moment(29, 9, 5, 9),
            "2",
            "Mengkoreksi format data kinerja",
            KASUBAG.name,
            KASUBAG.position,
            "Benar",
        ),
        Passage(moment(30, 10, 0, 9), "3", "Menggandakan dan menyerahkan ke Kabid", STAF.name, STAF.position),
        Passage(
            moment(1, 9, 25),
            "4",
            "Menerima dan mengisi data kinerja",
            "Rina Contoh, S.Sos.",
            "Penelaah Teknis",
        ),
        Passage(
            moment(5, 9, 30),
            "5",
            "Menerima dan verifikasi data kinerja dari bidang",
            STAF.name,
            STAF.position,
        ),
        Passage(moment(5, 11, 0), "6", "Mengumpulkan dan menyerahkan data kinerja", STAF.name, STAF.position),
        Passage(moment(6, 10, 15), "7", "Validasi dan paraf data kinerja", KASUBAG.name, KASUBAG.position),
        Passage(moment(6, 14, 2), "8", "Paraf data kinerja", SEKRETARIS.name, SEKRETARIS.position),
        Passage(moment(7, 14, 2), "9", "Menandatangani data kinerja", KADIS.name, KADIS.position),
    ),
)


def draft_report() -> ReportData:
    return ReportData(
        stationery=MUSI_RAWAS,
        title="Laporan Pengukuran Kinerja",
        office=OFFICE,
        period=PERIOD,
        sop=SOP,
        groups=GROUPS,
        summary=SUMMARY,
        place="Muara Beliti",
        signer=KADIS,
        date=dt.date(2026, 10, 6),
        number="000.8.6.3/214/DUKCAPIL/2026",
        narrative="Pengukuran triwulan ini mencakup enam indikator dari dua sasaran.\n\nSatu indikator belum diisi karena survei kepuasan masyarakat baru selesai pada bulan Oktober.",
        previous_period="Triwulan II 2026",
        parafs=(Paraf("Kepala Sub Bagian PKA"), Paraf("Sekretaris")),
    )


def signed_report() -> ReportData:
    return dataclasses.replace(draft_report(), parafs=PARAFS, frozen=FROZEN)


def filled_form() -> FormData:
    return FormData(
        stationery=MUSI_RAWAS,
        title="Formulir Pengumpulan Data Kinerja",
        office=OFFICE,
        unit="Bidang Pelayanan Pendaftaran Penduduk",
        period=PERIOD,
        sop=SOP,
        groups=GROUPS,
        due=moment(5, 16),
        status="Menunggu verifikasi",
        place="Muara Beliti",
    )


def blank_form() -> FormData:
    return dataclasses.replace(filled_form(), blank=True, status="")


def recap_cell(
    realised: str, target: str, achievement: str, predicate: str, *, provisional: bool = False
) -> RecapCell:
    return RecapCell(
        percent(realised), percent(target), Decimal(achievement), predicate=predicate, provisional=provisional
    )


def recap() -> RecapData:
    """Four quarters: one signed, one provisional, one not filled, one not owed."""
    ktp = (
        recap_cell("98.20", "99", "99.191919", "Sangat Tinggi"),
        recap_cell("98.75", "99", "99.747475", "Sangat Tinggi", provisional=True),
        RecapCell(Amount(), percent("99")),
        RecapCell(Amount(), owed=False),
    )
    complaints = (
        RecapCell(
            Amount(Decimal(0), decimals=0), Amount(Decimal(0), decimals=0), achievement_note="Target 0."
        ),
        RecapCell(
            Amount(Decimal(2), decimals=0),
            Amount(Decimal(1), decimals=0),
            Decimal(0),
            predicate="Sangat Rendah",
        ),
        RecapCell(Amount(decimals=0)),
        RecapCell(Amount(decimals=0)),
    )
    return RecapData(
        stationery=MUSI_RAWAS,
        title="Rekapitulasi Capaian Kinerja",
        office=OFFICE,
        period="Tahun 2026",
        columns=("Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV"),
        total_label="Tahun 2026",
        groups=(
            RecapGroup(
                (GOAL, DOCUMENTS),
                (RecapRow(rows_of_documents()[0].indicator, "%", ktp, ktp[1], "Nilai akhir.", "positive"),),
            ),
            RecapGroup(
                (GOAL, SERVICE),
                (RecapRow(rows_of_service()[1].indicator, "pengaduan", complaints, None, "", "negative_a"),),
            ),
        ),
        lacking=("Triwulan III",),
        rules=SUMMARY.rules,
        as_of=moment(7, 14, 2),
    )
