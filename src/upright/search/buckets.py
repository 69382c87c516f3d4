"""The values of a facet as they are listed: named, counted, in an order."""

from collections.abc import Mapping

from upright.search.answering import Bucket
from upright.search.conditions import Conditions
from upright.search.facets import CODED_BY_LABELS, NUMBERED, Facet
from upright.search.schema import CERTAINTIES, POSITIONS

_FIXED = {
    "position": POSITIONS,
    "certainty": CERTAINTIES,
    "coding": tuple(CODED_BY_LABELS),
}


def buckets(
    facet: Facet, counts: Mapping[str, int], conditions: Conditions
) -> tuple[Bucket, ...]:
    """The buckets of a facet: its largest values, and all that are chosen.

    Numbers come in their order, positions and certainties all and in theirs, all else
    by count and name.
    """
    chosen = conditions.chosen.get(facet.name, ())
    held = {value: number for value, number in counts.items() if number}
    if facet.name in _FIXED:
        listed = list(_FIXED[facet.name])
    elif facet.name in NUMBERED:
        listed = sorted(held, key=int)
    else:
        listed = _largest(facet, held)
    listed += [value for value in chosen if value not in listed]
    answered = sum(held.get(value, 0) for value in ("supported", "noted"))
    return tuple(
        Bucket(
            value=value,
            label=str(facet.value_label(value)),
            count=held.get(value, 0),
            is_chosen=value in chosen,
            share=_share(facet, value, held.get(value, 0), answered),
        )
        for value in listed
    )


def _largest(facet: Facet, held: Mapping[str, int]) -> list[str]:
    ordered = sorted(held, key=lambda value: (-held[value], value))
    return ordered[: facet.most]


def _share(facet: Facet, value: str, number: int, answered: int) -> float | None:
    """Of those with a position the share with this one; pending is none."""
    if facet.name != "position" or value not in {"supported", "noted"} or not answered:
        return None
    return number / answered
