from importlib import import_module

from django.apps import AppConfig


class KinerjaConfig(AppConfig):
    name = "kinerja"
    verbose_name = "Kinerja"

    def ready(self) -> None:
        """Register the system checks, who tells of jobs and of staff, and what else goes into the archive and with it."""
        import_module("kinerja.documents.checks")
        import_module("kinerja.notifications.jobs")
        import_module("sop.offices.actions.records").told_by(
            import_module("kinerja.notifications.staff").tell_of
        )
        import_module("sop.offices.seconds").weighed_by(import_module("kinerja.accounts.queries").takes_two)
        forms = import_module("kinerja.submissions.forms.act")
        forms.known_from(import_module("kinerja.letters.recorded").number_of)
        archive = import_module("kinerja.archive.bundle.letters")
        archive.letters_from(import_module("kinerja.letters.bundling").papers_of, folder="surat/")
        receipts = import_module("kinerja.handover.keeping")
        archive.letters_from(receipts.pictures_of, folder="tanda-terima/")
        destroying = import_module("kinerja.archive.destroying")
        destroying.destroyed_with_a_case(receipts.bytes_of)
        destroying.destroyed_with_a_case(import_module("kinerja.letters.storage").paths_of)
