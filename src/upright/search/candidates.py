"""Texts that may ask the same as another: found by the rare words they have in common.

A sign of the text (see `upr.repeats`) is looked for in every way it may be written:
"OPCAT" or the stems of "optional protocol convention torture". What has most of the
rarest signs comes first; only some of them are read and compared.
"""

from collections.abc import Iterable, Iterator, Sequence

from tantivy import Occur, Query

from upr.repeats import spellings
from upr.repeats.meaning import weight_of
from upright.archive.rows import IndexRow
from upright.search import stored
from upright.search.text import stems
from upright.search.translating import Translator, all_of, any_of

_SIGNS = 20  # of a text that are looked for, the rarest
_STEMS = 3  # of one way to write a sign, the rarest; all of these must occur
_FORMS = 24  # ways to write one sign

Form = tuple[str, ...]


def candidates(
    translator: Translator,
    text: str,
    most: int,
    within: Iterable[Query],
    but: Iterable[Query] = (),
) -> Sequence[IndexRow]:
    """The rows that have most in common with a text, at most `most`, likeliest first.

    They are looked for within all of the one and none of the other queries. None for a
    text without words.
    """
    signs = list(_signs(translator, text))
    if not signs:
        return []
    query = Query.boolean_query(
        [
            (Occur.Must, any_of(signs)),
            *((Occur.Must, one) for one in within),
            *((Occur.MustNot, one) for one in but),
        ]
    )
    searcher = translator.searcher
    hits = searcher.search(query, most, count=False).hits
    lines = (searcher.doc(address).get_first("row") for _score, address in hits)
    return [stored.load_row(line or b"") for line in lines]


def _signs(translator: Translator, text: str) -> Iterator[Query]:
    written = spellings(text)
    rarest = sorted(written, key=lambda sign: (-weight_of(sign), sign))
    for sign in rarest[:_SIGNS]:
        forms = _forms(translator, written[sign])
        ways = [_all_stems(translator, form) for form in forms]
        if ways:
            # The best way counts alone: a name written out is no rarer than its letters
            yield Query.disjunction_max_query(ways) if len(ways) > 1 else ways[0]


def _forms(translator: Translator, written: Sequence[str]) -> list[Form]:
    """The ways to write a sign that occur, none of which holds another."""
    every = {frozenset(stems(one)) for one in written[: 2 * _FORMS]}
    known = {
        stem: translator.searcher.doc_freq("text", stem)
        for one in every
        for stem in one
    }
    occur = {one for one in every if one and all(known[stem] for stem in one)}
    shortest = [one for one in occur if not any(other < one for other in occur)]
    forms = [
        tuple(sorted(one, key=lambda stem: (known[stem], stem))[:_STEMS])
        for one in shortest
    ]
    return sorted(forms, key=lambda form: (-known[form[0]], form))[:_FORMS]


def _all_stems(translator: Translator, form: Form) -> Query:
    terms = [Query.term_query(translator.schema, "text", stem) for stem in form]
    return terms[0] if len(terms) == 1 else all_of(terms)
