"""What the year's figures say to the questions of an evaluation: offered, never answered by themselves."""

from typing import Any

from kinerja.compliance.page import Compliance


def offers(page: Compliance) -> dict[str, str]:
    """A sentence for each kind of figure that a question may ask for."""
    return {"time": _time(page), "returns": _returns(page), "waiting": _waiting(page), "flow": _flow(page)}


def facts_of(page: Compliance) -> dict[str, Any]:
    """The figures as they stand, as plain JSON: what a finished evaluation keeps."""
    return {
        "headline": page.headline,
        "period": page.scope.period,
        "offers": offers(page),
        "rows": step_rows(page),
    }


def step_rows(page: Compliance) -> list[list[str]]:
    """Per step in words: number, kegiatan, mutu baku, n, median, P90, shortest to longest, share on time, returned, outside the flow."""
    return [
        [
            row.line.number, row.line.step.activity, row.line.standard or "–", str(row.measured.n), row.median, row.p90,
            row.measured.range_words,
            row.measured.share_words, str(row.measured.sums.drawn), str(row.measured.sums.outside),
        ]
        for row in page.rows
    ]  # fmt: skip


def _time(page: Compliance) -> str:
    worst = "; ".join(
        f"langkah {row.line.number}: {row.measured.late} dari {row.measured.sums.judged} terlambat (median {row.median})"
        for row in page.worst
    )
    return f"{page.headline} {f'Paling sering terlambat: {worst}.' if worst else ''}".strip()


def _returns(page: Compliance) -> str:
    if not page.returned:
        return "Tidak ada langkah yang dikembalikan."
    most = max(page.rows, key=lambda row: row.measured.sums.drawn + row.measured.sums.outside)
    return f"{page.returned} kali dikembalikan dari {page.figures.all.n} langkah selesai, terbanyak di langkah {most.line.number}."


def _waiting(page: Compliance) -> str:
    known = [row for row in page.rows if row.measured.waiting is not None]
    if not known:
        return "Waktu tunggu sebelum langkah dibuka belum tercatat."
    longest = max(known, key=lambda row: row.measured.waiting or 0)
    return f"Terlama menunggu dibuka: langkah {longest.line.number}, rata-rata {longest.waiting}."


def _flow(page: Compliance) -> str:
    outside = page.figures.all.sums.outside
    if not outside:
        return "Tidak ada pengembalian di luar alur tertulis."
    return f"{outside} kali dikembalikan di luar alur yang tertulis pada SOP."
