"""The sheet that explains the others."""

HEADINGS = ("Lembar", "Cara mengisi")
ROWS = (
    (
        "Sasaran",
        "Satu baris untuk setiap tujuan, sasaran, program, kegiatan, atau sub kegiatan. ID dibiarkan; kosong untuk baris baru. Induk ditulis dengan uraian atau kodenya.",
    ),
    (
        "Indikator",
        "Satu baris untuk setiap indikator. ID dibiarkan; kosong untuk indikator baru. Beberapa unit pengisi dipisahkan titik koma. Indikator yang tidak dipakai lagi ditulis ‘tidak’ pada kolom Dipakai; baris yang dihapus dari berkas tidak menghapus indikatornya.",
    ),
    (
        "Target",
        "Satu baris untuk setiap indikator dan unit. Angka ditulis sebagai angka, rentang sebagai 80–90, predikat dengan namanya. Sel kosong tidak mengubah target yang sudah ada.",
    ),
    (
        "Pilihan",
        "Lembar tersembunyi untuk daftar pilihan; tidak dibaca.",
    ),
    (
        "Setelah diisi",
        "Simpan sebagai XLSX, lalu unggah pada halaman yang sama. Setiap temuan disebut dengan lembar dan selnya; perubahan ditunjukkan dahulu, belum ada yang disimpan.",
    ),
)
