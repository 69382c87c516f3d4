"""Records drawn at random, each as its source would have it."""

from datetime import date

from hypothesis import strategies as st

from upr.exchange.cells import plain
from upr.exchange.dihr import LOST_ZERO
from upr.exchange.encodings import mended
from upr.exchange.foreign import (
    ForeignRecommendation,
    NamedState,
    RecordKind,
    SourceName,
)
from upr.exchange.names import named
from upr.exchange.uhri import KINDS, NO_KIND
from upr.exchange.upr_info import cycle_of

# What no export prints: control signs, halves of signs, the sign for "unreadable".
signs = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffd"
)
STATES = ("Aldoria", "Brevania", "Corvalia", "Dunmere", "Nowhereland", "Xanthia")
states = st.sampled_from(STATES).map(named)
anything = st.text(signs, max_size=40)


def _is_tidy(text: str) -> bool:
    return bool(text) and plain(text) == text and mended(text) == text


_formulas = st.sampled_from(
    ["=1+1", "'=2", "''-3", "@x", "+1", "-1", "'plain'", "=,;|"]
)
texts = st.one_of(
    st.text(signs, min_size=1, max_size=60).map(plain).filter(_is_tidy),
    st.tuples(_formulas, st.sampled_from(["", " and so on"])).map("".join),
)
# Values of lists: without what separates them in any form.
labels = (
    st.text(signs, min_size=1, max_size=12)
    .map(lambda text: plain(text.translate(dict.fromkeys(map(ord, ",;|-*&<\"'")))))
    .filter(lambda text: _is_tidy(text) and not text[0].isdigit())
)
several = st.lists(labels, max_size=3).map(tuple)
days = st.one_of(st.none(), st.dates(date(2006, 1, 1), date(2200, 1, 1)))
sessions = st.one_of(st.none(), st.integers(1, 48))


@st.composite
def upr_info(draw) -> ForeignRecommendation:
    session = draw(sessions)
    response = draw(st.sampled_from(["Accepted", "Noted", "Voluntary Pledge", ""]))
    text = draw(texts)
    return ForeignRecommendation(
        source=SourceName.UPR_INFO,
        row=0,
        about=(draw(states),),
        text=text,
        original=draw(st.sampled_from(["", f" {text}", f"{text}&nbsp;", f"<p>{text}"])),
        kind=RecordKind.PLEDGE
        if response == "Voluntary Pledge"
        else RecordKind.RECOMMENDATION,
        recommending=draw(st.one_of(st.just(()), states.map(lambda it: (it,)))),
        session=session,
        cycle=cycle_of(session),
        response=response,
        action=draw(st.one_of(st.none(), st.integers(1, 5))),
        issues=draw(several),
        body="UPR",
        regions=draw(st.sampled_from([(), ("Asia",), ("WEOG",)])),
        organisations=draw(several),
        recommending_regions=draw(st.sampled_from([(), ("Africa",)])),
        recommending_organisations=draw(several),
    )


@st.composite
def dihr(draw) -> ForeignRecommendation:
    paragraph = draw(st.sampled_from(["", "115.4", "115.40", "153.130", "23"]))
    return ForeignRecommendation(
        source=SourceName.DIHR,
        row=0,
        about=(draw(states),),
        text=draw(texts),
        recommending=draw(st.one_of(st.just(()), states.map(lambda it: (it,)))),
        session=draw(sessions),
        cycle=draw(st.one_of(st.none(), st.integers(1, 4))),
        symbol="A/HRC/914/15",
        paragraph=paragraph,
        response=draw(st.sampled_from(["Supported", "Noted", "Supported/Noted", ""])),
        groups=draw(st.sampled_from([(), ("Children",), ("Youth", "Migrants")])),
        sdgs=draw(st.sampled_from([(), ("5. Gender equality", "5.1", "16.a")])),
        body="UPR",
        year=draw(st.one_of(st.none(), st.integers(2008, 2030))),
        cautions=(LOST_ZERO,) if paragraph in ("115.4", "115.40") else (),
    )


def _is_unnumbered(text: str) -> bool:
    return not text[0].isdigit()


@st.composite
def uhri(draw, *, in_json: bool = True) -> ForeignRecommendation:
    session = draw(sessions)
    kind = draw(st.sampled_from([*KINDS, ""]))
    text = draw(texts.filter(_is_unnumbered))
    number = draw(st.sampled_from(["", "137.197"]))
    cycles = st.one_of(st.just(cycle_of(session)), st.integers(1, 4))
    return ForeignRecommendation(
        source=SourceName.UHRI,
        row=0,
        about=tuple(draw(st.lists(states, max_size=2))),
        text=text,
        original=f"{number} {text}" if number else "",
        kind=KINDS.get(kind, RecordKind.OTHER),
        kind_as_said=kind,
        recommending=tuple(draw(st.lists(states, max_size=3))),
        session=session,
        cycle=draw(cycles) if in_json else cycle_of(session),
        symbol="A/HRC/914/15",
        paragraph=number,
        response=draw(st.sampled_from(["Supported", "Supported/Noted", ""])),
        themes=draw(several),
        groups=draw(several),
        sdgs=draw(several),
        body="UPR",
        published=draw(days),
        published_there=draw(st.sampled_from(["", "46125.4996", "2025-03-03T10:53"])),
        regions=draw(several),
        recommending_regions=draw(several),
        id=draw(st.uuids()).hex,
        document_id=draw(st.uuids()).hex if in_json else "",
        cautions=() if kind else (NO_KIND,),
    )


@st.composite
def ours(draw, text=None) -> ForeignRecommendation:
    """A record with anything in every field."""
    text = anything if text is None else text
    many = st.lists(text, max_size=3).map(tuple)
    named_state = st.builds(
        NamedState, st.one_of(st.none(), st.sampled_from(["XAA", "XAB"])), text
    )
    whole = st.one_of(st.none(), st.integers(0, 2**31))
    drawn: ForeignRecommendation = draw(
        st.builds(
            ForeignRecommendation,
            source=st.sampled_from(SourceName),
            row=st.integers(0, 2**31),
            about=st.lists(named_state, max_size=2).map(tuple),
            text=text,
            kind=st.sampled_from(RecordKind),
            kind_as_said=text,
            original=text,
            recommending=st.lists(named_state, max_size=3).map(tuple),
            session=whole,
            cycle=whole,
            symbol=text,
            paragraph=text,
            response=text,
            action=whole,
            issues=many,
            themes=many,
            groups=many,
            sdgs=many,
            body=text,
            published=st.one_of(st.none(), st.dates()),
            published_there=text,
            year=whole,
            regions=many,
            organisations=many,
            recommending_regions=many,
            recommending_organisations=many,
            id=text,
            document_id=text,
            extra=st.lists(st.tuples(text, text), max_size=2).map(tuple),
            cautions=many,
        )
    )
    return drawn
