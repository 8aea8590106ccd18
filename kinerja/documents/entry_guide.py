"""The sheet "Petunjuk" of the form that is filled outside."""

ROWS = (
    ("Bagian", "Cara mengisi"),
    ("Urutan kerja", "1. Isi sel kuning pada lembar Isian. 2. Simpan sebagai XLSX. 3. Buka halaman isian unit Anda, pilih Formulir › Unggah formulir XLSX. 4. Periksa perubahan yang ditampilkan, lalu simpan."),
    ("Sel kuning", "Hanya sel kuning yang dibaca. Sel lain terkunci; bila berubah, baris itu tidak dapat disimpan."),
    ("Realisasi", "Ketik angkanya saja, tanpa satuan dan tanpa tanda %. Ketik desimal seperti biasa di komputer Anda; bila Excel menolak, tulis 1.234,56 sebagai teks. Indikator predikat dipilih dari daftar."),
    ("Nol dan kosong", "0 adalah angka nol. Kosong berarti belum diisi; mengosongkan sel yang tadinya berisi akan menghapus isiannya."),
    ("Tidak ada data", "Kosongkan Realisasi, lalu tulis alasannya (paling banyak 250 huruf)."),
    ("Penjelasan dan faktor", "Teks biasa; Alt+Enter untuk baris baru."),
    ("Jangan dilakukan", "Menulis rumus atau tanggal pada Realisasi; menyisipkan, menghapus, menggabung, atau menggandakan baris dan kolom; mengganti nama lembar."),
    ("Bila orang lain juga mengisi", "Saat diunggah, nilai yang sudah diubah orang lain ditampilkan di samping nilai Anda, dan Anda memilih yang dipakai. Tidak ada yang tertimpa diam-diam."),
    ("Berlaku untuk", "Satu unit dan satu periode, selama langkah pengisian masih terbuka. Untuk unit atau periode lain, unduh formulirnya sendiri."),
)  # fmt: skip
READ_ONLY = "Salinan ini hanya untuk dibaca."
