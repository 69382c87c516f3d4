"""A text as it is shown to who codes it, and nothing that this person must not see."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from upr.coding import Scheme
from upr.coding.rules import Reason, reasons, rule_hits
from upr.coding.words import STATE, places
from upright.archive.coding import MODEL
from upright.archive.coding_decisions import known_codes
from upright.archive.models import Recommendation
from upright.curation import labels
from upright.curation.coding_witnesses import Elsewhere, is_blind, said_elsewhere
from upright.curation.models import CodingTask

KEYS = 9  # codes that have a key of their own


@dataclass(frozen=True, slots=True)
class Option:
    """A code that can be given."""

    value: str
    label: str
    meaning: str
    key: str  # of the keyboard; "" for none
    score: float | None  # of the model, where it is shown
    is_chosen: bool
    rules: Sequence[Reason]  # that speak for it; none where the model is not shown
    is_otherwise: bool  # rules speak for it, and the model gives others


@dataclass(frozen=True, slots=True)
class TextShown:
    """What somebody sees of a text."""

    place: int
    text: str
    as_read: str
    whose: str  # where the States are not hidden
    recommending: Sequence[str]
    citation: str
    address: str
    is_single: bool  # one code alone can be given
    options: Sequence[Option]
    elsewhere: Sequence[Elsewhere]  # what other databases say; nothing in blind rounds


def shown(
    task: CodingTask,
    text: Recommendation,
    said: Sequence[Collection[str]] = (),
) -> TextShown:
    """Return a text to be coded, or to be settled after what coders `said`.

    What all of them said is chosen, for it is no matter of dispute, and what any said
    comes first. Without that it is begun from what the model gives, where it is shown.
    Where the States are hidden, so are their names in the text, but not words made of
    them.
    """
    made = task.round
    scheme = Scheme(made.scheme)
    document = text.item.document
    state = text.item.document.state
    sees = not made.hides_states
    return TextShown(
        place=task.place,
        text=text.text if sees else without_states(text.text),
        as_read=text.as_read if sees else without_states(text.as_read),
        whose=state.name if state and sees else "",
        recommending=_states(text) if sees else (),
        citation=f"{document.symbol}, {text.item.citation}" if sees else "",
        address=reverse("recommendation", args=[document.symbol, text.item.key])
        if sees
        else "",
        is_single=scheme is Scheme.ACTION,
        options=list(options(scheme, text, said, shows_model=made.shows_model)),
        elsewhere=[] if is_blind(made) else said_elsewhere(scheme, text),
    )


def without_states(text: str) -> str:
    """Return a text with the names of States put out of sight.

    What is made of a name stays ("the Dominican population").
    """
    pieces, at = [], 0
    for place in places(text):
        # Names are looked for in small letters: a turkey is no State.
        if place.word == STATE and text[place.start].isupper():
            pieces += [text[at : place.start], _("[a State]")]
            at = place.end
    return "".join([*pieces, text[at:]])


def _states(text: Recommendation) -> list[str]:
    return [
        one.state.name if one.state else one.printed_name
        for one in text.attributions.all()
    ]


def options(
    scheme: Scheme,
    text: Recommendation,
    said: Sequence[Collection[str]] = (),
    *,
    shows_model: bool = True,
) -> Iterator[Option]:
    """Yield every code of a scheme as it can be given to a text.

    First those that anybody `said`, then those the model gives and those of rules.
    Chosen is what all said; where nobody said anything, what the model gives.
    """
    given = text.codings.get(scheme.value, []) if shows_model else []
    # What a person decided, in another round, is no word of the model's.
    scores: dict[str, float] = {code: score for code, score, by in given if by == MODEL}
    rules = _rules(scheme, text) if shows_model else {}
    # Five categories stay where they are: the fingers learn the keys.
    known = known_codes(scheme)
    by_coders = [code for code in known if any(code in codes for codes in said)]
    wanted = [*by_coders, *scores, *rules] if scheme is not Scheme.ACTION else []
    first = [code for code in dict.fromkeys(wanted) if code in known]
    ordered = [*first, *(code for code in known if code not in first)]
    for place, code in enumerate(ordered, start=1):
        yield Option(
            value=code,
            label=labels.code(scheme, code),
            meaning=labels.meaning(scheme, code),
            key=str(place) if place <= KEYS else "",
            score=scores.get(code),
            is_chosen=all(code in codes for codes in said or (scores,)),
            rules=rules.get(code, ()),
            is_otherwise=bool(scores) and code in rules and code not in scores,
        )


def _rules(scheme: Scheme, text: Recommendation) -> dict[str, list[Reason]]:
    """What rules say of the text, by code."""
    found: dict[str, list[Reason]] = {}
    for reason in reasons(rule_hits(text.text)):
        if reason.scheme is scheme:
            found.setdefault(reason.code, []).append(reason)
    return found
