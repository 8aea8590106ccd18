"""BACA-SAYA.txt: what lies in a bundle, and how to check it without this system."""

from kinerja.submissions.figures import ArchiveRecord

_CASE = """BERKAS ARSIP KINERJA
====================

{title}
{office}
Kode periksa: {code}

Isi folder data/
----------------
laporan.pdf          laporan seperti yang ditandatangani
data.json            data beku yang diverifikasi, diparaf, dan ditandatangani
rekapitulasi.xlsx    data yang sama sebagai buku kerja (bila terlampir pada laporan)
sop.pdf, sop.json    lembar SOP yang dijalankan, dan naskah bakunya
bukti/, bukti.json   bukti dukung seperti diunggah, dan daftarnya
surat/               surat-surat berkas ini (bila ada)
tanda-terima/        tanda terima aplikasi lain seperti diunggah (bila ada)
events.jsonl         riwayat berkas, satu peristiwa setiap baris
tanda-tangan.json    hasil pemeriksaan tanda tangan di dalam laporan.pdf
otoritas.crt, .crl   sertifikat penerbit dan daftar pencabutannya

Di luar data/, tagmanifest-sha256.txt.tsr adalah stempel waktu (RFC 3161) atas
tagmanifest-sha256.txt: segel atas seluruh isi arsip ini.

Memeriksa tanpa aplikasi ini
----------------------------
1. Ekstrak ZIP ini. Foldernya adalah "bag" menurut BagIt 1.0 (RFC 8493); semua
   alat BagIt dapat memeriksanya, misalnya:  bagit.py --validate FOLDER
   atau tanpa alat khusus:                   sha256sum -c manifest-sha256.txt
2. Rantai riwayat: mulai dari teks kosong; untuk setiap baris events.jsonl,
   sidik = SHA-256(sidik sebelumnya + baris itu). Sidik terakhir harus sama
   dengan Riwayat-Sidik-Akhir pada bag-info.txt.
3. SHA-256 data.json harus sama dengan data_hash pada peristiwa verifikasi
   terakhir, dan SHA-256 laporan.pdf dengan document pada peristiwa tanda tangan.
4. Tanda tangan: buka laporan.pdf dengan pembaca PDF yang mempercayai
   otoritas.crt. Cocokkan dahulu sidik sertifikat itu dengan yang diumumkan
   perangkat daerah penerbit:
   sha256sum data/otoritas.crt
5. Segel: setelah langkah 1, jalankan di dalam foldernya
{seal}
   Jawaban "Verification: OK" berarti seluruh isi, termasuk riwayat dan masa
   simpannya, tidak ditulis ulang sejak waktu pada segel itu.

Yang tidak dibuktikan arsip ini
-------------------------------
Segel memakai jam server penerbit. Pemegang kunci otoritas penerbit dapat
menyegel isi lain; untuk itu bandingkan dengan salinan arsip yang Anda simpan
sendiri, atau dengan berkas jangkar harian milik penerbit (folder anchors).

Dengan aplikasi Kinerja semua langkah itu satu perintah:
   manage.py verify_bundle NAMA-BERKAS.zip

{kind}
"""
_SEAL = """\
   sha256sum -c tagmanifest-sha256.txt
   openssl x509 -inform DER -in data/otoritas.crt -out otoritas.pem
   openssl ts -verify -data tagmanifest-sha256.txt \\
     -in tagmanifest-sha256.txt.tsr -CAfile otoritas.pem"""
_KINDS = {
    "local": "Tanda tangan elektronik tidak tersertifikasi (Pasal 60 PP Nomor 71 Tahun 2019), di dalam laporan.pdf.",
    "system": "Laporan disetujui dalam sistem; persetujuannya tercatat pada events.jsonl.",
}
_YEAR = """ARSIP KINERJA TAHUN {year}
=========================

{office}

Folder data/ memuat satu ZIP untuk setiap berkas, dan daftar.csv yang menyebut
semuanya, juga yang sudah dimusnahkan dengan berita acara. Setiap ZIP adalah
"bag" tersendiri menurut BagIt 1.0 (RFC 8493), dengan BACA-SAYA.txt miliknya.

Segel (stempel waktu RFC 3161 atas seluruh isi) diperiksa dengan openssl, di
dalam folder hasil ekstrak, setelah sidik otoritas.crt dicocokkan dengan yang
diumumkan penerbit:
{seal}

Periksa semuanya sekaligus dengan aplikasi Kinerja:
   manage.py verify_bundle NAMA-BERKAS.zip
atau dengan alat BagIt mana pun setelah diekstrak.
"""


def case_words(record: ArchiveRecord) -> bytes:
    """What lies in the bundle of a case."""
    document = record.submission.document
    code, kind = (document.code, document.kind) if document else ("", "system")
    text = _CASE.format(
        title=record.submission.run.title, office=record.office.name, code=code, kind=_KINDS.get(kind, ""),
        seal=_SEAL,
    )  # fmt: skip
    return text.encode()


def year_words(office: str, year: int) -> bytes:
    """What lies in the bundle of a year."""
    return _YEAR.format(office=office, year=year, seal=_SEAL).encode()
