"""What one can be told of. The pages know it; they register it here at start.

So this room needs to know neither the calendar nor the form of an address.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _

from upright.subscriptions.models import Frequency, Subscription

LONGEST = 1_500  # characters of what is asked for
ROWS = 20  # of a section of a digest that are written out


class WishError(Exception):
    """What is asked for cannot be meant; the text is a sentence for a person."""


class NotReadyError(Exception):
    """Nothing can be said for now: the index is behind or away. Ask again later."""


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where a digest tells."""

    since: int  # data version told last
    until: int  # data version now
    told_at: datetime
    last_day: date  # of the last digest, in Geneva
    day: date
    frequency: Frequency


class Row(NamedTuple):
    """One thing that is new."""

    title: str
    path: str  # of its page, with the data version where there is one
    text: str = ""
    note: str = ""


class Section(NamedTuple):
    """Things of one kind: how many there are, the first of them, and where all are."""

    heading: str
    total: int
    rows: Sequence[Row]
    path: str  # of everything this is a part of


class News(NamedTuple):
    """What is new; the subject says how much, and nothing of what was asked."""

    subject: str
    sections: Sequence[Section]


def news_in(*sections: Section) -> News | None:
    """Return the sections that hold something, in their order; None where none does.

    The subject is the heading of the first.
    """
    told = [one for one in sections if one.total]
    if not told:
        return None
    return News(_("Upright: %(said)s") % {"said": told[0].heading}, told)


class Topic(Protocol):
    """One kind of thing to be told of. Parameters are those of an address."""

    def read(self, parameters: str) -> str:
        """Return the parameters as they are kept. Raises WishError."""

    def in_words(self, parameters: str) -> str:
        """Return what is told of, in words."""

    def path(self, parameters: str) -> str:
        """Return the address of the page it was asked on."""

    def feed(self, parameters: str) -> str:
        """Return the address of the same as Atom or iCalendar; "" for none."""

    def news(self, parameters: str, span: Span) -> News | None:
        """Return what is new; None for nothing. Raises NotReadyError, WishError."""


class Wish(NamedTuple):
    """A topic with its parameters."""

    kind: str
    parameters: str

    @property
    def written(self) -> str:
        """As it stands in a form."""
        return f"{self.kind}?{self.parameters}"

    @property
    def in_words(self) -> str:
        """As a person reads it."""
        return TOPICS[self.kind].in_words(self.parameters)

    @property
    def path(self) -> str:
        """The page it is about."""
        return TOPICS[self.kind].path(self.parameters)

    @property
    def feed(self) -> str:
        """The same without an address, as Atom or iCalendar."""
        return TOPICS[self.kind].feed(self.parameters)

    def news(self, span: Span) -> News | None:
        """What is new; None for nothing. Raises NotReadyError."""
        return TOPICS[self.kind].news(self.parameters, span)


TOPICS: dict[str, Topic] = {}


def wish_of(subscription: Subscription) -> Wish:
    """Return what a subscription is of."""
    return Wish(subscription.kind, subscription.parameters)


def read_wish(written: str) -> Wish:
    """Return what a form asks for. Raises WishError where it cannot be meant."""
    kind, _mark, parameters = written.partition("?")
    if kind not in TOPICS or len(written) > LONGEST:
        raise WishError("")
    return Wish(kind, TOPICS[kind].read(parameters))
