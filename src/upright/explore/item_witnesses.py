"""Who else records a recommendation: what they say, and where they say it otherwise.

Nothing of theirs is mixed with ours. Rows of one database that say the same for several
recommending States are shown as one.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from upright.archive.models import Recommendation
from upright.archive.queries import ItemPage
from upright.explore.reader import PageFor
from upright.witnesses import queries as witnesses
from upright.witnesses.labels import GROUNDS, MATTERS
from upright.witnesses.models import DECIDED, Tie
from upright.witnesses.sources import SOURCES, Source, address_of
from upright.witnesses.wording import SAME, Piece, differences

# Labels as a record may carry them, in the words of its source.
_LABELS = (
    ("issues", gettext_lazy("Issues")),
    ("themes", gettext_lazy("Themes")),
    ("groups", gettext_lazy("Persons affected")),
    ("sdgs", gettext_lazy("Sustainable Development Goals")),
)


@dataclass(frozen=True, slots=True)
class Label:
    """Labels of one scheme, as the source says them."""

    name: str | Promise
    values: str


@dataclass(frozen=True, slots=True)
class Witness:
    """What one database says of one text of an item."""

    source: str | Promise
    home: str
    address: str  # of the record, or of the document there; ""
    order: int  # of the text in the item
    states: str  # as said
    position: str  # as said
    action: int | None  # category of UPR Info
    labels: tuple[Label, ...]
    same_text: bool
    pieces: tuple[Piece, ...]  # the difference word by word; none where it is the same
    ground: str | Promise
    is_sure: bool
    is_decided: bool
    disagreements: tuple[str, ...]  # matters they disagree on, in words
    name: str  # of the export, as it came
    row: int


def witnesses_of(page: ItemPage, wanted: PageFor) -> list[Witness]:
    """Return who else records the texts of an item, source by source."""
    ties = witnesses.witnesses_of(page.document.symbol, page.item.key, wanted.version)
    ours = {text.order: text for text in page.recommendations}
    found = []
    for _key, group in groupby(sorted(ties, key=_said), key=_said):
        same = list(group)
        found.append(_witness(same, ours.get(same[0].recommendation_order or 0)))
    places = {source: place for place, source in enumerate(SOURCES.values())}
    names = {source.name: places[source] for source in SOURCES.values()}
    return sorted(found, key=lambda one: (names[one.source], one.order, one.row))


def _said(tie: Tie) -> tuple[Any, ...]:
    """What rows of one database must share to be shown as one."""
    record = tie.record
    said = json.loads(record.said)
    labels = [said.get(name, []) for name, _ in (("action", ""), *_LABELS)]
    is_sure = tie.sure >= witnesses.SURE
    return (
        record.source, tie.recommendation_order or 0, record.text, record.response,
        json.dumps(labels), tie.ground, is_sure,
    )  # fmt: skip


def _witness(ties: Sequence[Tie], ours: Recommendation | None) -> Witness:
    tie = ties[0]
    record, said = tie.record, json.loads(tie.record.said)
    source: Source = SOURCES[record.source]
    pieces = tuple(differences(ours.text if ours else "", record.text))
    is_same = all(piece.kind == SAME for piece in pieces)
    return Witness(
        source=source.name,
        home=source.home,
        address=address_of(record.source, said),
        order=tie.recommendation_order or 0,
        states=", ".join(dict.fromkeys(_states(ties))),
        position=record.response,
        action=said.get("action"),
        labels=tuple(
            Label(name, ", ".join(said[field]))
            for field, name in _LABELS
            if said.get(field)
        ),
        same_text=is_same,
        pieces=() if is_same else pieces,
        ground=GROUNDS[tie.ground],
        is_sure=tie.sure >= witnesses.SURE,
        is_decided=tie.ground == DECIDED,
        disagreements=tuple(dict.fromkeys(_disagreements(ties))),
        name=record.export.name,
        row=record.row,
    )


def _states(ties: Iterable[Tie]) -> Iterator[str]:
    for tie in ties:
        yield from (name for _, name in json.loads(tie.record.said)["recommending"])


def _disagreements(ties: Iterable[Tie]) -> Iterator[str]:
    for tie in ties:
        if tie.text_differs:
            yield str(MATTERS["text"])
        if tie.states_differ:
            yield str(MATTERS["states"])
        if tie.position_differs:
            yield str(MATTERS["position"])


def summary(found: Sequence[Witness]) -> str:
    """Return a sentence: whether the witnesses agree with the report."""
    if any(one.disagreements for one in found):
        return _("Not all of them say the same as the report; where, is marked.")
    return _("They say the same as the report.")


def twin(page: ItemPage, version: int | None) -> list[dict[str, Any]]:
    """Return what other databases say of an item as plain data, record by record."""
    ties = witnesses.witnesses_of(page.document.symbol, page.item.key, version)
    return [_plain(tie) for tie in ties]


def _plain(tie: Tie) -> dict[str, Any]:
    record, said = tie.record, json.loads(tie.record.said)
    return {
        "source": record.source,
        "recommendation_order": tie.recommendation_order,
        "text": record.text,
        "text_original": record.original or None,
        "states": [code for code, _ in said["recommending"] if code],
        "states_as_said": [name for _, name in said["recommending"]],
        "position_as_said": record.response or None,
        "action": said.get("action"),
        **{field: said.get(field, []) for field, _ in _LABELS},
        "id": said.get("id"),
        "address": address_of(record.source, said) or None,
        "export": record.export.name,
        "row": record.row,
        "tie": {
            "ground": tie.ground,
            "likeness": tie.likeness,
            "sure": tie.sure,
            "disagrees_on": [
                matter
                for matter, differs in (
                    ("text", tie.text_differs),
                    ("states", tie.states_differ),
                    ("position", tie.position_differs),
                )
                if differs
            ],
        },
    }
