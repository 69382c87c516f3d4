"""The tables of a data package: what documents say, a row for each thing.

Documents are told apart by the SHA-256 of their file, since a symbol can have several
versions and some papers have none.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from upr.records import Document, Place

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns with their types as Frictionless names them."""

    name: str
    title: str
    columns: tuple[tuple[str, str], ...]
    rows: Callable[[Document], Iterator[Row]]
    key: tuple[str, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(name for name, _ in self.columns)


def _columns(texts: str, **others: str) -> tuple[tuple[str, str], ...]:
    """Columns of text, but for those named with another type."""
    return tuple((name, others.get(name, "string")) for name in texts.split())


def _documents(one: Document) -> Iterator[Row]:
    facts, source = one.facts, one.source
    yield (
        source.sha256, one.kind.value, one.symbol, one.state, facts.session,
        facts.review_date, facts.adoption_date, one.distributed, one.title,
        one.language, source.name, source.media_type, source.pages,
        source.reader_version, source.layout, one.is_whole,
    )  # fmt: skip


def _items(one: Document) -> Iterator[Row]:
    for order, item in enumerate(one.items, start=1):
        page, index = _place(item.places)
        yield (
            one.source.sha256, item.key, order, item.paragraph, item.printed_number,
            item.citation, item.position.value.value, item.position.words,
            item.position.paragraph, item.text, page, index,
        )  # fmt: skip


def _place(places: Sequence[Place]) -> tuple[int | None, int | None]:
    first = places[0] if places else Place()
    return first.page, first.index


def _texts(one: Document) -> Iterator[Row]:
    for item in one.items:
        for order, text in enumerate(item.recommendations, start=1):
            position = text.position or item.position
            yield (
                one.source.sha256, item.key, order, text.text, text.as_read,
                text.addressee, position.value.value,
            )  # fmt: skip


def _states(one: Document) -> Iterator[Row]:
    for item in one.items:
        for order, text in enumerate(item.recommendations, start=1):
            for place, state in enumerate(text.states, start=1):
                yield (
                    one.source.sha256, item.key, order, place, state.iso3, state.name,
                    state.certain,
                )  # fmt: skip


def _statements(one: Document) -> Iterator[Row]:
    for order, said in enumerate(one.statements, start=1):
        kind = said.implementation
        yield (
            one.source.sha256, order, "; ".join(said.items), "; ".join(said.excepted),
            said.value.value, said.words, said.paragraph, kind and kind.value,
            said.explanation, said.said_in, said.state, _place(said.places)[0],
        )  # fmt: skip


def _pledges(one: Document) -> Iterator[Row]:
    for order, pledge in enumerate(one.pledges, start=1):
        page, index = _place(pledge.places)
        yield one.source.sha256, order, pledge.paragraph, pledge.text, page, index


def _leftovers(one: Document) -> Iterator[Row]:
    for order, left in enumerate(one.leftovers, start=1):
        yield one.source.sha256, order, left.text, left.why, left.place.page


_WHOLE = {"order": "integer", "page": "integer", "index": "integer"}
TABLES = (
    Table(
        "documents",
        "Papers that were read",
        _columns(
            "document kind symbol state session review_date adoption_date distributed"
            " title language file media_type pages reader_version layout is_whole",
            session="integer",
            review_date="date",
            adoption_date="date",
            distributed="date",
            pages="integer",
            is_whole="boolean",
        ),
        _documents,
        ("document",),
    ),
    Table(
        "items",
        "Numbered paragraphs that hold recommendations",
        _columns(
            "document key order paragraph printed_number citation position"
            " position_words position_paragraph text page index",
            **_WHOLE,
        ),
        _items,
        ("document", "order"),
    ),
    Table(
        "recommendations",
        "Texts in the items",
        _columns("document key order text as_read addressee position", order="integer"),
        _texts,
        (),
    ),
    Table(
        "recommending-states",
        "Who made each recommendation: one row is one attribution",
        _columns(
            "document key order place iso3 name certain",
            order="integer",
            place="integer",
            certain="boolean",
        ),
        _states,
        (),
    ),
    Table(
        "statements",
        "Positions stated outside the report: addenda, the Council, thematic lists",
        _columns(
            "document order items excepted value words paragraph implementation"
            " explanation said_in state page",
            **_WHOLE,
        ),
        _statements,
        ("document", "order"),
    ),
    Table(
        "pledges",
        "Voluntary pledges of the States under review",
        _columns("document order paragraph text page index", **_WHOLE),
        _pledges,
        ("document", "order"),
    ),
    Table(
        "leftovers",
        "What no rule could place",
        _columns("document order text why page", **_WHOLE),
        _leftovers,
        ("document", "order"),
    ),
)
