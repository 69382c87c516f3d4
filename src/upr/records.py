"""The vocabulary: what the papers of the Universal Periodic Review say, as records.

Each word is defined here once and means the same in tables, addresses, exports and
on screen. States are ISO 3166-1 alpha-3 codes (Holy See VAT, State of Palestine PSE;
imagined States of the demonstration XAA, XAB, ...). Pages and paragraphs count from
1 as printed; boxes are in points from the lower left corner of the page.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

READER_VERSION = "4"  # goes up whenever the same file may be read differently


class DocumentKind(StrEnum):
    """What a paper is in the review."""

    REPORT = "report"  # of the Working Group: A/HRC/28/15
    DRAFT_REPORT = "draft_report"  # A/HRC/WG.6/20/L.9
    CORRIGENDUM = "corrigendum"  # of a report: A/HRC/28/15/Corr.1
    ADDENDUM = "addendum"  # A/HRC/28/15/Add.1
    THEMATIC_LIST = "thematic_list"  # OHCHR's list of recommendations, no symbol
    NATIONAL_REPORT = "national_report"  # A/HRC/WG.6/20/SVN/1
    COMPILATION = "compilation"  # A/HRC/WG.6/20/SVN/2
    SUMMARY = "summary"  # A/HRC/WG.6/20/SVN/3
    DECISION = "decision"  # A/HRC/DEC/28/111
    COUNCIL_REPORT = "council_report"  # A/HRC/28/2


class PositionValue(StrEnum):
    """What the State under review said of a recommendation.

    PENDING is the absence of a position at the time of the report: no share of
    supported recommendations is computed over it.
    """

    SUPPORTED = "supported"
    NOTED = "noted"
    PENDING = "pending"


class Implementation(StrEnum):
    """What the State added about a recommendation it supports or notes."""

    IMPLEMENTED = "implemented"
    IN_PROCESS = "in_process"
    EITHER = "implemented_or_in_process"


class Stance(StrEnum):
    """What one paper says of a recommendation, as said: no rule is applied yet."""

    SUPPORTED = "supported"
    NOTED = "noted"  # also "not accepted", "rejected"
    PARTLY = "partly"  # supported in part, noted in part; OHCHR's "Supported/Noted"
    IN_PRINCIPLE = "in_principle"
    UNCLEAR = "unclear"  # an answer that is none of these, or puts the answer off


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: a page (from 1) and the box around them.

    In a Word file `page` is None and `index` the number of the paragraph in the
    body, from 1; in a PDF `index` is None.
    """

    page: int | None = None
    box: Box | None = None
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """One statement of the State under review on a recommendation."""

    value: PositionValue
    words: str  # as printed, the sentence that says it
    paragraph: str | None  # of the document that says it: "136"
    implementation: Implementation | None = None


