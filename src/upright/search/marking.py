"""What in a recommendation the query matched: marked in its text, and said in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from upright.archive.rows import IndexRow
from upright.search import codings
from upright.search.answering import Fragment
from upright.search.conditions import Conditions
from upright.search.facets import (
    BY_NAME,
    CODING_FACETS,
    CODING_NAMES,
    GIVER_FACETS,
    has_value,
)
from upright.search.registry import card_from, giver_from
from upright.search.schema import CERTAINTIES
from upright.search.syntax import (
    FieldIs,
    Leaf,
    Node,
    Phrase,
    Prefix,
    Word,
    unwanted,
    wanted,
)
from upright.search.text import Cut

MAX_SHOWN = (
    2000  # characters; of 19,807 recommendations of sessions 1-20 none is longer
)
_BEFORE = 200  # characters shown before the first match of a longer one
_FORMS = 4  # different forms of a word that are named

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A recommendation's text in fragments, and what matched, as plain statements."""

    fragments: tuple[Fragment, ...]
    why: tuple[str, ...]


class Marker:
    """Marks the hits of one query."""

    def __init__(
        self, node: Node | None, conditions: Conditions, only_certain: bool = False
    ) -> None:
        """Keep what speaks for a hit; of codings, perhaps, the certain ones alone."""
        self._only_certain = only_certain
        self._wanted: Sequence[Leaf] = []
        self._unwanted: Sequence[Leaf] = []
        if node is not None:
            self._wanted = list(dict.fromkeys(wanted(node)))
            self._unwanted = list(dict.fromkeys(unwanted(node)))
        self._chosen = [
            FieldIs(facet.name, facet.name, conditions.chosen[facet.name], "")
            for facet in (*GIVER_FACETS, *CODING_FACETS)
            if conditions.is_chosen(facet.name)
        ]

    def mark(self, row: IndexRow) -> Marked:
        """The marked text of a hit, and why it is one."""
        cut = Cut(row.text)
        spans: list[Span] = []
        why: list[str] = []
        for leaf in self._wanted:
            found = spans_of(leaf, cut)
            spans += found
            if isinstance(leaf, FieldIs):
                why += self._field_said(leaf, row)
            else:
                why += _said(leaf, row, found)
        why += [_without(leaf) for leaf in self._unwanted]
        for leaf in self._chosen:
            why += self._field_said(leaf, row)
        shown = fragments(row.text, spans)
        return Marked(shown, tuple(dict.fromkeys(why)))

    def _field_said(self, leaf: FieldIs, row: IndexRow) -> Iterator[str]:
        if leaf.facet in CODING_NAMES:
            return _coding_said(leaf, row, self._only_certain)
        return _field_said(leaf, row)


def spans_of(leaf: Leaf, cut: Cut) -> list[Span]:
    """Where a leaf matches the text: characters, from and to; none for a field."""
    match leaf:
        case Word(_typed, stem):
            return [cut.span(i, i) for i, one in enumerate(cut.stems) if one == stem]
        case Prefix(_typed, beginning):
            return [
                cut.span(i, i)
                for i, word in enumerate(cut.words)
                if word.startswith(beginning)
            ]
        case Phrase(_typed, stems):
            return list(_phrases(list(stems), cut))
        case FieldIs():
            return []


def _phrases(stems: list[str], cut: Cut) -> Iterator[Span]:
    size = len(stems)
    for first, stem in enumerate(cut.stems):
        if stem == stems[0] and cut.stems[first : first + size] == stems:
            yield cut.span(first, first + size - 1)


def fragments(text: str, spans: Iterable[Span]) -> tuple[Fragment, ...]:
    """The text cut at what matched; a very long one is shown around its first match.

    >>> fragments("Ratify the treaty", [(0, 6)])
    (Fragment(text='Ratify', is_match=True), Fragment(text=' the treaty', \
is_match=False))
    """
    merged = _merged(spans)
    first, last = _window(text, merged)
    pieces = [Fragment("… ", is_match=False)] if first else []
    at = first
    for start, end in merged:
        start, end = max(start, at), min(end, last)
        if start >= end:
            continue
        if start > at:
            pieces.append(Fragment(text[at:start], is_match=False))
        pieces.append(Fragment(text[start:end], is_match=True))
        at = end
    if at < last:
        pieces.append(Fragment(text[at:last], is_match=False))
    if last < len(text):
        pieces.append(Fragment(" …", is_match=False))
    return tuple(pieces)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _window(text: str, merged: Sequence[Span]) -> Span:
    if len(text) <= MAX_SHOWN:
        return 0, len(text)
    start = max(0, merged[0][0] - _BEFORE) if merged else 0
    if start:
        start = text.find(" ", start) + 1
    end = min(len(text), start + MAX_SHOWN)
    return start, max(text.rfind(" ", start, end), start + 1) if end < len(
        text
    ) else end


