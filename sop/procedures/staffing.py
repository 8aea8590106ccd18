"""Whether there are people for every step: columns bound to posts, units for what is done per unit."""

from collections.abc import Iterator

from sop.procedures.definition import StepDef
from sop.procedures.findings import Finding, Level
from sop.procedures.sheets import Sheet, listed


def check(sheet: Sheet, *, running: bool) -> list[Finding]:
    """`running`: the sheet could run but for these findings, so they block; otherwise they say what is lacking."""
    level = Level.ERROR if running else Level.LACK
    findings = [*_performers(sheet, running=running)]
    if sheet.performance:
        findings += [*_bound(sheet, level), *_units(sheet, level), *_judges(sheet)]
    return findings


def _performers(sheet: Sheet, *, running: bool) -> Iterator[Finding]:
    for place, step in sheet.definition.steps.items():
        if not step.actors:
            yield sheet.finding(
                Level.ERROR if running else Level.WARNING,
                place,
                sheet.heading("col_actors"),
                "Langkah ini belum mempunyai pelaksana.",
                "Beri tanda pada kolom pelaksana yang mengerjakannya.",
            )


def _bound(sheet: Sheet, level: Level) -> Iterator[Finding]:
    used: dict[int, list[int]] = {}
    for place, step in sheet.definition.steps.items():
        for actor in (*step.actors, *step.attendees):
            used.setdefault(actor, []).append(place)
    for actor, places in sorted(used.items()):
        if not sheet.posts.get(actor):
            yield Finding(
                level,
                sheet.numbers(places),
                sheet.column(actor),
                f"Pelaksana ‘{sheet.column(actor)}’ belum dipasangkan dengan jabatan.",
                "Pilih jabatannya, atau tulis nama kolom ini pada ‘sebutan lain’ jabatan.",
            )


def _units(sheet: Sheet, level: Level) -> Iterator[Finding]:
    for place, step in sheet.definition.steps.items():
        posts = [post for actor in step.actors for post in sheet.posts.get(actor, ())]
        if step.per_unit and posts and not any(post.unit for post in posts):
            yield sheet.finding(
                level,
                place,
                sheet.heading("col_actors"),
                "Langkah per unit ini dipasangkan dengan jabatan yang tidak mempunyai unit.",
                "Isi unit pada jabatan yang dipasangkan.",
            )


def _judges(sheet: Sheet) -> Iterator[Finding]:
    """Nobody may verify figures he entered: warn where the same post is named for both, unless a remark does."""
    if any("juga memeriksa" in remark["text"] for remark in sheet.data["remarks"]):
        return
    definition = sheet.definition
    fillers = {title for place in definition.fill_steps for title in _titles(sheet, definition.steps[place])}
    judging = {
        edge.source for edge in definition.edges if set(edge.effects) & {"verify", "paraf", "sign"}
    } - set(definition.fill_steps)
    both = sorted(fillers & {title for place in judging for title in _titles(sheet, definition.steps[place])})
    if both:
        yield Finding(
            Level.WARNING,
            "",
            sheet.heading("col_actors"),
            f"{listed(both)} dapat mengisi dan juga memeriksa angka.",
            "Isian unit mereka harus dimasukkan oleh pegawai lain.",
        )


def _titles(sheet: Sheet, step: StepDef) -> set[str]:
    return {post.title for actor in step.actors for post in sheet.posts.get(actor, ())}
