"""Rules that say why a text has a code: published rules and lists of words, as data.

    [hit] = rule_hits("Maintain its policy")
    hit.code             # "2": an opening verb of the list for continuity
    hit.marks[0].words   # "Maintain"
    hit.source.title     # which published rule says so

The rules are rows of `rules.csv`, where they come from stands in `rule-sources.csv`;
a name in braces stands for the phrases of that row of `rule-lists.csv`.
They explain codes, they do not give them: the model does. Only wordings that people
code alike are in the table, so most texts have codes no rule speaks of. Needs no
extra.

A phrase is written as the words of `words.words`: small letters, known names in one
form (`@CAT`; `@treaty` is any treaty). `^` is the opening of a recommendation,
`educat*` a beginning and `*ing` an ending of a word. Wordings that no labelled text has
are read as `upr.coding.unseen_wordings` says, and shown as printed.
"""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from upr.coding.codes import Coding, Scheme
from upr.coding.unseen_wordings import places_read_as
from upr.coding.words import STATE, Place, places, references
from upr.reference.tables import parts

OPENING, ANY = "^", "*"
# Before the verb that opens a recommendation; so may adverbs stand, and a State's name.
_BEFORE = frozenset(["to", "also", "please", ",", ":", STATE])
_ADVERB = "ly"

Range = tuple[int, int]  # the first and the last of the words of a phrase
_Tree = dict[str, "_Tree"]
_ENDS = ""  # a node with this edge ends a phrase


@dataclass(frozen=True, slots=True)
class RuleSource:
    """Where a rule comes from."""

    key: str
    title: str  # who published it, where and when
    said: str  # what it says, in our words


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrase that stands for a code."""

    scheme: Scheme
    code: str
    phrase: str
    also: tuple[str, ...]  # one of these must stand after it, if there are any
    unless: tuple[str, ...]  # none of these may stand in the text
    source: RuleSource


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a text."""

    words: str  # as written
    start: int  # characters from the beginning, from 0
    end: int  # the first character after them


@dataclass(frozen=True, slots=True)
class RuleHit:
    """A rule that speaks for a code, and the words it speaks of."""

    rule: Rule
    marks: tuple[Mark, ...]  # the phrase; then what must stand after it, if anything

    @property
    def scheme(self) -> Scheme:
        """By whose scheme the code is."""
        return self.rule.scheme

    @property
    def code(self) -> str:
        """The code the rule speaks for."""
        return self.rule.code

    @property
    def source(self) -> RuleSource:
        """Where the rule comes from."""
        return self.rule.source


@dataclass(frozen=True, slots=True)
class Reason:
    """What the rules of one source say for a code."""

    scheme: Scheme
    code: str
    words: tuple[str, ...]  # as written; of a rule with several marks joined by " … "
    source: RuleSource


def rule_hits(text: str) -> tuple[RuleHit, ...]:
    """What the rules say of a text in English, by scheme and place of the words.

    Each rule speaks once, of its first place. Within a scheme a phrase that is part of
    a longer one does not count: the list that has the longer one means it. Of the
    category of action at most one rule speaks. The text is not checked for its
    language.

    >>> [(hit.code, hit.marks[0].words) for hit in rule_hits("Maintain the policy")]
    [('2', 'Maintain')]
    """
    found = places_read_as(places(text))
    ranges = _ranges([place.word for place in found])
    order = {scheme: number for number, scheme in enumerate(Scheme)}
    hits = [
        RuleHit(rule, tuple(_mark(text, found, one) for one in where))
        for rule, where in _longest(_spoken(ranges))
    ]
    hits.sort(key=lambda hit: (order[hit.scheme], hit.marks[0].start, hit.code))
    return tuple(hits)


def agreeing(hits: Iterable[RuleHit], coding: Coding) -> tuple[RuleHit, ...]:
    """The rules that speak for a code that was given."""
    wanted = coding.scheme, coding.code
    return tuple(hit for hit in hits if (hit.scheme, hit.code) == wanted)


def against(
    hits: Iterable[RuleHit], scheme: Scheme, given: Collection[str]
) -> tuple[RuleHit, ...]:
    """The rules that speak for a code of this scheme that was not given."""
    return tuple(hit for hit in hits if hit.scheme is scheme and hit.code not in given)


def reasons(hits: Iterable[RuleHit]) -> tuple[Reason, ...]:
    """What rules say, to be shown: one for each code and source, in their order."""
    found: dict[tuple[Scheme, str, RuleSource], dict[str, None]] = {}
    for hit in hits:
        words = " … ".join(mark.words for mark in hit.marks)
        found.setdefault((hit.scheme, hit.code, hit.source), {})[words] = None
    return tuple(
        Reason(scheme, code, tuple(words), source)
        for (scheme, code, source), words in found.items()
    )


