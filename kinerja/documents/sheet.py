"""The sheet of an SOP as frozen data, word for word as printed in the source (PermenPANRB 35/2012)."""

from dataclasses import dataclass, field

from sop.procedures.definition import Definition


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A row at the top right: label and value as printed; either may be empty."""

    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """Disahkan oleh, as printed."""

    label: str = "Disahkan oleh"
    position: str = ""
    name: str = ""
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a box; `marker` as printed ("1.", "1", "•" or nothing)."""

    text: str
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the identity page with its printed label; an empty box stays empty."""

    label: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnLabels:
    """Headings of the step table as printed; `numbers` is the row "1 2 3 …" below them, where the sheet has one."""

    number: str = "No."
    activity: str = "Kegiatan"
    actors: str = "Pelaksana"
    standard: str = "Mutu Baku"
    requirements: str = "Kelengkapan"
    time: str = "Waktu"
    output: str = "Output"
    note: str = "Keterangan"
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """What a step has in the column of one actor: `role` is "performs", "attends" or nothing ("").

    `inferred`: the drawn symbol was lost and the place is a reading of the words.
    """

    role: str = ""
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class SheetStep:
    """A row. `marks` has one entry per actor column; `nature` is "process" or "decision"."""

    position: int
    number: str
    activity: str
    marks: tuple[Mark, ...]
    nature: str = "process"
    starts: bool = False
    ends: bool = False
    is_meeting: bool = False
    requirements: str = ""
    time: str = ""
    output: str = ""
    note: str = ""

    @property
    def anchor(self) -> str:
        """Id of the row in the document."""
        return f"langkah-{self.position}"


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table of the flow; a sheet may have several, each with its own heading, all with the same columns."""

    heading: str
    steps: tuple[SheetStep, ...]


@dataclass(frozen=True, slots=True)
class SheetFlow:
    """An arrow between printed step numbers; no `target` is the end. Not `drawn`: "di luar alur tertulis"."""

    source: str
    target: str = ""
    label: str = ""
    is_return: bool = False
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class SheetRemark:
    """Something odd in the source: severity "Peringatan" or "Info"."""

    severity: str
    text: str


@dataclass(frozen=True, slots=True)
class SheetData:
    """An SOP sheet: identity page, step tables, arrows in words, remarks.

    `header` are the rows above "Disahkan oleh", `title_line` and `purpose` those below it. `boxes` are six: dasar
    hukum, kualifikasi, keterkaitan, peralatan, peringatan, pencatatan. `actors` may hold blank labels. `footer` is
    printed at the foot of each page ("SOP/PIPD/KIP/16, versi 1"). With a `definition` the flow is drawn across the rows;
    without, or where it cannot be drawn, plain marks stand in the columns.
    """

    paper: str
    agency: tuple[str, ...]
    header: tuple[HeaderLine, ...]
    approval: Approval
    title_line: HeaderLine
    boxes: tuple[Box, ...]
    actors: tuple[str, ...]
    tables: tuple[SheetTable, ...]
    flows: tuple[SheetFlow, ...] = ()
    remarks: tuple[SheetRemark, ...] = ()
    labels: ColumnLabels = field(default_factory=ColumnLabels)
    purpose: HeaderLine | None = None
    cover: tuple[str, ...] = ()
    attachment_of: tuple[str, ...] = ()
    logo_png: bytes | None = None
    footer: str = ""
    definition: Definition | None = None

    @property
    def header_rows(self) -> int:
        """How many rows stand to the right of the agency."""
        return len(self.header) + (3 if self.purpose else 2)

    @property
    def width(self) -> int:
        """How many columns the step table has."""
        return len(self.actors) + 6

    @property
    def has_inferred_marks(self) -> bool:
        """Whether a column of some step is only a reading of the words."""
        return any(mark.inferred for table in self.tables for step in table.steps for mark in step.marks)
