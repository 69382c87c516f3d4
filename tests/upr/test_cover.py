"""Covers say which paper it is, and when it was distributed."""

from datetime import date

import pytest

from upr.cover import cover_of, plain_symbol
from upr.reading.lines import Line, Printed, Zone


def printed(*texts: str, heads: tuple[str, ...] = ()) -> Printed:
    lines = [Line(text, page=1) for text in texts]
    lines += [Line(text, page=2, zone=Zone.FURNITURE) for text in heads]
    return Printed("application/pdf", 2, tuple(lines))


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("A/HRC/914/15", "A/HRC/914/15"),
        ("United Nations A/HRC/914/15", "A/HRC/914/15"),
        ("United Nations A/HRC/WG.6/48/XAA/2", "A/HRC/WG.6/48/XAA/2"),
        ("A/HRC/WG.6/7/XAA/2/Corr.1", "A/HRC/WG.6/7/XAA/2/Corr.1"),
        ("A/HRC/WG.6/22/L. 10", "A/HRC/WG.6/22/L.10"),
        ("A/HRC/914/15/Add.1", "A/HRC/914/15/Add.1"),
        ("United Nations A/HRC/DEC/959/112", "A/HRC/DEC/959/112"),
        ("A/HRC24/7", "A/HRC/24/7"),
        ("A/HRC/ 8/29", "A/HRC/8/29"),
        ("¹ A/HRC/914/15.", ""),
        ("See also A/HRC/914/15", ""),
    ],
)
def test_the_symbol_stands_on_a_line_of_its_own(text: str, symbol: str):
    assert cover_of(printed(text)).symbol == symbol


def test_a_cover_without_symbol_takes_that_of_the_running_heads():
    cover = cover_of(
        printed("Aldoria", heads=("A/HRC/914/15", "page 2", "A/HRC/914/15"))
    )
    assert cover.symbol == "A/HRC/914/15"


def test_a_star_at_the_symbol_marks_a_reissue():
    assert cover_of(printed("A/HRC/914/15*")).reissued
    assert not cover_of(printed("A/HRC/914/15", "Review*")).reissued


@pytest.mark.parametrize(
    ("words", "symbol"),
    [
        ("the symbol A/HRC/WG.6/1/XAA/4; minor", "A/HRC/WG.6/1/XAA/4"),
        ("document symbol A/HRC/WG.6/7L.14; minor", "A/HRC/WG.6/7/L.14"),
        ("document A/HRC/WG,6/8/L.1. The annex", "A/HRC/WG.6/8/L.1"),
    ],
)
def test_the_earlier_symbol_is_kept(words: str, symbol: str):
    cover = cover_of(printed("A/HRC/914/15", f"* Previously issued under {words}"))
    assert (cover.symbol, cover.previous_symbol) == ("A/HRC/914/15", symbol)


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (("Distr.: General", "10 December 2014"), date(2014, 12, 10)),
        (("Distr.", "GENERAL", "20 JULY 2009"), date(2009, 7, 20)),
        (("2 July 2025", "Distr.: General", "14 July 2025"), date(2025, 7, 14)),
        (("Distr.: General", "5 July2013"), date(2013, 7, 5)),
        (("Distr.: General", "31 February 2013"), None),
        (("Geneva",), None),
    ],
)
def test_the_date_is_the_first_after_distr(lines: tuple[str, ...], day: date | None):
    assert cover_of(printed(*lines)).distributed == day


def test_the_cover_of_a_word_file_is_its_beginning():
    lines = [Line("A/HRC/914/15", zone=Zone.FURNITURE), Line("Aldoria", index=1)]
    lines += [Line("text", index=61)]
    cover = cover_of(Printed("application/x", None, tuple(lines)))
    assert cover.text == "A/HRC/914/15 Aldoria"


def test_a_plain_symbol_stays_as_it_is():
    assert plain_symbol("A/HRC/WG.6/20/XAA/1") == "A/HRC/WG.6/20/XAA/1"
