"""What other databases say of a text in a scheme, for who codes it.

Only records tied to the text surely, and never in a blind round: where the States or
what the model gives are hidden, this is hidden too.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from upr.coding import Scheme
from upright.archive.models import Recommendation
from upright.curation.models import CodingRound
from upright.witnesses.models import LOOSE
from upright.witnesses.queries import SURE, witnesses_of
from upright.witnesses.sources import SOURCES

_TARGET = re.compile(r"\b\d{1,2}\.[0-9a-z]{1,2}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What one database says of a text in the scheme of the round."""

    source: str | Promise
    codes: Sequence[str]  # in its words


def is_blind(made: CodingRound) -> bool:
    """Whether who codes in a round sees nothing of what others say."""
    return made.hides_states or not made.shows_model


def said_elsewhere(scheme: Scheme, text: Recommendation) -> list[Elsewhere]:
    """Return what each database says that says anything, in the order of `SOURCES`.

    It is not for blind rounds: ask `is_blind` first.
    """
    found: dict[str, dict[str, None]] = {}
    for tie in witnesses_of(text.item.document.symbol, text.item.key):
        is_of_text = (tie.recommendation_order or 0) == text.order
        if is_of_text and tie.ground != LOOSE and tie.sure >= SURE:
            said = json.loads(tie.record.said)
            own = found.setdefault(tie.record.source, {})
            own.update(dict.fromkeys(_codes(scheme, said)))
    return [
        Elsewhere(SOURCES[source].name, list(codes))
        for source, codes in found.items()
        if codes
    ]


def _codes(scheme: Scheme, said: Mapping[str, Any]) -> Iterator[str]:
    match scheme:
        case Scheme.ACTION:
            yield from (str(said["action"]),) if said.get("action") else ()
        case Scheme.ISSUES:
            yield from said.get("issues", ())
        case Scheme.GROUPS:
            yield from said.get("groups", ())
        case Scheme.SDG_GOALS:
            yield from (one for one in said.get("sdgs", ()) if not _TARGET.search(one))
        case Scheme.SDG_TARGETS:
            yield from (one for one in said.get("sdgs", ()) if _TARGET.search(one))
