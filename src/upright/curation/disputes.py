"""Texts on which what another database says and what the model gives differ.

Where a published rule is on the other database's side the model is most likely wrong,
so these come first.
"""

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from upr.coding import Scheme
from upr.coding.rules import against, rule_hits
from upr.exchange.foreign import SourceName
from upright.archive.codings import sureness_field
from upright.archive.models import Recommendation
from upright.witnesses.models import Tie
from upright.witnesses.queries import SURE

SAYS = {Scheme.ACTION: "action", Scheme.ISSUES: "issues"}  # what UPR Info codes
_CHUNK = 500


class Place(NamedTuple):
    """A text by the report's symbol, the key of its item and its number there."""

    symbol: str
    item_key: str
    order: int


def disputed(scheme: Scheme, imagined: bool, size: int) -> list[Recommendation]:
    """Return texts that UPR Info codes otherwise, in the order in which to look.

    First those where a rule speaks for what UPR Info says and the model does not give,
    then the others; of each, where the model is surest, first. Only records that are
    surely tied count, and only texts of which nobody decided; of schemes that UPR Info
    has not, there are none. With their items.
    """
    said = dict(_said(scheme))
    found: list[tuple[bool, float, int]] = []
    for pk, place, text, given in _given(scheme, imagined):
        theirs = said.get(place)
        if theirs and theirs != given.keys():
            backed = _is_backed(theirs, text, scheme, given)
            found.append((not backed, -min(given.values()), pk))
    wanted = [pk for *_, pk in sorted(found)[:size]]
    rows = Recommendation.objects.select_related("item").in_bulk(wanted)
    return [rows[pk] for pk in wanted if pk in rows]


def _is_backed(
    theirs: frozenset[str], text: str, scheme: Scheme, given: Mapping[str, float]
) -> bool:
    """Whether a rule speaks for a code of theirs that the model does not give."""
    others = against(rule_hits(text), scheme, given)
    return any(hit.code in theirs for hit in others)


def _said(scheme: Scheme) -> Iterator[tuple[Place, frozenset[str]]]:
    name = SAYS.get(scheme)
    ties = Tie.objects.filter(
        until=None,
        sure__gte=SURE,
        record__until=None,
        record__source=SourceName.UPR_INFO.value,
        recommendation_order__isnull=False,
    )
    rows = ties.values_list(
        "symbol", "item_key", "recommendation_order", "record__said"
    )
    for symbol, key, order, said in rows.iterator(_CHUNK) if name else ():
        labels = _labels(json.loads(said), str(name))
        if labels:
            yield Place(symbol, key, order or 0), labels


def _labels(said: Mapping[str, object], name: str) -> frozenset[str]:
    value = said.get(name)
    if isinstance(value, list):
        return frozenset(map(str, value))
    return frozenset([str(value)]) if value else frozenset()


def _given(
    scheme: Scheme, imagined: bool
) -> Iterator[tuple[int, Place, str, Mapping[str, float]]]:
    """What the model gives each text in force, where it gives anything."""
    rows = Recommendation.objects.filter(
        **{"until": None, f"{sureness_field(scheme)}__isnull": False},
        item__document__is_imagined=imagined,
    ).values_list(
        "pk", "item__document__symbol", "item__key", "order", "text", "codings"
    )
    for pk, symbol, key, order, text, codings in rows.iterator(_CHUNK):
        given = {code: score for code, score, _ in codings.get(scheme.value, [])}
        if given:
            yield pk, Place(symbol, key, order), text, given
