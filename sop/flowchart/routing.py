"""All arrows of a drawing, one after the other: forward and short ones first, undrawn returns last."""

from dataclasses import dataclass

from sop.flowchart.board import Board
from sop.flowchart.errors import CannotDraw
from sop.flowchart.plan import Link, Plan, Spot
from sop.flowchart.search import find

# Grids tried in turn: where three lines beside a symbol do not suffice, finer ones.
TRACKS = (3, 5, 7)
TRIES = 12
PASSES = 3
SECOND_LOOKS = 200  # arrows laid anew at most, so that a huge sheet is not drawn for seconds


@dataclass(frozen=True)
class Routed:
    """The nodes of each arrow. `left_out` are dashed ones that found no way without moving the printed flow."""

    board: Board
    paths: dict[str, list[int]]
    left_out: tuple[str, ...]


def route(plan: Plan) -> Routed:
    """Lay all arrows; CannotDraw naming the arrow for which there is no room on the finest grid."""
    printed = [link for link in plan.links if not link.dashed]
    stuck: Link | None = None
    for tracks in TRACKS:
        order = sorted(printed, key=_short_first)
        for _ in range(TRIES):
            board, paths, stuck = _lay(plan, tracks, order)
            if stuck is None:
                _improve(board, order, paths)
                return _with_dashed(plan, board, paths)
            if order[0] is stuck:
                break
            order = [stuck, *(link for link in order if link is not stuck)]
    raise CannotDraw(_sentence(stuck))


def _short_first(link: Link) -> tuple[bool, bool, int, Spot, str]:
    rows = min(abs(a[0] - b[0]) for a in link.sources for b in link.targets)
    lanes = min(abs(a[1] - b[1]) for a in link.sources for b in link.targets)
    upward = max(link.targets)[0] <= min(link.sources)[0]
    return (link.is_return or upward, not link.main, 4 * rows + lanes, min(link.sources), link.key)


def _lay(plan: Plan, tracks: int, order: list[Link]) -> tuple[Board, dict[str, list[int]], Link | None]:
    board = Board(plan, tracks)
    paths: dict[str, list[int]] = {}
    for link in order:
        path = find(board, link)
        if path is None:
            return board, paths, link
        board.lay(link, path)
        paths[link.key] = path
    return board, paths, None


def _improve(board: Board, order: list[Link], paths: dict[str, list[int]]) -> None:
    """Take each arrow up once more and lay it anew: the first ones could not know of the later ones."""
    for _ in range(max(1, min(PASSES, SECOND_LOOKS // max(1, len(order))))):
        before = dict(paths)
        for link in reversed(order):
            board.lift(link, paths[link.key])
            paths[link.key] = find(board, link) or paths[link.key]
            board.lay(link, paths[link.key])
        if paths == before:
            break


def _with_dashed(plan: Plan, board: Board, paths: dict[str, list[int]]) -> Routed:
    left_out = []
    for link in sorted((link for link in plan.links if link.dashed), key=_short_first):
        path = find(board, link)
        if path is None:
            left_out.append(link.key)
        else:
            board.lay(link, path)
            paths[link.key] = path
    return Routed(board, paths, tuple(left_out))


def _sentence(link: Link | None) -> str:
    source = f"langkah {link.source}" if link and link.source else "mulai"
    target = f"langkah {link.target}" if link and link.target else "selesai"
    return (
        f"Alur dari {source} ke {target} tidak dapat digambar: garisnya terlalu rapat. "
        "Baca alurnya sebagai daftar, atau bagi SOP ini menjadi beberapa tabel."
    )
