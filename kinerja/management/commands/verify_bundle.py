"""`manage.py verify_bundle FILE…`: check archive bundles by their own content, without a database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.management.base import BaseCommand, CommandError

from kinerja.archive.bundle.checking import check_bundle
from kinerja.archive.bundle.opened import Broken


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
            self.stdout.write(
                f"{path}: utuh. {found.title}: {found.cases} berkas, {found.events} peristiwa, "
                f"{found.signatures} tanda tangan. Otoritas (sha256): {found.authority or 'tidak ada'}"
            )
        if bad:
            raise CommandError(f"{bad} dari {len(options['files'])} berkas tidak utuh.")


def _certificate(path: Path) -> bytes:
    """The certificate as DER."""
    content = path.read_bytes()
    load = x509.load_pem_x509_certificate if content.startswith(b"-----") else x509.load_der_x509_certificate
    try:
        return load(content).public_bytes(Encoding.DER)
    except ValueError as error:
        raise CommandError(f"{path} bukan sertifikat.") from error
