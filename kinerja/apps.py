from importlib import import_module

from django.apps import AppConfig


class KinerjaConfig(AppConfig):
    name = "kinerja"
    verbose_name = "Kinerja"

    def ready(self) -> None:
        """Register the system checks and who tells of jobs, and join the rooms (`kinerja/rooms.py`)."""
        import_module("kinerja.documents.checks")
        import_module("kinerja.notifications.jobs")
        import_module("kinerja.rooms").join()
