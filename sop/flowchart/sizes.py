"""How large symbols and their letters are, in millimetres of the nominal size."""

from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN = 12.0, 7.0, 2.3
FULL_WIDTH, FULL_HEIGHT = WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN
MIDDLE, HALFWAY = FULL_WIDTH / 2, FULL_HEIGHT / 2
LEADING = 0.97  # height of a line of a label, in letters
NARROW = 0.53  # width of a letter, in its height
HALF = 50  # percent of a lane from its middle to its border
FEWEST, MOST = 7, 9  # letters on a line of a label


@dataclass(frozen=True)
class Size:
    """How large symbols are drawn: `scale` of their nominal size, in lanes of `lane` millimetres.

    Labels have letters of `letters` millimetres, down to `least` where the room is short. `percent` is always how far
    from the middle of the lane its border is, or the line that runs beside the symbol.
    """

    scale: float = 1.0
    lane: float = 19.0
    letters: float = 2.2
    least: float = 1.8

    def beside(self, percent: int = HALF) -> float:
        """Millimetres for a label between the middle of the lane and what is `percent` of the lane away."""
        return self.lane * percent / 100 - (1 if percent == HALF else 1.9)

    def fitting(self, count: int, percent: int = HALF) -> float:
        """Height of letters, in units of the symbol, so that so many stay beside the middle."""
        room = self.beside(percent) / (NARROW * count)
        return max(min(self.letters, room), self.least) / self.scale

    def most(self, percent: int = HALF) -> int:
        """How many letters a line of a label may have."""
        return max(FEWEST, min(MOST, int(self.beside(percent) / (NARROW * self.least))))

    def inside(self, count: int) -> float:
        """Height of the letters of a word within a capsule, in units of the symbol."""
        return min(max(2.3, self.least / self.scale), (WIDTH - 1.2) / (NARROW * count))
