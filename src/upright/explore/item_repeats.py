"""Where a recommendation was asked before, again and by others, on its page."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from upr.records import PositionValue
from upr.repeats import Asked, Ground
from upright.archive.models import Recommendation
from upright.archive.queries import ItemPage
from upright.explore.item_parts import address_of
from upright.explore.reader import PageFor
from upright.explore.repeat_parts import (
    CycleShown,
    RepeatShown,
    cycles_of,
    repeat_shown,
    repeats_address,
)
from upright.search.errors import IndexUnavailableError
from upright.search.repeats import Found, Repeats, Wanted, repeats_each

_log = logging.getLogger(__name__)

MOST_TEXTS = 3  # of an item that are looked for: each takes its time
_NEAREST = 3  # repeats shown of a ground
_IN_JSON = 50


@dataclass(frozen=True, slots=True)
class ItemRepeats:
    """The repeats of one text of an item."""

    order: int
    before: Sequence[CycleShown]
    later: Sequence[CycleShown]
    review: Sequence[RepeatShown]
    review_count: int
    review_address: str
    others: Sequence[RepeatShown]  # the nearest
    others_count: int
    others_states: int
    has_more: bool  # than were compared
    others_address: str
    address: str  # of the page of all of them
    version: int  # of the data they hold for

    @property
    def is_empty(self) -> bool:
        """Whether nothing asks the same or nearly the same."""
        return not (self.before or self.later or self.review or self.others)


def repeats_of(page: ItemPage, wanted: PageFor) -> list[ItemRepeats]:
    """Return the repeats of each text of an item, as far as they are looked for.

    None where the index cannot be read: the page of a recommendation does not need it.
    """
    try:
        each = list(_each(page, wanted))
    except IndexUnavailableError:
        _log.exception("Repeats of %s are not shown.", page.document.symbol)
        return []
    return [_shown(page, text, found, wanted) for text, found in each]


def is_behind(shown: Sequence[ItemRepeats], wanted: PageFor) -> bool:
    """Whether the repeats shown are not of the newest data, or not there at all."""
    newest = min((one.version for one in shown), default=0)
    return wanted.version is None and newest < wanted.newest


def repeats_twin(page: ItemPage, wanted: PageFor) -> list[dict[str, Any]]:
    """Return the repeats of an item as plain data, the nearest 50 of each text."""
    return [
        {
            "order": text.order,
            "has_more": found.has_more or len(found.found) > _IN_JSON,
            "found": [_plain(one, wanted) for one in found.found[:_IN_JSON]],
        }
        for text, found in _each(page, wanted)
    ]


def asked_in(page: ItemPage, text: Recommendation) -> Asked:
    """Return a text of an item as repeats are looked for."""
    codings = text.codings or {}
    return Asked(
        document=page.document.symbol,
        item=page.item.key,
        text=text.text,
        order=text.order,
        state=page.item.state_id or "",
        cycle=page.item.cycle,
        position=PositionValue(text.position),
        issues=tuple(code for code, *_ in codings.get("issues", ())),
    )


def _each(page: ItemPage, wanted: PageFor) -> Iterator[tuple[Recommendation, Repeats]]:
    texts = page.recommendations[:MOST_TEXTS]
    is_imagined = page.document.is_imagined
    asked = [
        Wanted(asked_in(page, text), wanted.version, is_imagined) for text in texts
    ]
    return zip(texts, repeats_each(asked), strict=True)


def _shown(
    page: ItemPage, text: Recommendation, found: Repeats, wanted: PageFor
) -> ItemRepeats:
    whole = {
        "symbol": page.document.symbol,
        "paragraph": page.item.key,
        "text_order": str(text.order) if len(page.recommendations) > 1 else "",
        "v": str(wanted.version or ""),
    }
    review, others = found.on(Ground.REVIEW), found.on(Ground.OTHERS)
    return ItemRepeats(
        order=text.order,
        before=list(cycles_of(found, Ground.EARLIER, {**whole, "where": "earlier"})),
        later=list(cycles_of(found, Ground.LATER, {**whole, "where": "later"})),
        review=[repeat_shown(one, wanted.version) for one in review[:_NEAREST]],
        review_count=len(review),
        review_address=repeats_address({**whole, "where": "review"}),
        others=[repeat_shown(one, wanted.version) for one in _nearest(others)],
        others_count=len(others),
        others_states=len({one.row.state for one in others}),
        has_more=found.has_more,
        others_address=repeats_address({**whole, "where": "others"}),
        address=repeats_address(whole),
        version=found.version,
    )


def _nearest(found: Sequence[Found]) -> list[Found]:
    """The first ones, each item once: several of its texts lead to the same page."""
    items: dict[tuple[str, str], Found] = {}
    for one in found:
        items.setdefault((one.row.symbol, one.row.item_key), one)
    return list(items.values())[:_NEAREST]


def _plain(found: Found, wanted: PageFor) -> dict[str, Any]:
    row = found.row
    path = address_of(row.symbol, row.item_key)
    return {
        "address": wanted.site + path + wanted.permanent_query,
        "symbol": row.symbol,
        "paragraph": row.item_key,
        "order": row.item_order,
        "state": row.state or None,
        "cycle": row.cycle,
        "states": list(dict.fromkeys(row.states)),
        "position": row.position,
        "ground": found.ground.value,
        "grade": found.grade.value,
        "score": found.score,
    }
