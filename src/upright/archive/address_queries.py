"""What has an address of its own, and since when it is so; all of it is public."""

from datetime import date

from upright.archive.models import Change, Item, Review, Session
from upright.archive.queries import documents


def days_of_versions() -> dict[int, date]:
    """Return the day of each data version, by its number."""
    found = Change.objects.order_by().values_list("id", "at")
    return {number: at.date() for number, at in found}


def count_documents(imagined: bool) -> int:
    """Return how many documents are here."""
    return documents(imagined).count()


def document_addresses(imagined: bool, span: slice) -> list[tuple[str, int]]:
    """Return some documents: symbol and data version, in the order they came."""
    found = documents(imagined).order_by("pk").values_list("symbol", "since")
    return list(found[span])


def count_items(imagined: bool) -> int:
    """Return how many items are in force."""
    return Item.objects.filter(until=None, document__is_imagined=imagined).count()


def item_addresses(imagined: bool, span: slice) -> list[tuple[str, str, int]]:
    """Return some items in force: symbol, key and data version, in a fixed order."""
    found = Item.objects.filter(until=None, document__is_imagined=imagined)
    values = found.order_by("pk").values_list("document__symbol", "key", "since")
    return list(values[span])


def review_addresses(imagined: bool) -> list[tuple[str, int]]:
    """Return every review: State and cycle, in this order."""
    found = Review.objects.filter(state__is_imagined=imagined)
    return list(found.order_by("state", "cycle").values_list("state_id", "cycle"))


def session_addresses() -> list[int]:
    """Return the number of every session, the first one first."""
    return list(Session.objects.order_by("number").values_list("number", flat=True))
