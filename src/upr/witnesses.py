"""One recommendation, many witnesses: records of different sources tied together.

The report's items are the anchors; what other databases hold on the same review is
tied to them by paragraph, recommending State and wording, with how sure that is.
Nothing is merged away: a tie names both sides and says where they disagree, and what
could not be tied is listed with the nearest candidates for a person.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from upr.exchange.foreign import ForeignRecommendation
from upr.likeness import Wording, likeness, likeness_is_whole, ready
from upr.records import Document, PositionValue


class Ground(StrEnum):
    """On what a tie rests, surest first."""

    PARAGRAPH = "paragraph"  # the source gives the paragraph, and the text fits it
    STATE_AND_TEXT = "state_and_text"
    PART = "part"  # several rows of the source hold parts of one of our texts
    TEXT = "text"  # under another State, or under none
    REMAINDER = "remainder"  # the only one of this State left on either side


class Matter(StrEnum):
    """What witnesses can disagree about."""

    TEXT = "text"
    STATES = "states"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where a record and the item it is tied to say different things."""

    about: Matter
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A record of another source and the recommendation of the report it is about."""

    record: ForeignRecommendation
    item: str  # key of the item: "136.12"
    recommendation: int  # which text of the item, from 0
    likeness: float  # of the texts, 0 to 1
    sure: float  # 0 to 1: estimated share of such ties that are right
    ground: Ground
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True)
class Loose:
    """A record that could not be tied, with the keys of the nearest items."""

    record: ForeignRecommendation
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tied:
    """What became of all records on one review."""

    ties: tuple[Tie, ...]  # in the order of the records
    loose: tuple[Loose, ...]
    alone: tuple[tuple[str, int], ...]  # recommendations nobody else has: key, text

    def by_item(self) -> dict[str, list[Tie]]:
        """The ties by the key of their item."""
        found: dict[str, list[Tie]] = defaultdict(list)
        for tie in self.ties:
            found[tie.item].append(tie)
        return dict(found)


@dataclass(frozen=True, slots=True)
class _Anchor:
    key: str
    index: int  # of the recommendation in its item
    text: str
    wording: Wording
    states: frozenset[str]
    position: PositionValue


@dataclass(frozen=True, slots=True)
class _Found:
    anchor: _Anchor
    likeness: float
    ground: Ground


# Least likeness on each ground; measured in benchmarks/witnesses.py.
_SAME = 0.80
_PART = 0.62
_ELSEWHERE = 0.90
_REMAINDER = 0.35
_IN_PARAGRAPH = 0.40
_CLOSE = 0.95  # below, the texts are said to disagree
_MARGIN = 0.04  # another item so nearly as good makes a tie doubtful
_NEAREST = 3
_LOOKED = 2 * _NEAREST  # texts: some stand in one item
_SURE = {
    Ground.PARAGRAPH: 0.999,
    Ground.STATE_AND_TEXT: 0.998,
    Ground.PART: 0.97,
    Ground.TEXT: 0.95,
    Ground.REMAINDER: 0.90,
}
_DOUBTFUL = 0.6  # where another item is as good
_POSITIONS = {
    "accepted": PositionValue.SUPPORTED,
    "supported": PositionValue.SUPPORTED,
    "noted": PositionValue.NOTED,
    "rejected": PositionValue.NOTED,
}


_Candidates = Callable[[int], Sequence[_Anchor]]


def tie(
    report: Document,
    records: Iterable[ForeignRecommendation],
    positions: Mapping[str, PositionValue] | None = None,
) -> Tied:
    """Tie records of other sources on one review to the items of its report.

    `records` may come from several sources and stand in any order; those on other
    reviews must not be among them. Other papers, such as OHCHR's thematic list, come as
    records too: `upr.exchange.own_records.records_of`. `positions` are the current
    positions by key of the item (see `upr.positions`); without them the report's own
    are compared.
    """
    anchors = list(_anchors(report, positions or {}))
    wanted = list(records)
    found: dict[int, _Found] = {}
    for source in dict.fromkeys(record.source for record in wanted):
        own = [i for i, record in enumerate(wanted) if record.source is source]
        found |= _Matching(anchors, wanted, own).all()
    ties = [_tie(wanted[i], found[i], anchors) for i in sorted(found)]
    claimed = {(one.item, one.recommendation) for one in ties}
    return Tied(
        ties=tuple(ties),
        loose=tuple(
            _loose(record, anchors) for i, record in enumerate(wanted) if i not in found
        ),
        alone=tuple(
            (anchor.key, anchor.index)
            for anchor in anchors
            if (anchor.key, anchor.index) not in claimed
        ),
    )


def _anchors(
    report: Document, positions: Mapping[str, PositionValue]
) -> Iterator[_Anchor]:
    for item in report.items:
        for index, one in enumerate(item.recommendations):
            own = one.position or item.position
            yield _Anchor(
                key=item.key,
                index=index,
                text=one.text,
                wording=ready(one.text),
                states=frozenset(one.iso3s),
                position=positions.get(item.key, own.value),
            )


class _Matching:
    """The records of one source, tied ground by ground, the surest first."""

    def __init__(
        self,
        anchors: Sequence[_Anchor],
        records: Sequence[ForeignRecommendation],
        own: Sequence[int],
    ) -> None:
        self._anchors = anchors
        self._records = records
        self._left = list(own)
        self._wordings = {i: ready(records[i].text) for i in own}
        self._states: dict[str, list[_Anchor]] = defaultdict(list)
        for anchor in anchors:
            for iso3 in anchor.states:
                self._states[iso3].append(anchor)
        self._paragraphs: dict[str, list[_Anchor]] = defaultdict(list)
        for anchor in anchors:
            self._paragraphs[anchor.key].append(anchor)
        self._taken: set[tuple[str, int, str]] = set()  # text and State
        self._found: dict[int, _Found] = {}

    def all(self) -> dict[int, _Found]:
        """Return what was found, by the number of the record."""
        self._one_to_one(Ground.PARAGRAPH, self._in_paragraph, _IN_PARAGRAPH)
        self._one_to_one(Ground.STATE_AND_TEXT, self._of_state, _SAME)
        self._shared(Ground.PART, self._of_state, _PART)
        self._shared(Ground.TEXT, lambda _: self._anchors, _ELSEWHERE)
        self._remainders()
        return self._found

    def _in_paragraph(self, i: int) -> Sequence[_Anchor]:
        record = self._records[i]
        if not record.paragraph:
            return ()
        keys = (record.paragraph, f"{record.paragraph}0", f"{record.paragraph}00")
        found = [anchor for key in keys for anchor in self._paragraphs.get(key, ())]
        wanted = frozenset(record.iso3s)
        return [anchor for anchor in found if anchor.states & wanted] or found

    def _of_state(self, i: int) -> Sequence[_Anchor]:
        states = self._records[i].iso3s
        found = (anchor for iso3 in states for anchor in self._states.get(iso3, ()))
        return list({(one.key, one.index): one for one in found}.values())

    def _scored(
        self, candidates: _Candidates, least: float
    ) -> list[tuple[float, int, _Anchor]]:
        scores = [
            (likeness(self._wordings[i], anchor.wording, least), i, anchor)
            for i in self._left
            for anchor in candidates(i)
        ]
        good = [score for score in scores if score[0] >= least]
        return sorted(good, key=lambda score: (-score[0], score[1]))

    def _letter_for_letter(
        self, candidates: _Candidates
    ) -> Iterator[tuple[float, int, _Anchor]]:
        """The pairs that are the same letters: none is more alike, most are found."""
        for i in self._left:
            wording = self._wordings[i]
            for anchor in candidates(i):
                if likeness_is_whole(wording, anchor.wording):
                    yield 1.0, i, anchor

    def _one_to_one(
        self, ground: Ground, candidates: _Candidates, least: float
    ) -> None:
        """Tie each record to a text that no other of the same State has."""
        self._claim(ground, list(self._letter_for_letter(candidates)))
        self._claim(ground, self._scored(candidates, least))

    def _claim(
        self, ground: Ground, scores: Iterable[tuple[float, int, _Anchor]]
    ) -> None:
        for score, i, anchor in scores:
            claim = (anchor.key, anchor.index, "+".join(self._records[i].iso3s))
            if i not in self._found and claim not in self._taken:
                self._taken.add(claim)
                self._found[i] = _Found(anchor, score, ground)
        self._left = [i for i in self._left if i not in self._found]

    def _shared(self, ground: Ground, candidates: _Candidates, least: float) -> None:
        """Tie each record to the text most like it, whoever else has it."""
        for score, i, anchor in list(self._letter_for_letter(candidates)):
            self._found.setdefault(i, _Found(anchor, score, ground))
        self._left = [i for i in self._left if i not in self._found]
        for score, i, anchor in self._scored(candidates, least):
            self._found.setdefault(i, _Found(anchor, score, ground))
        self._left = [i for i in self._left if i not in self._found]

    def _remainders(self) -> None:
        """Tie the one record of a State that is left to the one text that is left."""
        counts = Counter(iso3 for i in self._left for iso3 in self._records[i].iso3s)
        for i in list(self._left):
            states = self._records[i].iso3s
            if len(states) != 1 or counts[states[0]] != 1:
                continue
            free = [
                anchor
                for anchor in self._states.get(states[0], ())
                if (anchor.key, anchor.index, states[0]) not in self._taken
            ]
            score = likeness(self._wordings[i], free[0].wording) if free else 0.0
            if len(free) == 1 and score >= _REMAINDER:
                self._found[i] = _Found(free[0], score, Ground.REMAINDER)


def _tie(
    record: ForeignRecommendation, found: _Found, anchors: Sequence[_Anchor]
) -> Tie:
    return Tie(
        record=record,
        item=found.anchor.key,
        recommendation=found.anchor.index,
        likeness=round(found.likeness, 4),
        sure=_sureness(record, found, anchors),
        ground=found.ground,
        disagreements=tuple(_disagreements(record, found)),
    )


def _sureness(
    record: ForeignRecommendation, found: _Found, anchors: Sequence[_Anchor]
) -> float:
    if found.ground is Ground.PARAGRAPH:
        return _SURE[found.ground]
    wording = ready(record.text)
    same_states = [it for it in anchors if it.states & found.anchor.states]
    others = (it for it in same_states if it.key != found.anchor.key)
    bar = found.likeness - _MARGIN
    is_doubtful = any(likeness(wording, it.wording, bar) > bar for it in others)
    return _DOUBTFUL if is_doubtful else _SURE[found.ground]


def _disagreements(
    record: ForeignRecommendation, found: _Found
) -> Iterator[Disagreement]:
    anchor = found.anchor
    if found.likeness < _CLOSE:
        yield Disagreement(Matter.TEXT, anchor.text, record.text)
    theirs = frozenset(record.iso3s)
    if not theirs <= anchor.states:
        yield Disagreement(
            Matter.STATES, " ".join(sorted(anchor.states)), " ".join(sorted(theirs))
        )
    position = _POSITIONS.get(record.response.casefold())
    is_settled = anchor.position is not PositionValue.PENDING
    if position and is_settled and position is not anchor.position:
        yield Disagreement(Matter.POSITION, anchor.position.value, record.response)


def _loose(record: ForeignRecommendation, anchors: Sequence[_Anchor]) -> Loose:
    wording = ready(record.text)
    letters = [anchor.wording.letters for anchor in anchors]
    # By letters alone, fast: a file of other texts would keep all else busy for hours.
    likely = process.extract(wording.letters, letters, scorer=fuzz.ratio, limit=_LOOKED)
    keys = dict.fromkeys(anchors[place].key for _, _, place in likely)
    return Loose(record, tuple(keys)[:_NEAREST])
