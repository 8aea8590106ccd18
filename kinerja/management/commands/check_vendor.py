from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kinerja.common import vendor


class Command(BaseCommand):
    help = "Compares the vendored files with static/vendor/VENDOR.toml."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> str:
        if found := vendor.findings(settings.BASE_DIR):
            raise CommandError("\n".join(found))
        return f"{len(vendor.packages(settings.BASE_DIR))} packages, every file as published"
