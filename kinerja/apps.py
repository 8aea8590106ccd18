from importlib import import_module

from django.apps import AppConfig


class KinerjaConfig(AppConfig):
    name = "kinerja"
    verbose_name = "Kinerja"

    def ready(self) -> None:
        """Register the system checks, who tells of jobs and of staff, and what else goes into the archive's bundles."""
        import_module("kinerja.documents.checks")
        import_module("kinerja.notifications.jobs")
        import_module("sop.offices.actions.records").told_by(
            import_module("kinerja.notifications.staff").tell_of
        )
        archive = import_module("kinerja.archive.bundle.letters")
        archive.letters_from(import_module("kinerja.letters.bundling").papers_of)
        archive.letters_lie_at(import_module("kinerja.letters.storage").paths_of)
