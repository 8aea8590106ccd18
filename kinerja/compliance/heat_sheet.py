"""The sheet of an SOP, drawn, with what departs from it: how often a step was repeated, done early, or sent back. Pure but for the sheet."""

from dataclasses import dataclass

from kinerja.compliance.lines import StepLine
from kinerja.compliance.scope import Scope
from kinerja.compliance.variants import StepHeat, Variants
from sop.flowchart.drawing import Drawing, draw_once
from sop.flowchart.errors import CannotDraw
from sop.flowchart.markup import SCREEN, DrawnRow, drawn_rows
from sop.flowchart.screen import screen_css, token
from sop.procedures.definition import Definition
from sop.procedures.models import Publication
from sop.procedures.queries import definition_of

WARM, HOT = 5, 20  # per cent of the times a step was done


@dataclass(frozen=True)
class HeatRow:
    """A row of the drawing; without `line` it belongs to the drawing alone. `tone` is for colour, `words` say the same."""

    drawn: DrawnRow
    line: StepLine | None
    heat: StepHeat | None

    @property
    def share(self) -> int:
        """Per cent of the times at which something departed."""
        if self.heat is None or not self.heat.done:
            return 0
        departed = self.heat.again + self.heat.early + self.heat.outside + self.heat.drawn
        return min(100, departed * 100 // self.heat.done)

    @property
    def tone(self) -> str:
        if self.heat is None or not self.heat.done:
            return ""
        return "danger" if self.share >= HOT else "warning" if self.share >= WARM else "success"

    @property
    def words(self) -> list[str]:
        if self.heat is None:
            return []
        told = (
            (self.heat.drawn, "dikembalikan {}×"),
            (self.heat.outside, "dikembalikan {}× di luar alur tertulis"),
            (self.heat.again, "diulang {}×"),
            (self.heat.early, "mendahului urutan {}×"),
        )
        return [words.format(count) for count, words in told if count]


@dataclass(frozen=True)
class HeatSheet:
    """The drawn sheet. `version` is its row and `address` the query of its stylesheet; `left_out`: returns without room."""

    rows: tuple[HeatRow, ...]
    lanes: tuple[str, ...]
    version: int
    address: str
    outside: bool
    left_out: tuple[str, ...]


def heat_sheet(scope: Scope, variants: Variants) -> HeatSheet | None:
    """The asked version, or the newest; None where it cannot be drawn."""
    publication = _shown(scope)
    definition = definition_of(publication)
    lines = _lines(scope, publication)
    taken = _undrawn(definition, lines, variants)
    try:
        drawing = draw_once(publication.sha256, definition, dashed=taken)
    except CannotDraw:
        return None
    rows = tuple(_row(row, lines, variants) for row in drawn_rows(drawing, size=SCREEN))
    return HeatSheet(
        rows, drawing.lanes, publication.version_id, _address(drawing, taken), bool(taken), drawing.left_out
    )


def _shown(scope: Scope) -> Publication:
    wanted = [one for one in scope.publications if scope.version in {None, one.version.version}]
    return wanted[0]


def _lines(scope: Scope, publication: Publication) -> dict[int, StepLine]:
    """The lines of the page by the place of their step in this version."""
    places = {pk: int(place) for place, pk in publication.step_ids.items()}
    return {places[pk]: line for line in scope.lines for pk in line.ids if pk in places}


def _undrawn(definition: Definition, lines: dict[int, StepLine], variants: Variants) -> list[str]:
    """The arrows that were taken although no sheet draws them."""
    hot = [
        place for place, line in lines.items() if line.pk in variants.heat and variants.heat[line.pk].outside
    ]
    moves = [move for place in hot for move in definition.moves(place) if move.is_return and not move.drawn]
    return sorted({edge.key for move in moves for edge in move.edges if not edge.drawn})


def _row(drawn: DrawnRow, lines: dict[int, StepLine], variants: Variants) -> HeatRow:
    line = lines.get(drawn.step) if drawn.step is not None else None
    return HeatRow(drawn, line, variants.heat.get(line.pk) if line else None)


def _address(drawing: Drawing, taken: list[str]) -> str:
    return "&".join([f"v={token(screen_css(drawing))}", *(f"luar={key}" for key in taken)])
