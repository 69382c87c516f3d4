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

from upr.exchange.foreign import ForeignRecommendation
from upr.likeness import Wording, Wordings, likeness, likeness_is_whole, ready
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
_Scores = Iterable[tuple[float, int, _Anchor]]  # likeness, number of the record


def tie(
    report: Document,
    records: Iterable[ForeignRecommendation],
    positions: Mapping[str, PositionValue] | None = None,
) -> Tied:
    """Tie records of other sources on one review to the items of its report.

    Returns the ties in the order of the records, the records that fit nothing, and the
    recommendations no record is tied to.

    `records` may come from several sources and stand in any order; those on other
    reviews must not be among them. Other papers, such as OHCHR's thematic list, come as
    records too: `upr.exchange.own_records.records_of`. `positions` are the current
    positions by key of the item (see `upr.positions`); without them the report's own
    are compared.
    """
    anchors = _Anchors(list(_anchors(report, positions or {})))
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
            Loose(record, anchors.nearest(record.text))
            for i, record in enumerate(wanted)
            if i not in found
        ),
        alone=tuple(
            (anchor.key, anchor.index)
            for anchor in anchors.all
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


class _Anchors:
    """The texts of the report, and what is asked of them once for each wording."""

    def __init__(self, anchors: Sequence[_Anchor]) -> None:
        self.all = anchors
        self.wordings = Wordings([anchor.wording for anchor in anchors])
        self._beside: dict[tuple[str, int], Wordings] = {}
        self._rivals: dict[tuple[str, str, int], bool] = {}
        self._nearest: dict[str, tuple[str, ...]] = {}

    def has_rival(self, text: str, found: _Found) -> bool:
        """Whether another item of the same States fits nearly as well."""
        asked = (text, found.anchor.key, found.anchor.index)
        if asked not in self._rivals:
            bar = found.likeness - _MARGIN
            others = self._others(found.anchor).like(ready(text), bar)
            self._rivals[asked] = any(score > bar for _, score in others)
        return self._rivals[asked]

    def _others(self, anchor: _Anchor) -> Wordings:
        name = (anchor.key, anchor.index)
        if name not in self._beside:
            others = [
                it.wording
                for it in self.all
                if it.key != anchor.key and it.states & anchor.states
            ]
            self._beside[name] = Wordings(others)
        return self._beside[name]

    def nearest(self, text: str) -> tuple[str, ...]:
        """The keys of the items nearest to a text that fits none."""
        if text not in self._nearest:
            likely = self.wordings.nearest(ready(text), _LOOKED)
            keys = dict.fromkeys(self.all[place].key for place in likely)
            self._nearest[text] = tuple(keys)[:_NEAREST]
        return self._nearest[text]


class _Matching:
    """The records of one source, tied ground by ground, the surest first."""

    def __init__(
        self,
        anchors: _Anchors,
        records: Sequence[ForeignRecommendation],
        own: Sequence[int],
    ) -> None:
        self._anchors = anchors
        self._by_states: dict[tuple[str, ...], Sequence[_Anchor]] = {}
        self._records = records
        self._left = list(own)
        self._wordings = {i: ready(records[i].text) for i in own}
        self._states: dict[str, list[_Anchor]] = defaultdict(list)
        for anchor in anchors.all:
            for iso3 in anchor.states:
                self._states[iso3].append(anchor)
        self._paragraphs: dict[str, list[_Anchor]] = defaultdict(list)
        for anchor in anchors.all:
            self._paragraphs[anchor.key].append(anchor)
        self._taken: set[tuple[str, int, str]] = set()  # text and State
        self._found: dict[int, _Found] = {}

    def all(self) -> dict[int, _Found]:
        """Return what was found, by the number of the record."""
        self._one_to_one(Ground.PARAGRAPH, self._in_paragraph, _IN_PARAGRAPH)
        self._one_to_one(Ground.STATE_AND_TEXT, self._of_state, _SAME)
        self._shared(Ground.PART, self._letter_for_letter(self._of_state))
        self._shared(Ground.PART, self._scored(self._of_state, _PART))
        self._shared(Ground.TEXT, self._letter_for_letter(lambda _: self._anchors.all))
        self._shared(Ground.TEXT, self._scored_everywhere(_ELSEWHERE))
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
        if states not in self._by_states:
            found = (anchor for iso3 in states for anchor in self._states.get(iso3, ()))
            different = {(one.key, one.index): one for one in found}
            self._by_states[states] = list(different.values())
        return self._by_states[states]

    def _scored(self, candidates: _Candidates, least: float) -> _Scores:
        scores = [
            (likeness(self._wordings[i], anchor.wording, least), i, anchor)
            for i in self._left
            for anchor in candidates(i)
        ]
        good = [score for score in scores if score[0] >= least]
        return sorted(good, key=lambda score: (-score[0], score[1]))

    def _scored_everywhere(self, least: float) -> _Scores:
        everywhere = self._anchors.wordings
        good = (
            (score, i, self._anchors.all[place])
            for i in self._left
            for place, score in everywhere.like(self._wordings[i], least)
        )
        return sorted(good, key=lambda score: (-score[0], score[1]))

    def _letter_for_letter(self, candidates: _Candidates) -> _Scores:
        """The pairs that are the same letters: none is more alike, most are found."""
        for i in self._left:
            wording = self._wordings[i]
            if not self._anchors.wordings.has(wording):
                continue
            for anchor in candidates(i):
                if likeness_is_whole(wording, anchor.wording):
                    yield 1.0, i, anchor

    def _one_to_one(
        self, ground: Ground, candidates: _Candidates, least: float
    ) -> None:
        """Tie each record to a text that no other of the same State has."""
        self._claim(ground, list(self._letter_for_letter(candidates)))
        self._claim(ground, self._scored(candidates, least))

    def _claim(self, ground: Ground, scores: _Scores) -> None:
        for score, i, anchor in scores:
            claim = (anchor.key, anchor.index, "+".join(self._records[i].iso3s))
            if i not in self._found and claim not in self._taken:
                self._taken.add(claim)
                self._found[i] = _Found(anchor, score, ground)
        self._left = [i for i in self._left if i not in self._found]

    def _shared(self, ground: Ground, scores: _Scores) -> None:
        """Tie each record to the text most like it, whoever else has it."""
        for score, i, anchor in scores:
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


def _tie(record: ForeignRecommendation, found: _Found, anchors: _Anchors) -> Tie:
    return Tie(
        record=record,
        item=found.anchor.key,
        recommendation=found.anchor.index,
        likeness=round(found.likeness, 4),
        sure=_sureness(record, found, anchors),
        ground=found.ground,
        disagreements=tuple(_disagreements(record, found)),
    )


def _sureness(record: ForeignRecommendation, found: _Found, anchors: _Anchors) -> float:
    is_doubtful = found.ground is not Ground.PARAGRAPH and anchors.has_rival(
        record.text, found
    )
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
