"""What search engines are told of: every page that lasts, in files of some thousands.

Pages of other questions (searches, comparisons) have no end and are left out; imagined
documents are left out wherever real ones are.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple
from xml.sax.saxutils import escape

from django.urls import reverse

from upright.archive import address_queries
from upright.archive import queries as archive
from upright.explore import group_page
from upright.explore.item_parts import address_of
from upright.explore.subjects import KINDS, every

PER_FILE = 10_000  # addresses; 50,000 is the most that robots take
_MOST_FILES = 50_000  # that an index may list
PAGES = (
    "home", "states", "documents", "calendar", "countdown", "charts", "pledges", "data",
    "witnesses", "repeats", "sources", "method", "search-help",
)  # fmt: skip
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Address(NamedTuple):
    """A page, and the day since when it is as it is."""

    path: str
    day: date | None


def files() -> list[Address]:
    """Return the files that the index lists; each has at least one address."""
    imagined, days = _scope()
    counts = {
        "pages": sum(1 for _ in _pages(imagined)),
        "documents": address_queries.count_documents(imagined),
        "recommendations": address_queries.count_items(imagined),
    }
    newest = days.get(max(days, default=0))
    return [
        Address(reverse("sitemap-file", args=[part, number]), newest)
        for part, count in counts.items()
        for number in range(1, -(-count // PER_FILE) + 1)
    ]


def addresses_in(part: str, number: int) -> list[Address] | None:
    """Return the addresses of a file; None where there is no such file."""
    if not 1 <= number <= _MOST_FILES:
        return None
    imagined, days = _scope()
    span = slice((number - 1) * PER_FILE, number * PER_FILE)
    if part == "pages":
        newest = days.get(max(days, default=0))
        found = [Address(path, newest) for path in _pages(imagined)][span]
    elif part == "documents":
        found = [
            Address(reverse("document", args=[symbol]), days.get(since))
            for symbol, since in address_queries.document_addresses(imagined, span)
        ]
    elif part == "recommendations":
        found = [
            Address(address_of(symbol, key), days.get(since))
            for symbol, key, since in address_queries.item_addresses(imagined, span)
        ]
    else:
        found = []
    return found or None


def _scope() -> tuple[bool, dict[int, date]]:
    return not archive.has_real_documents(), address_queries.days_of_versions()


def _pages(imagined: bool) -> Iterator[str]:
    yield from (reverse(name) for name in PAGES)
    for code in sorted(archive.states(imagined)):
        yield reverse("state", args=[code])
    for number in address_queries.session_addresses():
        yield reverse("session", args=[number])
    for iso3, cycle in address_queries.review_addresses(imagined):
        yield reverse("review", args=[iso3, cycle])
    for group in group_page.every(imagined):
        yield reverse("group", args=[group.code])
    for facet in KINDS:
        yield reverse(f"{facet}-subjects")
        for subject in every(facet):
            yield reverse(f"{facet}-subject", args=[subject.value])


def written(site: str, root: str, each: str, found: Iterable[Address]) -> bytes:
    """Return a file: `sitemapindex` of `sitemap`, or `urlset` of `url`."""
    lines = (
        f"<{each}><loc>{escape(site + one.path)}</loc>"
        + (f"<lastmod>{one.day}</lastmod>" if one.day else "")
        + f"</{each}>"
        for one in found
    )
    body = "\n".join(lines)
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{head}\n<{root} xmlns="{_NAMESPACE}">\n{body}\n</{root}>\n'.encode()
