"""What one State was asked again: groups of repeats across its reviews."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from upr.records import PositionValue
from upr.repeats.collection import Asked
from upr.repeats.grading import Grade, compare, least_score
from upr.repeats.meaning import RAREST

_POSITIONS = tuple(PositionValue)
# Two texts that are nearly the same have signs in common that are not in every third
# recommendation. Of 2,799 such pairs of eight States none is left out by these two; by
# signs twice as rare one in ten was ("violence against women").
_BLOCKING = RAREST / 8
_LIGHTEST = 0.25  # of the lighter text's weight, below which none are compared

_Edges = Mapping[int, Mapping[int, float]]


@dataclass(frozen=True, slots=True)
class Group:
    """Recommendations to one State that ask the same or nearly, in several cycles."""

    members: tuple[Asked, ...]  # by cycle, then as they came
    example: Asked  # of the latest cycle, the one most like the others

    @property
    def cycles(self) -> tuple[int, ...]:
        """The cycles it was asked in, in order."""
        return tuple(sorted(self._by_cycle()))

    def of_cycle(self, cycle: int) -> tuple[Asked, ...]:
        """Its recommendations of one cycle."""
        return self._by_cycle().get(cycle, ())

    def states_of(self, cycle: int) -> tuple[str, ...]:
        """ISO3 of the States that asked in a cycle, each once."""
        own = self.of_cycle(cycle)
        return tuple(dict.fromkeys(iso3 for one in own for iso3 in one.states))

    def positions_of(self, cycle: int) -> tuple[PositionValue, ...]:
        """The positions on those of a cycle: supported, noted, pending; each once."""
        own = {one.position for one in self.of_cycle(cycle)}
        return tuple(position for position in _POSITIONS if position in own)

    def _by_cycle(self) -> dict[int, tuple[Asked, ...]]:
        grouped = groupby(self.members, key=lambda one: one.cycle)
        return {cycle: tuple(own) for cycle, own in grouped if cycle is not None}


def asked_again(records: Iterable[Asked]) -> list[Group]:
    """Group what one State was asked in several cycles, the largest group first.

    `records` are of one State, of all its reviews; those without a cycle are left out.
    A recommendation is in a group exactly if it is nearly the same (`Grade.NEARLY`) as
    one of another cycle; in one group alone, unless it names several treaties.
    """
    dated = [record for record in records if record.cycle is not None]
    dated.sort(key=lambda record: record.cycle or 0)  # stable: as they came
    edges = _edges(dated)
    numbers = _grouped(dated, edges)
    groups = [_group([dated[n] for n in own], own, edges) for own in numbers]
    return sorted(groups, key=lambda group: -len(group.members))


def _edges(records: Sequence[Asked]) -> _Edges:
    """For each record those nearly the same, with their scores."""
    meanings = [record.meaning for record in records]
    limits = [_LIGHTEST * own.total for own in meanings]
    bar = least_score(Grade.NEARLY)
    edges: defaultdict[int, dict[int, float]] = defaultdict(dict)
    having: defaultdict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(meanings):
        weights: defaultdict[int, float] = defaultdict(float)
        for sign, weight in own.signs.items():
            if weight >= _BLOCKING:
                for other in having[sign]:
                    weights[other] += weight
                having[sign].append(number)
        limit = limits[number]
        for other, weight in weights.items():
            if weight >= limit or weight >= limits[other]:
                score = compare(own, meanings[other], least=bar).score
                if score >= bar:
                    edges[number][other] = edges[other][number] = score
    return edges


def _grouped(records: Sequence[Asked], edges: _Edges) -> list[list[int]]:
    """The numbers of each group: around its best connected record, then the rest."""
    across = _across_cycles(records, edges)
    leader_of = _leaders(records, edges, across)
    groups: defaultdict[Hashable, set[int]] = defaultdict(set)
    for number, leader in leader_of.items():
        groups[leader].add(number)
    left = {number for number, own in across.items() if own} - leader_of.keys()
    for number in sorted(left):  # all their repeats are in groups
        best = max(across[number], key=lambda other: (across[number][other], -other))
        own_treaties = records[number].meaning.treaties
        if records[best].meaning.treaties > own_treaties:
            groups[own_treaties] |= {number, best}
        else:
            groups[leader_of[best]].add(number)
    return [sorted(group) for group in groups.values()]


def _across_cycles(records: Sequence[Asked], edges: _Edges) -> _Edges:
    """The edges between records of different cycles."""
    return {
        number: {
            other: score
            for other, score in own.items()
            if records[other].cycle != records[number].cycle
        }
        for number, own in edges.items()
    }


def _leaders(records: Sequence[Asked], edges: _Edges, across: _Edges) -> dict[int, int]:
    """For each record that another gathers around itself, the number of that one."""
    free = {number for number, own in across.items() if own}
    # One that names many treaties is like each that names one of them, though these
    # are not like one another: it is the last to gather others around it.
    strength = {
        number: sum(across[number].values())
        / max(1, len(records[number].meaning.treaties))
        for number in free
    }
    leader_of: dict[int, int] = {}
    for leader in sorted(free, key=lambda number: (-strength[number], number)):
        if leader in free and across[leader].keys() & free:
            own = {leader, *(edges[leader].keys() & free)}
            free -= own
            leader_of |= dict.fromkeys(own, leader)
    return leader_of


def _group(members: Sequence[Asked], numbers: Sequence[int], edges: _Edges) -> Group:
    last = members[-1].cycle

    def connected(place: int) -> float:
        own = edges[numbers[place]]
        return sum(own.get(number, 0.0) for number in numbers)

    latest = [n for n, member in enumerate(members) if member.cycle == last]
    return Group(tuple(members), members[max(latest, key=connected)])
