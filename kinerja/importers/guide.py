"""The sheet "Petunjuk": how to fill the workbook, for somebody who knows Word and Excel."""

ROWS = [
    ["Bagian", "Cara mengisi"],
    ["Urutan kerja", "1. Isi lembar Identitas. 2. Salin tabel dari Word ke lembar Langkah. 3. Pasangkan kolom dengan jabatan pada lembar Pelaksana. 4. Unggah di halaman Muat SOP."],
    ["Identitas", "Isi kolom Nilai. Keenam kotak (Dasar Hukum dan seterusnya) diisi satu butir per baris (Alt+Enter). ‘Tertulis sebagai’ hanya diisi bila sebutan pada naskah berbeda."],
    ["Perangkat daerah", "Kode atau nama perangkat daerah seperti tercatat di aplikasi."],
    ["Versi", "Kosongkan: aplikasi memberi nomor berikutnya."],
    ["Kolom pelaksana", "Satu kolom untuk satu pelaksana; ganti ‘Pelaksana 1’ dengan namanya, tambah atau hapus kolom seperlunya."],
    ["Tanda pelaksana", "Tulis x, v, ✓, ● atau ■ pada kolom pelaksana yang mengerjakan; ◇ atau ‘keputusan’ bila ia memutuskan; ‘hadir’ bila hanya hadir rapat."],
    ["Waktu", "Seperti pada naskah: 2 jam, 1 ½ jam, 3x24 jam, 1 – 20 hari kerja, maksimal tanggal 5 setiap bulannya."],
    ["Keterangan", "Boleh memuat alur: ‘bila salah kembali ke langkah 1’, ‘jika tidak sesuai ke langkah 3’."],
    ["Jenis (boleh kosong)", "proses atau keputusan; tambahkan ‘mulai’ atau ‘rapat’ bila perlu, dipisah koma."],
    ["Ya ke, Tidak ke (boleh kosong)", "Nomor langkah yang dituju; kosong berarti baris berikutnya. ‘selesai’ mengakhiri alur."],
    ["Akibat (boleh kosong)", "verifikasi, paraf, tanda tangan, arsip, atau kembalikan: apa yang terjadi pada berkas setelah langkah ini."],
    ["Isian (boleh kosong)", "‘ya’ pada langkah tempat angka diisi; ‘ya, per unit’ bila setiap unit mengisi bagiannya."],
    ["Pencatatan (boleh kosong)", "tanda terima aplikasi lain, nomor dan tanggal surat, atau daftar distribusi."],
    ["Alur (boleh kosong)", "Satu panah per baris, menggantikan Ya ke, Tidak ke, dan Akibat: ‘Ya: ke langkah 5 (verifikasi)’, ‘Tidak: kembali ke langkah 3 (kembalikan)’."],
    ["Baris yang dilewati", "Baris kosong dan baris nomor kolom (1 2 3 …) tidak dibaca sebagai langkah."],
]  # fmt: skip
