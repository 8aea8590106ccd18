"""`manage.py verify_bundle FILE…`: check archive bundles by their own content, without a database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kinerja.archive.bundle.checking import Checked, check_bundle
from kinerja.archive.bundle.opened import Broken
from kinerja.common.dates import format_moment


class Command(BaseCommand):
    help = "Memeriksa berkas arsip (ZIP) dari isinya sendiri; keluar dengan kode bukan nol dan menyebut yang pertama rusak."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="BERKAS", help="arsip-….zip")
        parser.add_argument(
            "--authority", type=Path, metavar="SERTIFIKAT",
            help="sertifikat otoritas yang diperoleh dari penerbitnya (DER atau PEM); tanpa ini yang disertakan dipakai",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        root = _certificate(options["authority"]) if options["authority"] else None
        bad = 0
        for path in options["files"]:
            try:
                found = check_bundle(path, root=root)
            except Broken as broken:
                bad += 1
                self.stderr.write(f"{path}: RUSAK. {broken}")
                continue
            self.stdout.write(f"{path}: utuh. {found.title}")
            self.stdout.writelines(f"  {line}\n" for line in _proved(found, given=root is not None))
        if bad:
            raise CommandError(f"{bad} dari {len(options['files'])} berkas tidak utuh.")


def _proved(found: Checked, *, given: bool) -> list[str]:
    """What was proved, what was not, and what the reader can do about it."""
    at = format_moment(found.sealed_at, settings.TIME_ZONE)
    signed = (
        f"{found.signatures} tanda tangan elektronik sah menurut otoritas itu"
        if found.signatures
        else "tidak ada tanda tangan elektronik; persetujuan hanya tercatat pada riwayat"
    )
    mine = (
        "Sertifikat otoritasnya sama dengan yang Anda berikan."
        if given
        else "Belum terbukti: otoritas itu milik penerbitnya. Cocokkan sidiknya dengan yang diumumkan, atau pakai --authority."
    )
    return [
        f"Terbukti: tidak ada bita yang berubah sejak disegel {at} oleh jam otoritas {found.authority}.",
        f"Terbukti: {found.cases} berkas dan {found.events} peristiwa saling cocok; {signed}.",
        mine,
        "Tidak dibuktikan: pemegang kunci otoritas dapat menyegel isi lain. Bandingkan dengan salinan lain atau berkas jangkar.",
    ]


def _certificate(path: Path) -> bytes:
    """The certificate as DER."""
    content = path.read_bytes()
    load = x509.load_pem_x509_certificate if content.startswith(b"-----") else x509.load_der_x509_certificate
    try:
        return load(content).public_bytes(Encoding.DER)
    except ValueError as error:
        raise CommandError(f"{path} bukan sertifikat.") from error
