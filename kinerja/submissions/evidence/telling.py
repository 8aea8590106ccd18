"""What is said after an upload: what was kept, what was there already, and why the rest was not accepted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.contrib.messages import ERROR, SUCCESS

from kinerja.submissions.evidence.actions import MOST, Attached
from kinerja.submissions.evidence.inspection import KINDS
from kinerja.submissions.evidence.receiving import Turned


@dataclass(frozen=True)
class Said:
    """Sentences about what is kept now, and about what is not."""

    good: list[str] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)

    @property
    def lines(self) -> Iterator[tuple[int, str]]:
        """Each sentence with its level for `messages`."""
        yield from ((SUCCESS, text) for text in self.good)
        yield from ((ERROR, text) for text in self.bad)


def of_upload(done: Attached, turned: Sequence[Turned]) -> Said:
    """Every file by its name."""
    said = Said()
    said.good.extend(f"‘{file.name}’ terlampir." for file in done.added)
    said.good.extend(f"‘{file.name}’ sudah terlampir sebelumnya." for file in done.there)
    said.bad.extend(f"‘{file.name}’ tidak dilampirkan. {file.sentence}" for file in turned)
    said.bad.extend(
        f"‘{file.name}’ tidak dilampirkan. Satu baris memuat paling banyak {MOST} bukti dukung."
        for file in done.surplus
    )
    if not said.good and not said.bad:
        said.bad.append(f"Belum ada berkas yang dipilih. Pilih {KINDS}.")
    return said
