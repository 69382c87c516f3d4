"""What the page on searching says: the language of upright.search by examples."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from upright.explore.labels import Label
from upright.explore.results import search_address
from upright.search.queries import Request


class Example(NamedTuple):
    """A query, what it finds, and the search itself."""

    query: str
    meaning: Label
    address: str


class Field(NamedTuple):
    """A field of the language."""

    name: str
    meaning: Label


_EXAMPLES: tuple[tuple[str, Label], ...] = (
    (
        "prison conditions",
        _("both words, whatever their endings, anywhere in the text"),
    ),
    ('"death penalty"', _("the words side by side")),
    ("torture OR ill-treatment", _("either of them, or both")),
    ("children NOT education", _("the first without the second")),
    ("(women OR girls) AND violence", _("brackets say what belongs together")),
    ("discriminat*", _("every word that begins like this")),
    ('from:Peru state:"United Kingdom"', _("what one State recommended to the other")),
    ("position:noted torture", _("noted recommendations with the word")),
    ("cycle:2..3 journalists", _("a range is written with two dots")),
    (
        "issue:torture action:5 position:noted",
        _("specific recommendations on torture that were noted"),
    ),
    ("goal:5 coding:certain", _("on Goal 5, as far as that is certain")),
    ("A/HRC/28/15", _("everything in the document with this symbol")),
    ("28/15 115.4", _("paragraph 115.4 of A/HRC/28/15: the symbol may be shortened")),
)
FIELDS: tuple[Field, ...] = (
    Field("state", _("the State under review: its name, or its code of three letters")),
    Field("from", _("the State that recommends")),
    Field("group", _("the regional group of the State under review")),
    Field("from-group", _("the regional group of the State that recommends")),
    Field("org", _("an organisation of the State under review, at the review")),
    Field("from-org", _("an organisation of the State that recommends")),
    Field("cycle", _("the cycle: 2, or a range such as 2..3")),
    Field("session", _("the session of the Working Group")),
    Field("year", _("the year the report was adopted")),
    Field("position", _("supported, noted or pending")),
    Field("symbol", _("the symbol of the document")),
    Field("paragraph", _("the number of the paragraph")),
    Field("certainty", _("certain, or uncertain where the reader had doubts")),
    Field("action", _("the category of the action asked for: 1 to 5, or its name")),
    Field("issue", _("one of 54 issues, by its name or a word of it")),
    Field("persons", _("a group of persons, such as children")),
    Field("goal", _("a Sustainable Development Goal: 1 to 17")),
    Field("target", _("a target of a Goal, such as 16.3")),
    Field(
        "coding",
        _(
            "model or person: who coded; none: not coded; certain: only codings that "
            "are certain count, in the whole search"
        ),
    ),
)


def examples() -> Iterator[Example]:
    """Yield the examples with the searches they stand for."""
    for query, meaning in _EXAMPLES:
        yield Example(query, meaning, search_address(Request(q=query)))
