"""The sheet of Kota Mojokerto, shortened, in the words of its source."""

from kinerja.documents.data import SheetData
from kinerja.documents.sheet import (
    Approval,
    Box,
    HeaderLine,
    Item,
    Mark,
    SheetFlow,
    SheetRemark,
    SheetStep,
    SheetTable,
)

ACTORS = (
    "Seluruh Pejabat Pengawas dan Administrator",
    "Penyusun Program dan Kegiatan",
    "Kasubag Sungram",
    "",
)
GUESS = Mark("performs", inferred=True)
NONE = Mark()


def steps() -> tuple[SheetStep, ...]:
    return (
        SheetStep(
            1, "1.", "Pejabat pengawas sebagai produsen data mengumpulkan data realisasi capaian kinerja",
            (GUESS, NONE, NONE, NONE), starts=True, requirements="data laporan kinerja pegawai",
            time="maksimal tanggal 5 setiap bulannya", output="laporan kinerja pegawai",
            note="Data dari masing-masing pegawai",
        ),
        SheetStep(
            3, "3.", "Hasil rekapitulasi dan sinkronisasi capaian kinerja dilaporkan kepada Kasubag Sungram",
            (NONE, Mark("attends"), GUESS, NONE), nature="decision", time="15 menit",
        ),
        SheetStep(8, "8.", "Setelah disahkan rekapitulasi diarsip", (NONE, GUESS, NONE, NONE), ends=True, time="15 menit"),
    )  # fmt: skip


def sheet(paper: str = "F4") -> SheetData:
    return SheetData(
        paper=paper,
        agency=("DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL", "KOTA MOJOKERTO"),
        header=(
            HeaderLine("NOMOR SOP :", "SOP/PIPD/KIP/16"),
            HeaderLine("TGL. PEMBUATAN :", "01 November 2021"),
            HeaderLine("TGL. REVISI :", ""),
            HeaderLine("TGL. EFEKTIF :", "01 Januari 2022"),
        ),
        approval=Approval(
            "DISAHKAN OLEH",
            "Kepala Dinas Kependudukan dan Pencatatan Sipil Kota Mojokerto",
            "IKROMUL YASAK, S.Sos MM",
            "Pembina Utama Muda",
            "NIP. 19720830 199201 1 002",
        ),
        title_line=HeaderLine("NAMA SOP", "Pengumpulan Data Kinerja"),
        boxes=(
            Box("DASAR HUKUM :", (Item("Undang-Undang Dasar Republik Indonesia Tahun 1945;", "1"),)),
            Box("KUALIFIKASI PELAKSANA :", (Item("Memahami tentang perencanaan", "1."),)),
            Box("KETERKAITAN :"),
            Box("PERALATAN PERLENGKAPAN :", (Item("ATK", "•"),)),
            Box(
                "PERINGATAN :",
                (Item("Apabila SOP ini tidak dilaksanakan, akan menghambat evaluasi kinerja"),),
            ),
            Box("PENCATATAN DAN PENDATAAN :", (Item("Didokumentasikan di Sub Bagian Penyusunan Program"),)),
        ),
        actors=ACTORS,
        tables=(SheetTable("", steps()),),
        flows=(
            SheetFlow("1", "3"),
            SheetFlow("3", "8", "Sesuai"),
            SheetFlow("3", "1", "Tidak Sesuai", is_return=True, drawn=False),
            SheetFlow("8"),
        ),
        remarks=(
            SheetRemark("Peringatan", "Keterkaitan dan tanggal revisi kosong."),
            SheetRemark("Info", "Lihat TPP."),
        ),
        footer="SOP/PIPD/KIP/16, versi 1",
    )