def as_data(hit: RuleHit) -> dict[str, object]:
    """What `upr code --why` and the JSON of a recommendation say of a rule."""
    return {
        "words": [mark.words for mark in hit.marks],
        "start": [mark.start for mark in hit.marks],
        "says": hit.source.said,
        "source": hit.source.title,
    }


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule: one for each phrase of a row, in the order of the table."""
    sources = {
        row["key"]: RuleSource(row["key"], row["title"], row["said"])
        for row in _table("rule-sources.csv")
    }
    return tuple(
        Rule(
            Scheme(row["scheme"]),
            row["code"],
            phrase,
            _listed(row["also"]),
            _listed(row["unless"]),
            sources[row["source"]],
        )
        for row in _table("rules.csv")
        for phrase in _listed(row["phrases"])
    )


def _listed(cell: str) -> tuple[str, ...]:
    """The phrases of a cell, with those of the lists that it names."""
    found: list[str] = []
    for part in parts(cell):
        found += _lists()[part] if part.startswith("{") else (part,)
    return tuple(found)


@cache
def _lists() -> Mapping[str, tuple[str, ...]]:
    table = _table("rule-lists.csv")
    return {f"{{{row['list']}}}": parts(row["phrases"]) for row in table}


def _table(name: str) -> Iterator[dict[str, str]]:
    path = resources.files("upr.coding").joinpath(name)
    yield from csv.DictReader(path.read_text(encoding="utf-8").splitlines())


# --- phrases in a text ----------------------------------------------------------------

Spoken = tuple[Rule, list[Range]]  # its phrase, then what must stand after it


def _spoken(ranges: Mapping[str, list[Range]]) -> Iterator[Spoken]:
    """The rules whose conditions hold, with the places of their words."""
    by_phrase = _by_phrase()
    for phrase, at in ranges.items():
        for rule in by_phrase.get(phrase, ()):
            if any(ranges.get(other) for other in rule.unless):
                continue
            if not rule.also:
                yield from ((rule, [one]) for one in at)
                continue
            later = [
                one
                for other in rule.also
                for one in ranges.get(other, ())
                if one[0] > at[0][1]
            ]
            if later:
                yield rule, [at[0], min(later)]


def _longest(spoken: Iterable[Spoken]) -> Iterator[Spoken]:
    """Those that are not part of a longer phrase of the scheme.

    Each rule once, and the same words for the same code once.
    """
    by_scheme: dict[Scheme, list[Spoken]] = {}
    for one in spoken:
        by_scheme.setdefault(one[0].scheme, []).append(one)
    for scheme, group in by_scheme.items():
        all_ranges = {where[0] for _, where in group}
        told: set[Rule | tuple[str, Range]] = set()
        for rule, where in group:
            said = rule.code, where[0]
            if rule in told or said in told or _is_part(where[0], all_ranges):
                continue
            if told and scheme is Scheme.ACTION:  # a text has one category
                break
            told |= {rule, said}
            yield rule, where


def _is_part(where: Range, of: Iterable[Range]) -> bool:
    return any(one[0] <= where[0] and where[1] <= one[1] and one != where for one in of)


def _mark(text: str, found: Sequence[Place], where: Range) -> Mark:
    start, end = found[where[0]].start, found[where[1]].end
    return Mark(text[start:end], start, end)


def _ranges(words: Sequence[str]) -> dict[str, list[Range]]:
    """Where each phrase of the rules stands among the words of a text."""
    edges = [_edges(word) for word in words]
    tree = _tree()
    opening = _opening(words)
    found: dict[str, list[Range]] = {}
    for start in range(len(words)):
        for phrase, end in _walk(tree, edges, start, ""):
            found.setdefault(phrase, []).append((start, end))
    if opening is not None and OPENING in tree:
        for phrase, end in _walk(tree[OPENING], edges, opening, OPENING):
            found.setdefault(phrase, []).append((opening, end))
    return found


def _walk(
    node: _Tree, edges: Sequence[Sequence[str]], at: int, before: str
) -> Iterator[tuple[str, int]]:
    """The phrases that begin here, each with the place of its last word."""
    if at == len(edges):
        return
    for edge in edges[at]:
        below = node.get(edge)
        if below is None:
            continue
        phrase = f"{before} {edge}" if before else edge
        if _ENDS in below:
            yield phrase, at
        yield from _walk(below, edges, at + 1, phrase)


def _opening(words: Sequence[str]) -> int | None:
    """The place of the verb that opens a recommendation."""
    for place, word in enumerate(words):
        if word not in _BEFORE and not word.endswith(_ADVERB):
            return place
    return None


@cache
def _by_phrase() -> Mapping[str, tuple[Rule, ...]]:
    found: dict[str, tuple[Rule, ...]] = {}
    for rule in rules():
        found[rule.phrase] = (*found.get(rule.phrase, ()), rule)
    return found


@cache
def _phrases() -> frozenset[str]:
    """Every phrase, those of conditions too."""
    return frozenset(
        phrase for rule in rules() for phrase in (rule.phrase, *rule.also, *rule.unless)
    )


@cache
def _tree() -> _Tree:
    """The phrases as a tree, a word an edge."""
    tree: _Tree = {}
    for phrase in _phrases():
        node = tree
        for word in phrase.split():
            node = node.setdefault(word, {})
        node[_ENDS] = {}
    return tree


@cache
def _patterns() -> tuple[frozenset[str], frozenset[str]]:
    """The beginnings and the endings of words that phrases speak of."""
    words = {word for phrase in _phrases() for word in phrase.split()}
    return (
        frozenset(word[:-1] for word in words if word.endswith(ANY)),
        frozenset(word[1:] for word in words if word.startswith(ANY)),
    )


@cache
def _kinds() -> Mapping[str, str]:
    """For each known name the word for any of its kind: `@CAT` is `@treaty`."""
    return {
        f"@{ref}": "@" + one.kind.replace(" ", "-") for ref, one in references().items()
    }


def _edges(word: str) -> list[str]:
    """Every way in which phrases may speak of a word."""
    beginnings, endings = _patterns()
    found = [word, ANY]
    if kind := _kinds().get(word):
        found.append(kind)
    for length in range(1, len(word) + 1):
        if word[:length] in beginnings:
            found.append(word[:length] + ANY)
        if word[-length:] in endings:
            found.append(ANY + word[-length:])
    return found
