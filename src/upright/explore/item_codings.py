"""How the recommendations of an item are coded: by whom, how surely, and why."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from upr.coding import CERTAIN, Codes, Coding, Part, Scheme
from upr.coding.rules import Reason, RuleHit, against, agreeing, reasons, rule_hits
from upr.reference import actions, sdg
from upright.archive.coding import PERSON, code, code_texts, model_version
from upright.archive.coding_queries import TextCodings, codings_of_item
from upright.archive.models import Recommendation
from upright.archive.queries import ItemPage
from upright.explore.labels import Label
from upright.explore.reader import PageFor
from upright.explore.results import search_address
from upright.search.codings import FACETS, value_of
from upright.search.queries import Request

VERY_SURE = 0.95  # from this score on; from CERTAIN on it is sure
HALF = 0.5
HEADINGS: Mapping[Scheme, Label] = {
    Scheme.ACTION: gettext_lazy("What it asks"),
    Scheme.ISSUES: gettext_lazy("Issues"),
    Scheme.GROUPS: gettext_lazy("Groups of persons"),
    Scheme.SDG_GOALS: gettext_lazy("Sustainable Development Goals"),
    Scheme.SDG_TARGETS: gettext_lazy("Targets of the Goals"),
}
PARTS: Mapping[Part, Label] = {
    Part.ACTION: gettext_lazy("Specific action"),
    Part.MEASURE: gettext_lazy("Something to measure"),
    Part.TIME: gettext_lazy("A time"),
    Part.BODY: gettext_lazy("Who is to act"),
}
NOTHING_SAID = TextCodings(None, {})


class RuleShown(NamedTuple):
    """A published rule that speaks for a code, and the words it speaks of."""

    words: tuple[str, ...]  # as written
    label: str  # of the code
    source: str


class CodeShown(NamedTuple):
    """A code, and how sure it is."""

    label: str
    meaning: str  # of an action category
    address: str  # of what else has it; "" where the search does not know it
    sureness: str  # in words; "" for what a person decided
    percent: int  # 1 to 99; of no meaning for what a person decided
    is_certain: bool
    words: tuple[str, ...]  # of the text, that decided; empty where not known
    is_by_several: bool  # words: without any one of them it would be given too
    rules: tuple[RuleShown, ...]  # that agree


class SchemeShown(NamedTuple):
    """What is given of one scheme."""

    heading: Label
    codes: tuple[CodeShown, ...]
    decided_on: datetime | None  # by a person
    is_of_other_words: bool  # decided before the words of the text were changed
    against: tuple[RuleShown, ...]  # speak for a code that the model did not give


class PartShown(NamedTuple):
    """A part of a recommendation that can be acted upon, and the words that show it."""

    heading: Label
    words: tuple[str, ...]  # as written


class CodingsShown(NamedTuple):
    """The codings of one recommendation."""

    order: int
    text: str  # its beginning
    schemes: tuple[SchemeShown, ...]
    parts: tuple[PartShown, ...]
    missing: tuple[Label, ...]  # headings of the parts that no words show
    named: tuple[str, ...]  # instruments, bodies, procedures
    model: str  # the version that coded; "" where none did
    coded_on: datetime | None
    language: str  # why it is not coded; "" where it is

    @property
    def is_explained(self) -> bool:
        """Whether it was looked at which parts the words show."""
        return bool(self.parts or self.missing)


def codings(page: ItemPage, wanted: PageFor) -> list[CodingsShown]:
    """Return how each recommendation of an item is coded, in their order.

    Those of which there is nothing to say are left out: on a site that codes nothing.
    """
    said = codings_of_item(page.document, page.item.read_key, wanted.version)
    texts = page.recommendations
    explained = _explained(texts)
    every = Request(imagined=page.document.is_imagined or None, version=wanted.version)
    shown = (
        _shown(
            text, said.get(text.order, NOTHING_SAID), explained.get(text.order), every
        )
        for text in texts
    )
    return [one for one in shown if one.schemes or one.language]


def draft_codings(draft: str, every: Request) -> CodingsShown | None:
    """Return how the installed model codes a text that is not in the archive, and why.

    `every` says of what else has a code is shown: imagined or not, as of which version.
    None where nothing is coded here. Nothing of the text is kept.
    """
    text = Recommendation(order=1, text=draft)
    rows = code_texts({("", text.order): text}, [])
    said = TextCodings(rows[0], {}) if rows else NOTHING_SAID
    shown = _shown(text, said, _explained([text]).get(text.order), every)
    return shown if shown.schemes or shown.language else None


def _explained(texts: Iterable[Recommendation]) -> dict[int, Codes]:
    """What the installed model says of the texts, with its reasons; empty without."""
    if not model_version():
        return {}
    orders = {text.order: text.text for text in texts}
    return dict(zip(orders, code(list(orders.values()), explain=True), strict=True))


def _shown(
    text: Recommendation, said: TextCodings, codes: Codes | None, every: Request
) -> CodingsShown:
    model = said.model.model if said.model else ""
    # The words that decided for another model say nothing of this one's scores.
    is_same = codes is not None and codes.model == model
    words = _words(codes) if is_same and codes else {}
    parts, missing = _parts(codes)
    return CodingsShown(
        order=text.order,
        text=Truncator(text.text).chars(80),
        schemes=tuple(_schemes(text, said, words, _hits(said, text, codes), every)),
        parts=tuple(parts),
        missing=tuple(missing),
        named=tuple(one.name for one in codes.named) if codes else (),
        model=model,
        coded_on=said.model.at if said.model else None,
        language=_language(codes) if codes and not said.model else "",
    )


def _words(codes: Codes) -> dict[tuple[Scheme, str], tuple[str, ...]]:
    """The words that decided each code; nothing where none were looked for."""
    found = {(one.scheme, one.code): one.words for one in codes.all()}
    return found if any(found.values()) else {}


def _hits(
    said: TextCodings, text: Recommendation, codes: Codes | None
) -> tuple[RuleHit, ...]:
    """The rules that speak, where there is a code to explain and the text is English.

    They are not of a model, so they hold whichever model coded.
    """
    is_other = codes is not None and codes.language is not None
    if is_other or not (said.model or text.codings):
        return ()
    return rule_hits(text.text)


def _language(codes: Codes) -> str:
    if codes.language is None:
        return _("not coded yet")
    return _("only English texts are coded")


def _schemes(
    text: Recommendation,
    said: TextCodings,
    words: Mapping[tuple[Scheme, str], tuple[str, ...]],
    hits: tuple[RuleHit, ...],
    every: Request,
) -> Iterator[SchemeShown]:
    for scheme in Scheme:
        given = text.codings.get(scheme.value, ())
        row = said.decided.get(scheme.value)
        # What a person decided outranks the rules: they are not held against it.
        others = () if row else against(hits, scheme, {one[0] for one in given})
        if not given and row is None and not others:
            continue
        yield SchemeShown(
            HEADINGS[scheme],
            tuple(
                _code(scheme, one, words.get((scheme, one[0])), hits, every)
                for one in given
            ),
            row.at if row else None,
            said.is_of_other_words(scheme.value, text.text),
            tuple(map(_rule, reasons(others))),
        )


def _rule(reason: Reason) -> RuleShown:
    label, _meaning = _label(reason.scheme, reason.code)
    return RuleShown(reason.words, label, reason.source.title)


def _code(
    scheme: Scheme,
    given: list[Any],
    words: tuple[str, ...] | None,
    hits: tuple[RuleHit, ...],
    every: Request,
) -> CodeShown:
    name, score, who = given
    label, meaning = _label(scheme, name)
    value = value_of().get((scheme, name))
    asked = Request(
        filters={FACETS[scheme]: (value,)} if value else {},
        imagined=every.imagined,
        version=every.version,
    )
    is_decided = who == PERSON
    return CodeShown(
        label=label,
        meaning=meaning,
        address=search_address(asked) if value else "",
        sureness="" if is_decided else _sureness(score),
        percent=min(max(round(score * 100), 1), 99),
        is_certain=is_decided or score >= CERTAIN,
        words=() if is_decided else words or (),
        is_by_several=words == () and not is_decided,
        rules=tuple(map(_rule, reasons(agreeing(hits, Coding(scheme, name, score))))),
    )


def _label(scheme: Scheme, name: str) -> tuple[str, str]:
    """What a code is called, and what it means where its name does not say so."""
    if scheme is Scheme.ACTION:
        category = actions.get(int(name))
        label = _("%(name)s (%(rank)s of 5)") % {"name": category.name, "rank": name}
        return label, category.meaning
    if scheme is Scheme.SDG_GOALS:
        return f"{name}: {sdg.goal(int(name)).title}", ""
    if scheme is Scheme.SDG_TARGETS:
        return f"{name}: {sdg.target(name).title}", ""
    return name, ""


def _sureness(score: float) -> str:
    if score >= VERY_SURE:
        return _("very sure")
    if score >= CERTAIN:
        return _("sure")
    return _("likely") if score >= HALF else _("perhaps")


def _parts(codes: Codes | None) -> tuple[list[PartShown], list[Label]]:
    """The parts that words show, and the headings of those that none shows."""
    shown: list[PartShown] = []
    missing: list[Label] = []
    if codes is None or codes.language:
        return shown, missing
    for part, heading in PARTS.items():
        words = tuple({s.words: None for s in codes.signs if s.part is part})
        if words:
            shown.append(PartShown(heading, words))
        else:
            missing.append(heading)
    return shown, missing
