"""An Atom feed, written from what was found before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape


@dataclass(frozen=True, slots=True)
class Entry:
    """Something new, and when it came or last changed here."""

    title: str
    path: str
    text: str  # plain
    updated: datetime
    published: datetime | None


class Atom(Feed):  # type: ignore[type-arg]  # generic in the stubs alone
    """A feed of entries that were found before it is written."""

    feed_type = Atom1Feed

    def __init__(self, title: str, path: str, found: Sequence[Entry]) -> None:
        self.title, self.link, self.found = title, path, found

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Write the feed; its own address holds what was asked."""
        self.feed_url = request.get_full_path()
        response: HttpResponse = super().__call__(request)
        return response

    def items(self) -> list[Entry]:
        """The entries, as they were found."""
        return list(self.found)

    def item_title(self, item: Entry) -> str:
        """Plain text."""
        return item.title

    def item_description(self, item: Entry) -> str:
        """Atom says that a summary is HTML, so what is printed is escaped."""
        return escape(item.text)

    def item_link(self, item: Entry) -> str:
        """The page of the entry: its id as well."""
        return item.path

    def item_updateddate(self, item: Entry) -> datetime:
        """When it came, or last changed."""
        return item.updated

    def item_pubdate(self, item: Entry) -> datetime | None:
        """The date the paper bears."""
        return item.published


def midnight(day: date | None) -> datetime | None:
    """Return the first moment of a day, in Geneva."""
    return timezone.make_aware(datetime.combine(day, time())) if day else None
