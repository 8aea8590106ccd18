"""Which files make up the pack, arranged by criterion, and what is missing under each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from django.urls import reverse
from django.utils.text import slugify

from kinerja.akip.measures import compliance_pdf, evaluation_pdf
from kinerja.akip.models import FOLDERS, Criterion
from kinerja.akip.recap import recap_workbook, stands
from kinerja.akip.records import Records
from kinerja.akip.trail import trail_csv
from kinerja.documents.canonical import sheet_data
from kinerja.documents.pdf import render_sheet
from kinerja.signing.storage import content_of
from sop.procedures.models import Sop, SopVersion
from sop.procedures.queries import data_of


@dataclass(frozen=True)
class Item:
    """A file of the pack: `name` without the folder of its criterion, `url` where the same can be seen on screen."""

    kind: str
    title: str
    name: str
    url: str
    make: Callable[[], bytes]
    note: str = ""
    code: str = ""


@dataclass(frozen=True)
class Part:
    """A criterion with what there is for it and the sentences that say what is not."""

    criterion: Criterion
    items: tuple[Item, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Pack:
    """Everything for one office and year. A file that serves several criteria lies in the folder of the first."""

    records: Records
    criteria: tuple[Criterion, ...]

    @cached_property
    def items(self) -> dict[str, list[Item]]:
        found = {"sop": _sheets, "report": _reports, "recap": _recap, "trail": _trails}
        found |= {"compliance": _compliance, "evaluation": _evaluations}
        return {kind: list(make(self.records)) for kind, make in found.items()}

    @cached_property
    def parts(self) -> list[Part]:
        return [self._part(criterion) for criterion in self.criteria]

    @property
    def files(self) -> Iterator[tuple[str, Item]]:
        """Path in the pack and item, each once."""
        for kind, folder in self._folders.items():
            for item in self.items[kind]:
                yield f"{folder}/{item.name}", item

    @property
    def count(self) -> int:
        """How many files those are, the index apart."""
        return sum(len(self.items[kind]) for kind in self._folders)

    def path_of(self, item: Item) -> str:
        return f"{self._folders[item.kind]}/{item.name}"

    @cached_property
    def _folders(self) -> dict[str, str]:
        folders: dict[str, str] = {}
        for criterion in self.criteria:
            for kind in criterion.kind_list:
                folders.setdefault(
                    kind, f"{slugify(criterion.code.replace('.', '-')) or criterion.pk}/{FOLDERS[kind]}"
                )
        return folders

    def _part(self, criterion: Criterion) -> Part:
        items = [item for kind in criterion.kind_list for item in self.items[kind]]
        missing = [line for kind in criterion.kind_list for line in self._missing(kind)]
        return Part(criterion, tuple(items), tuple(missing))

    def _missing(self, kind: str) -> list[str]:
        records, year = self.records, self.records.year
        if kind == "report":
            destroyed = [
                f"Laporan {row.period.short} dimusnahkan dengan {row.document.destroyed}."
                for row in records.submissions
                if row.document and row.document.destroyed
            ]
            return [f"Belum ada laporan bertanda tangan {name}." for name in records.unsigned] + destroyed
        nothing = {
            "sop": "Belum ada SOP pengumpulan data kinerja yang terbit.",
            "recap": f"Belum ada angka bertanda tangan untuk direkap pada {year}.",
            "trail": f"Belum ada berkas yang dijalankan menurut SOP pada {year}.",
            "compliance": f"Belum ada SOP yang dijalankan pada {year}, sehingga waktunya belum dapat diukur.",
            "evaluation": f"Belum ada evaluasi SOP tahun {year} yang selesai.",
        }
        return [] if self.items[kind] else [nothing[kind]]


def pack_of(records: Records) -> Pack:
    """The pack as the criteria in use arrange it. One query, the records apart."""
    return Pack(records, tuple(Criterion.objects.filter(used=True)))


def _sheets(records: Records) -> Iterator[Item]:
    used = {row.run.publication_id for row in records.submissions}
    for row in records.publications:
        version = row.version
        note = f"{version.title}, versi {version.version}"
        if row.pk not in used:
            note = f"{note}; berlaku, belum dijalankan pada {records.year}"
        yield Item(
            "sop", f"Lembar SOP {version.sop.name}", version.file_name("pdf"), reverse("procedures:sheet", args=[version.pk]),
            partial(_sheet, records, version), note,
        )  # fmt: skip


def _sheet(records: Records, version: SopVersion) -> bytes:
    """As the page of the SOP prints it."""
    footer = ", versi ".join(part for part in (version.number or version.title, str(version.version)) if part)
    return render_sheet(sheet_data(data_of(version), paper=records.office.paper, footer=footer))


def _reports(records: Records) -> Iterator[Item]:
    for row in records.submissions:
        document = row.document
        if document is None or document.destroyed:
            continue
        note = document.get_kind_display() if stands(row) else "Digantikan oleh revisi yang lebih baru"
        yield Item(
            "report", f"{document.title}, {row.period.name}", f"{row.period.slug}-{document.code}.pdf", row.get_absolute_url(),
            partial(content_of, document), note, document.code,
        )  # fmt: skip


def _recap(records: Records) -> Iterator[Item]:
    if any(stands(row) for row in records.submissions):
        yield Item(
            "recap", f"Rekapitulasi pengukuran kinerja {records.year}", f"rekapitulasi-{records.year}.xlsx",
            f"{reverse('insights:recap')}?kantor={records.office.code}&p={records.year}", partial(recap_workbook, records), "Angka seperti yang ditandatangani, revisi terakhir",
        )  # fmt: skip


def _trails(records: Records) -> Iterator[Item]:
    for row in records.submissions:
        revision = f"-r{row.revision}" if row.revision > 1 else ""
        said = "Siapa mengisi, memverifikasi, memaraf, dan menandatangani"
        yield Item(
            "trail", f"Riwayat {row.run.title}", f"{row.period.slug}{revision}-{row.pk}.csv", row.get_absolute_url(),
            partial(trail_csv, records, row), "Perbaikan yang ditarik kembali" if row.withdrawn_at else said,
            row.document.code if row.document else "",
        )  # fmt: skip


def _compliance(records: Records) -> Iterator[Item]:
    sops: dict[int, Sop] = {
        row.run.publication.version.sop_id: row.run.publication.version.sop for row in records.submissions
    }
    quarters = f"dari={records.year}-TW1&sampai={records.year}-TW4"
    for pk, sop in sorted(sops.items()):
        yield Item(
            "compliance", f"Kepatuhan {sop.name}, {records.year}", f"kepatuhan-{sop.slug}.pdf",
            f"{reverse('compliance:page', args=[pk])}?{quarters}", partial(compliance_pdf, records, sop), "Waktu nyata setiap langkah terhadap mutu baku",
        )  # fmt: skip


def _evaluations(records: Records) -> Iterator[Item]:
    for row in records.evaluations:
        url = reverse("compliance:evaluation", args=[row.version.sop_id, records.year])
        yield Item(
            "evaluation", f"Evaluasi SOP {row.version.sop.name} {records.year}",
            f"evaluasi-{row.version.sop.slug}-v{row.version.version}-{row.number}.pdf", f"{url}?nomor={row.number}",
            partial(evaluation_pdf, records, row), f"{row.get_result_display()}; diselesaikan oleh {row.finished_as}",
        )  # fmt: skip