@dataclass(frozen=True, slots=True)
class RecommendingState:
    """A State that made a recommendation."""

    iso3: str | None  # None where the printed name is not known: see the checks
    name: str  # as printed
    certain: bool = True  # False where the name was only nearly matched


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One text in an item, with the States that made it."""

    text: str  # without number and without the States in brackets
    states: tuple[RecommendingState, ...]
    addressee: str  # ISO3; the State under review but for Sudan 2011
    as_read: str | None = None  # where a footnote gives the words used in the room
    position: Position | None = None  # where it differs from the item's

    @property
    def iso3s(self) -> tuple[str, ...]:
        """The codes of the recommending States that are known, in printed order."""
        return tuple(state.iso3 for state in self.states if state.iso3)


@dataclass(frozen=True, slots=True)
class Item:
    """A printed, numbered paragraph that holds recommendations."""

    key: str  # "136.12"; in cycle 1 paragraph and number: "95.1"
    paragraph: str  # of the list it stands in: "136"
    printed_number: str  # as printed: "85.75", "1", "" where there is none
    number: str  # corrected by the sequence: "86.75", "1"
    text: str  # as printed, whole, lines joined
    recommendations: tuple[Recommendation, ...]
    position: Position
    places: tuple[Place, ...]  # one for each page it stands on
    footnotes: tuple[str, ...] = ()
    referred_to: tuple[str, ...] = ()  # paragraphs of section I it was taken from

    @property
    def citation(self) -> str:
        """How the item is cited in UN style: `para. 136.12`.

        Where the report numbers its lists plainly: `para. 95, recommendation 1`; where
        it gives the item by reference to section I: `para. 35 (b)`.
        """
        if self.referred_to:
            return f"para. {self.referred_to[0]}"
        if "." in self.number or "." in self.printed_number:
            return f"para. {self.key}"
        if not self.number:
            return f"para. {self.paragraph}"
        return f"para. {self.paragraph}, recommendation {self.number}"


@dataclass(frozen=True, slots=True)
class Comment:
    """What the State under review added between or under its recommendations."""

    text: str
    paragraph: str | None
    about: tuple[str, ...]  # keys of the items it speaks of, where it names them
    places: tuple[Place, ...]
    state: str | None = None  # ISO3, in a paper about several States


@dataclass(frozen=True, slots=True)
class PositionStatement:
    """What a paper other than the report says of the position on some items.

    An item is named by its key, by its number alone where the paper prints no
    paragraph ("18"), or as all items of a list ("122.*") or of the report ("*").
    """

    items: tuple[str, ...]
    value: Stance
    words: str  # as printed, what says it
    paragraph: str | None  # of the paper that says it
    places: tuple[Place, ...]
    implementation: Implementation | None = None
    explanation: str = ""  # what the State adds on these items, as printed
    excepted: tuple[str, ...] = ()  # of the items that "*" stands for
    state: str | None = None  # ISO3, in a paper about several States
    said_in: str = ""  # symbol of the paper it was said in, where this one reports it


@dataclass(frozen=True, slots=True)
class Classification:
    """What an item is about, as OHCHR's thematic list prints it."""

    item: str  # key
    heading: str  # theme it stands under
    themes: tuple[str, ...]
    groups: tuple[str, ...]
    sdgs: tuple[str, ...]
    assessment: str = ""  # what stands in the column on implementation


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a report of the Council says of one review it concluded."""

    state: str | None  # ISO3; None where the name is not known
    name: str  # as printed
    report: str  # symbol of the Working Group's report; "" where none is printed
    held: date | None  # the review
    adopted: date | None  # the outcome, by the Council
    paragraph: str | None  # that opens the part on this State


@dataclass(frozen=True, slots=True)
class Pledge:
    """A voluntary pledge or commitment of the State under review."""

    text: str
    paragraph: str | None
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words that no rule could place: never dropped, listed for a person."""

    text: str
    why: str
    place: Place


@dataclass(frozen=True, slots=True)
class Check:
    """Something the document says about itself, and whether the reading agrees."""

    name: str  # "numbering", "known_states", "total", ...
    passed: bool
    message: str  # a sentence for a person


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What the opening paragraphs of a report say of the review."""

    session: int | None = None
    session_start: date | None = None
    session_end: date | None = None
    review_date: date | None = None
    adoption_date: date | None = None
    troika: tuple[str, ...] = ()  # ISO3, as printed order
    documents: tuple[str, ...] = ()  # symbols of the papers considered
    advance_questions: tuple[str, ...] = ()  # ISO3 of States that sent them


@dataclass(frozen=True, slots=True)
class Source:
    """Which file was read, and by what."""

    name: str  # of the file, without folder
    sha256: str
    media_type: str
    pages: int | None  # None in a Word file
    reader_version: str
    layout: str  # name of the row that read it; "" for a paper


@dataclass(frozen=True, slots=True)
class Document:
    """What was read from one file.

    A paper without recommendations (national report, compilation, summary, decision)
    has the same shape with empty lists. `state` is None where a paper is not about
    one State.
    """

    kind: DocumentKind
    symbol: str  # "A/HRC/28/15"; "" where the paper prints none
    language: str  # "en"
    state: str | None
    title: str
    distributed: date | None  # the date printed on the cover
    source: Source
    facts: ReviewFacts = field(default_factory=ReviewFacts)
    previous_symbol: str | None = None  # "Previously issued under the symbol ..."
    reissued: bool = False  # printed with a star
    items: tuple[Item, ...] = ()
    comments: tuple[Comment, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    checks: tuple[Check, ...] = ()
    statements: tuple[PositionStatement, ...] = ()  # addendum, list, Council's report
    classifications: tuple[Classification, ...] = ()  # thematic list
    outcomes: tuple[Outcome, ...] = ()  # report of the Council

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left over and every check passed."""
        return not self.leftovers and all(check.passed for check in self.checks)

    @property
    def is_provisional(self) -> bool:
        """Whether a final report is still to come: a draft, unedited."""
        return self.kind is DocumentKind.DRAFT_REPORT

    def recommendations(self) -> Iterator[tuple[Item, Recommendation]]:
        """Every recommendation with the item it stands in, in printed order."""
        for item in self.items:
            for recommendation in item.recommendations:
                yield item, recommendation
