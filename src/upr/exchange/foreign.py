"""A record of somebody else's database, and a row that is none.

Other people's databases hold the same recommendations in shapes of their own. All are
read into one record that keeps what they say as they say it: nothing is translated
into our words, nothing that does not fit is dropped.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class SourceName(StrEnum):
    """Whose export a record comes from."""

    UPR_INFO = "upr-info"
    UHRI = "uhri"  # Universal Human Rights Index, OHCHR
    DIHR = "dihr"  # SDG-Human Rights Data Explorer, Danish Institute
    UPRIGHT = "upright"  # read from the papers by this library


class RecordKind(StrEnum):
    """What a record is."""

    RECOMMENDATION = "recommendation"
    PLEDGE = "pledge"  # voluntary pledge of the State under review
    OBSERVATION = "observation"  # concern or observation, no recommendation
    OTHER = "other"  # an annex, an introduction, a kind that is not said


@dataclass(frozen=True, slots=True)
class NamedState:
    """A State as another database names it."""

    iso3: str | None  # None where the name is not known for certain
    name: str  # as given


@dataclass(frozen=True, slots=True)
class ForeignRecommendation:
    """A record of another database, as it says it.

    Values are those of the source, freed of what only its format puts around them
    (dashes before values, entities, HTML). `original` is the text before that, empty
    where nothing was changed. A field that a source does not have is empty or None.
    """

    source: SourceName
    row: int  # in the file as a spreadsheet counts it; of JSON the object, from 1
    about: tuple[NamedState, ...]  # the State under review; others where mis-tagged
    text: str
    kind: RecordKind = RecordKind.RECOMMENDATION
    kind_as_said: str = ""
    original: str = ""
    recommending: tuple[NamedState, ...] = ()
    session: int | None = None
    cycle: int | None = None
    symbol: str = ""
    paragraph: str = ""  # "136.12"
    response: str = ""  # as said: "Accepted", "Supported/Noted"
    action: int | None = None  # category of UPR Info, 1 to 5
    issues: tuple[str, ...] = ()  # of UPR Info
    themes: tuple[str, ...] = ()  # of OHCHR
    groups: tuple[str, ...] = ()  # of persons
    sdgs: tuple[str, ...] = ()  # goals and targets as given
    body: str = ""  # "UPR", "CEDAW": who recommends
    published: date | None = None
    published_there: str = ""  # when it came into the database, as given
    year: int | None = None
    regions: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    recommending_regions: tuple[str, ...] = ()
    recommending_organisations: tuple[str, ...] = ()
    id: str = ""
    document_id: str = ""
    extra: tuple[tuple[str, str], ...] = ()  # columns nobody knows, with their values
    cautions: tuple[str, ...] = ()  # what was mended or is doubtful, for a person

    @property
    def state(self) -> str | None:
        """The State under review; None where none or several are given."""
        return self.about[0].iso3 if len(self.about) == 1 else None

    @property
    def state_name(self) -> str:
        """The State under review as given, several joined by "; "."""
        return "; ".join(state.name for state in self.about)

    @property
    def iso3s(self) -> tuple[str, ...]:
        """Codes of the recommending States that are known."""
        return tuple(state.iso3 for state in self.recommending if state.iso3)

    @property
    def is_upr(self) -> bool:
        """Whether the record is of the Universal Periodic Review."""
        return self.body in ("", "UPR", "Universal Periodic Review")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not be taken in, with the reason."""

    row: int
    cells: tuple[str, ...]  # as given
    reason: str  # a sentence for a person


Row = ForeignRecommendation | Rejected


@dataclass(frozen=True, slots=True)
class Export:
    """Everything that one file holds."""

    source: SourceName
    records: tuple[ForeignRecommendation, ...]
    rejected: tuple[Rejected, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    unknown_columns: tuple[str, ...] = field(default=())

    @property
    def recommendations(self) -> tuple[ForeignRecommendation, ...]:
        """The records that are recommendations of the review."""
        return tuple(only(self.records, RecordKind.RECOMMENDATION))

    @property
    def pledges(self) -> tuple[ForeignRecommendation, ...]:
        """The voluntary pledges."""
        return tuple(only(self.records, RecordKind.PLEDGE))


def only(
    records: Iterable[ForeignRecommendation], kind: RecordKind
) -> Iterable[ForeignRecommendation]:
    """Yield the records of the review that are of one kind."""
    return (one for one in records if one.kind is kind and one.is_upr)