# --- in words -------------------------------------------------------------------------


def _said(
    leaf: Word | Phrase | Prefix, row: IndexRow, found: Sequence[Span]
) -> Iterator[str]:
    if not found:
        return
    forms = dict.fromkeys(row.text[start:end].lower() for start, end in found)
    as_printed = ", ".join(f"“{form}”" for form in list(forms)[:_FORMS])
    names = {"typed": leaf.typed.rstrip("*"), "forms": as_printed}
    match leaf:
        case Phrase():
            yield _("the phrase “%(typed)s”") % names
        case Prefix():
            yield _("a word that begins with “%(typed)s”: %(forms)s") % names
        case _ if list(forms) == [leaf.typed.lower()]:
            yield _("the word “%(typed)s”") % names
        case _:
            yield _("the word “%(typed)s” as %(forms)s") % names


def _field_said(leaf: FieldIs, row: IndexRow) -> Iterator[str]:
    if leaf.facet == "paragraph":
        if row.item_key in leaf.values:
            yield _("paragraph %(key)s") % {"key": row.item_key}
        return
    facet = BY_NAME[leaf.facet]
    for value in dict.fromkeys(_values(leaf.facet, row)):
        if has_value([value], leaf.values):
            label = str(facet.label)
            yield _("%(label)s: %(value)s") % {
                "label": label,
                "value": facet.value_label(value),
            }


def _coding_said(leaf: FieldIs, row: IndexRow, only_certain: bool) -> Iterator[str]:
    """What was coded as asked, and how sure that is."""
    facet = BY_NAME[leaf.facet]
    if leaf.facet == codings.CODED_BY:
        own = codings.code_table(only_certain).values_of(
            codings.CODED_BY, codings.numbers_of(row.codings)
        )
        yield from (str(facet.value_label(v)) for v in own if v in leaf.values)
        return
    for scheme, code, score, who in row.codings:
        value = codings.value_of().get((scheme, code))
        is_counted = codings.is_certain(score, who) or not only_certain
        if value is None or codings.FACETS.get(scheme) != leaf.facet or not is_counted:
            continue
        if has_value([value], leaf.values):
            yield _("%(label)s: %(value)s (%(sure)s)") % {
                "label": str(facet.label),
                "value": facet.value_label(value),
                "sure": _sureness(score, who),
            }


def _sureness(score: float, who: str) -> str:
    """How sure a coding is; what is not quite certain is never shown as 100%."""
    if who == codings.PERSON:
        return _("decided by a person")
    return _("by the model, %(score)d%% sure") % {"score": min(int(score * 100), 99)}


def _values(name: str, row: IndexRow) -> Sequence[str]:
    facet = BY_NAME[name]
    if facet.of_card:
        return facet.of_card(card_from(row))
    if facet.of_giver:
        of_giver = facet.of_giver
        givers = [giver_from(state, row.date) for state in row.states]
        return [value for giver in givers for value in of_giver(giver)]
    if name == "position":
        return (row.position,)
    return (CERTAINTIES[not row.is_certain],)


def _without(leaf: Leaf) -> str:
    match leaf:
        case FieldIs(facet="paragraph"):
            return _("not paragraph %(key)s") % {"key": leaf.label}
        case FieldIs():
            label = BY_NAME[leaf.facet].label
            return _("not %(label)s: %(value)s") % {"label": label, "value": leaf.label}
        case Phrase():
            return _("without the phrase “%(typed)s”") % {"typed": leaf.typed}
        case Prefix():
            typed = leaf.typed.rstrip("*")
            return _("without a word that begins with “%(typed)s”") % {"typed": typed}
        case Word():
            return _("without the word “%(typed)s”") % {"typed": leaf.typed}
