"""Is this sheet fit to publish, and fit to run? Everything that is found, in one report."""

from collections import defaultdict
from collections.abc import Iterator

from sop.procedures import readings, soundness, staffing, statuses, structure
from sop.procedures.canonical import canonical_data
from sop.procedures.findings import Finding, Level, Report
from sop.procedures.models import ActorBinding, SopVersion
from sop.procedures.sheets import Post, Sheet
from sop.procedures.steps import Flow, StepActor

READ_ONLY = (
    "SOP ini tidak mengisi dan tidak mengubah status data kinerja. "
    "Naskahnya dapat dibaca dan dicetak; tidak ada berkas yang dijalankan."
)


def check(version: SopVersion, *, drafting: bool = False) -> Report:
    """The report on a version as it stands in the tables. A constant number of queries.

    `drafting`: it is only to be kept as a draft, so columns without a post are a lack for now.
    """
    strangers = list(_strangers(version))
    if strangers:
        return Report.of(strangers, performance=False)
    return examine(sheet_of(version), drafting=drafting)


def sheet_of(version: SopVersion) -> Sheet:
    """A version with its staffing, as plain data."""
    return Sheet(canonical_data(version), _posts(version))


def examine(sheet: Sheet, *, drafting: bool = False) -> Report:
    """The same on plain data: no database."""
    findings = soundness.check(sheet)
    if findings:
        return Report.of([*findings, *readings.check(sheet)], performance=False)
    findings += structure.check(sheet)
    findings += statuses.check(sheet)
    running = sheet.performance and not any(f.severity is Level.LACK for f in findings)
    findings += staffing.check(sheet, running=running and not drafting)
    if not sheet.performance:
        findings.append(Finding(Level.INFO, "", "", READ_ONLY))
    return Report.of([*findings, *readings.check(sheet)], performance=sheet.performance)


def _posts(version: SopVersion) -> dict[int, tuple[Post, ...]]:
    posts: dict[int, list[Post]] = defaultdict(list)
    bindings = ActorBinding.objects.filter(actor__version=version).order_by("actor__order", "position__title")
    for order, title, unit in bindings.values_list("actor__order", "position__title", "position__unit"):
        posts[order].append(Post(title, unit))
    return {order: tuple(found) for order, found in posts.items()}


def _strangers(version: SopVersion) -> Iterator[Finding]:
    """Rows that point into another sheet: the tables allow it, nothing else can see it."""
    flows = Flow.objects.filter(source__version=version).exclude(target=None).exclude(target__version=version)
    for place in flows.values_list("source__position", flat=True):
        yield Finding(
            Level.ERROR,
            str(place),
            "Alur",
            "Alur menuju langkah dari naskah lain.",
            "Pilih ulang langkahnya.",
        )
    marks = StepActor.objects.filter(step__version=version).exclude(actor__version=version)
    for place in marks.values_list("step__position", flat=True):
        yield Finding(
            Level.ERROR,
            str(place),
            "Pelaksana",
            "Pelaksana berasal dari naskah lain.",
            "Pilih ulang pelaksananya.",
        )
