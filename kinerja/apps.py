from importlib import import_module

from django.apps import AppConfig


class KinerjaConfig(AppConfig):
    name = "kinerja"
    verbose_name = "Kinerja"

    def ready(self) -> None:
        """Register the system checks, and who is told when a job has ended."""
        import_module("kinerja.documents.checks")
        import_module("kinerja.notifications.jobs")
