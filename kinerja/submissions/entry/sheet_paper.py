"""The form of a unit on paper and as a workbook: blank to be filled by hand, or with what stands in it now."""

from decimal import Decimal

from kinerja.documents.data import Amount, FormData, Heading, IndicatorGroup, IndicatorRow
from kinerja.indicators.ratios import legible
from kinerja.periods.queries import full_name
from kinerja.submissions.desk import Desk
from kinerja.submissions.labels import TEXTS, key_of
from kinerja.submissions.papers.report import stationery
from kinerja.submissions.rows.checks import shown
from kinerja.submissions.rows.row import Row
from kinerja.submissions.rows.sheet import Group, grouped, rows_of

TITLE = "Formulir Pengumpulan Data Kinerja"


def form_of(desk: Desk, *, blank: bool) -> FormData:
    """The form of the desk's unit. Five queries."""
    submission = desk.submission
    rows = rows_of(submission, unit=desk.unit.pk)
    return FormData(
        stationery=stationery(submission.run.office),
        title=TITLE,
        office=submission.run.office.name,
        unit=desk.unit.name,
        period=full_name(submission.period),
        sop=f"SOP {desk.definition.title} Nomor {desk.definition.number}".removesuffix(" Nomor "),
        groups=tuple(_group(group) for group in grouped(rows)),
        blank=blank,
        due=desk.step_run.due_at if desk.step_run and desk.place else None,
        status=TEXTS[key_of(submission, desk.definition)],
        place=submission.run.office.city,
    )


def filename(desk: Desk, ending: str, *, blank: bool) -> str:
    """What the download is called."""
    kind = f"{TITLE} (kosong)" if blank else TITLE
    return f"{kind} {desk.submission.period.short} – {desk.unit}.{ending}".replace("/", "-")


def _group(group: Group) -> IndicatorGroup:
    return IndicatorGroup((Heading(group.level, group.objective),), tuple(_row(row) for row in group.rows))


def _row(row: Row) -> IndicatorRow:
    figure = row.figure
    return IndicatorRow(
        indicator=row.name,
        measure=row.measure,
        target=target_of(row),
        realised=_amount(row, figure.value, missing="tidak ada data" if figure.no_data else "belum diisi"),
        unit=figure.unit.name,
        formula=row.formula,
        achievement=figure.achievement,
        achievement_note=figure.achievement_note,
        predicate=row.band.label if row.band else "",
        tone=row.band.tone if row.band else "neutral",
        previous=_amount(row, row.before.value, missing="–") if row.before else None,
        explanation=_explanation(row),
        helped=figure.helped,
        hindered=figure.hindered,
        follow_up=figure.follow_up,
        workings=row.ratio.workings(figure.numerator, figure.denominator) if row.ratio else "",
        budget=row.budget.sentence if row.budget else "",
        entered_by=figure.entered_by.name if figure.entered_by else "",
        entered_at=figure.entered_at,
        evidence=tuple(file.name for file in row.evidence.current),
    )


def _explanation(row: Row) -> str:
    no_data = f"Tidak ada data: {row.figure.no_data_reason}" if row.figure.no_data else ""
    return "\n\n".join(text for text in (no_data, row.figure.explanation) if text)


def target_of(row: Row) -> Amount:
    """A number, a range or a predicate, as papers show it."""
    figure = row.figure
    if figure.target_lower is not None:
        return Amount(figure.target_lower, upper=figure.target_upper, decimals=figure.definition["decimals"])
    return _amount(row, figure.target, missing="–")


def _amount(row: Row, value: Decimal | None, *, missing: str) -> Amount:
    """A predicate is printed by its label, a figure with the decimals of its indicator."""
    label = shown(value, row.figure.definition) if row.choices else ""
    value = None if value is None else legible(value, row.figure.definition)
    return Amount(value, label=label, decimals=row.figure.definition["decimals"], missing=missing)
