"""Gateways where arrows come together: from sets of arrows that arrive together to a tree of gateways."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sop.flowchart.bpmn_graph import Kind

Family = frozenset[frozenset[str]]


@dataclass(frozen=True)
class Meet:
    """A gateway (MERGE, JOIN or GATHER) into which arrows (by key) or further gateways lead."""

    kind: Kind
    parts: tuple["Meet | str", ...]


def meet(family: Iterable[frozenset[str]], keys: Iterable[str]) -> Meet | str:
    """The tree for the arrows `keys` (at least one), in their order.

    Arrows that never come together are merged, arrows that always do are joined, to any depth; what is neither is
    gathered: an inclusive gateway waits for what can still arrive, as the token game does.
    """
    ordered = tuple(keys)
    sets = frozenset(family) | {frozenset({key}) for key in set(ordered).difference(*family)}
    return _tree(sets, ordered)


def _tree(family: Family, keys: tuple[str, ...]) -> Meet | str:
    if len(keys) == 1:
        return keys[0]
    together = {(a, b) for arrived in family for a in arrived for b in arrived}
    apart = _groups(keys, lambda a, b: (a, b) in together)
    if len(apart) > 1:
        return Meet(Kind.MERGE, tuple(_tree(_within(family, group), group) for group in apart))
    joined = _groups(keys, lambda a, b: (a, b) not in together)
    if len(joined) > 1 and all(arrived & set(group) for arrived in family for group in joined):
        return Meet(Kind.JOIN, tuple(_tree(_within(family, group), group) for group in joined))
    return Meet(Kind.GATHER, keys)


def _within(family: Family, group: tuple[str, ...]) -> Family:
    return frozenset(part for arrived in family if (part := arrived & set(group)))


def _groups(keys: tuple[str, ...], linked: Callable[[str, str], bool]) -> list[tuple[str, ...]]:
    """The keys in groups of those linked with each other, directly or by way of others; order is kept."""
    group = {key: index for index, key in enumerate(keys)}
    for a in keys:
        for b in keys:
            if linked(a, b) and group[a] != group[b]:
                old, new = max(group[a], group[b]), min(group[a], group[b])
                group = {key: new if index == old else index for key, index in group.items()}
    return [tuple(key for key in keys if group[key] == index) for index in sorted(set(group.values()))]
