"""The page of repeats: of an archived recommendation, or of a draft."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from upr.coding.codes import Part
from upr.coding.specificity import named, signs
from upr.reference.states import IMAGINED, REAL, STATES
from upr.repeats import Asked, Grade, Ground
from upright.archive import queries as archive
from upright.explore import addresses
from upright.explore.item_parts import address_of
from upright.explore.item_repeats import asked_in
from upright.explore.repeat_parts import RepeatShown, repeat_shown, repeats_address
from upright.search.membership import state_name, state_ranks
from upright.search.repeats import Found, Repeats, Wanted

MOST_DRAFT = 1500  # characters: it stands in the address, which a server cuts at 4,094
CANDIDATES = 400  # compared among other States: more than on the page of an item
_MOST_SHOWN = 50  # of one ground; a page must stay light
_MOST_SYMBOL = 80  # characters

HEADINGS: Final[Mapping[Ground, str | Promise]] = {
    Ground.EARLIER: gettext_lazy("To this State before"),
    Ground.LATER: gettext_lazy("To this State later"),
    Ground.REVIEW: gettext_lazy("In the same review"),
    Ground.SAME_STATE: gettext_lazy("To this State"),
    Ground.OTHERS: gettext_lazy("To other States"),
}
GRADES_ASKED: Final = {"nearly": Grade.NEARLY, "matter": Grade.MATTER}
PARTS: Final[Mapping[Part, tuple[str | Promise, str | Promise]]] = {
    Part.ACTION: (
        gettext_lazy("A specific action"),
        gettext_lazy(
            "Name an act that can be seen done: ratify, repeal, adopt, train, publish. "
            "“Continue”, “consider” and “strengthen” are hard to check."
        ),
    ),
    Part.MEASURE: (
        gettext_lazy("Something to measure"),
        gettext_lazy("Give a number, a share, an age or an indicator."),
    ),
    Part.TIME: (
        gettext_lazy("A time"),
        gettext_lazy("Say by when: a year, or before the next review."),
    ),
    Part.BODY: (
        gettext_lazy("Who is to act"),
        gettext_lazy("Name the ministry, the parliament, the courts, the police."),
    ),
}


@dataclass(frozen=True, slots=True)
class AskedOf:
    """What the page is asked: whose repeats, and which of them."""

    asked: Asked | None  # None: nothing is asked yet
    draft: str  # "" for the repeats of an archived one
    state: str
    where: Ground | None
    cycle: str
    grade: str
    version: int | None
    imagined: bool | None
    item: str  # address of the archived one

    def wanted(self, asked: Asked) -> Wanted:
        """What the archive is asked for."""
        least = GRADES_ASKED[self.grade]
        return Wanted(asked, self.version, self.imagined, least, most=CANDIDATES)


class Choice(NamedTuple):
    """A State that can be chosen."""

    code: str
    name: str


class PartShown(NamedTuple):
    """A part of a recommendation, and the words of the draft that show it."""

    label: str | Promise
    words: Sequence[str]
    hint: str | Promise


class GroundShown(NamedTuple):
    """The repeats on one ground."""

    id: str
    heading: str | Promise
    found: int
    repeats: Sequence[RepeatShown]
    has_more: bool
    address: str  # of this ground alone


def read(parameters: QueryDict, newest: int) -> AskedOf:
    """Return what the page is asked.

    Raises AddressError where a value cannot be meant, and Http404 for an item that is
    not in the archive.
    """
    version = addresses.version(parameters, newest)
    draft = " ".join(_value(parameters, "text").split())
    if len(draft) > MOST_DRAFT:
        raise addresses.AddressError(
            _("A draft has at most %(most)d characters here, this one has %(given)d.")
            % {"most": MOST_DRAFT, "given": len(draft)}
        )
    found = AskedOf(
        asked=None,
        draft=draft,
        state=_state(parameters),
        where=_where(parameters),
        cycle=_cycle(parameters),
        grade=_grade(parameters),
        version=version,
        imagined=_imagined(parameters),
        item="",
    )
    if _value(parameters, "symbol"):
        return _of_item(found, parameters)
    if not draft:
        return found
    return replace(found, asked=Asked("", "", draft, state=found.state))


def _of_item(found: AskedOf, parameters: QueryDict) -> AskedOf:
    symbol = _value(parameters, "symbol")[:_MOST_SYMBOL]
    key = _value(parameters, "paragraph")[:_MOST_SYMBOL]
    order = _value(parameters, "text_order") or "1"
    page = archive.item(symbol, key, found.version)
    texts = [t for t in page.recommendations if str(t.order) == order] if page else []
    if page is None or not texts:
        raise Http404(
            _("There is no paragraph %(key)s of %(symbol)s in this archive.")
            % {"key": key, "symbol": symbol}
        )
    query = f"?v={found.version}" if found.version else ""
    return replace(
        found,
        asked=asked_in(page, texts[0]),
        draft="",
        state=page.item.state_id or "",
        imagined=page.document.is_imagined,
        item=address_of(page.document.symbol, page.item.key) + query,
    )


def grounds(
    asked: AskedOf, found: Repeats, parameters: QueryDict
) -> Iterator[GroundShown]:
    """Yield the repeats by ground, the ground that matters most first."""
    for ground, heading in HEADINGS.items():
        own = [one for one in found.on(ground) if _is_shown(asked, one)]
        if not own:
            continue
        narrowed = {name: str(parameters[name]) for name in parameters}
        narrowed["where"] = ground.value
        yield GroundShown(
            id=ground.value,
            heading=_("Found") if not asked.state and asked.draft else heading,
            found=len(own),
            repeats=[repeat_shown(one, asked.version) for one in own[:_MOST_SHOWN]],
            has_more=found.has_more and ground is Ground.OTHERS,
            address=repeats_address(narrowed),
        )


def not_of(asked: AskedOf, found: Repeats) -> str:
    """Return the name of the State a draft is for, where nothing of it was found."""
    is_everywhere = bool(asked.draft and asked.state) and asked.where is None
    has_own = any(one.ground is not Ground.OTHERS for one in found.found)
    return STATES[asked.state].name if is_everywhere and not has_own else ""


def _is_shown(asked: AskedOf, found: Found) -> bool:
    is_there = asked.where in {None, found.ground}
    return is_there and asked.cycle in {"", str(found.row.cycle or "")}


def parts_of(draft: str) -> list[PartShown]:
    """Return the parts of a recommendation, and the words of a draft that show each."""
    found = signs(draft)
    return [
        PartShown(
            label,
            tuple(dict.fromkeys(sign.words for sign in found if sign.part is part)),
            hint,
        )
        for part, (label, hint) in PARTS.items()
    ]


def names_in(draft: str) -> list[str]:
    """Return the instruments and bodies that a draft names, in full."""
    return [one.name for one in named(draft)]


def choices(imagined: bool) -> list[Choice]:
    """Return the States under review that can be chosen, by name."""
    ranks = state_ranks()
    codes = sorted(IMAGINED if imagined else REAL, key=lambda iso3: ranks[iso3])
    return [Choice(iso3, state_name(iso3)) for iso3 in codes]


def state_address(iso3: str) -> str:
    """Return the address of what a State was asked again."""
    return reverse("state-repeats", args=[iso3]) if iso3 else ""


def _value(parameters: QueryDict, name: str) -> str:
    value = str(parameters.get(name) or "").strip()
    if "\0" in value:
        raise addresses.AddressError(_("An address cannot hold a zero character."))
    return value


def _state(parameters: QueryDict) -> str:
    iso3 = _value(parameters, "state").upper()
    if iso3 and iso3 not in STATES:
        raise _unreadable("state", iso3)
    return iso3


def _where(parameters: QueryDict) -> Ground | None:
    where = _value(parameters, "where")
    if where and where not in list(Ground):
        raise _unreadable("where", where)
    return Ground(where) if where else None


def _cycle(parameters: QueryDict) -> str:
    cycle = _value(parameters, "cycle")
    if cycle and not (cycle.isdecimal() and len(cycle) == 1):
        raise _unreadable("cycle", cycle)
    return cycle


def _grade(parameters: QueryDict) -> str:
    grade = _value(parameters, "grade") or "nearly"
    if grade not in GRADES_ASKED:
        raise _unreadable("grade", grade)
    return grade


def _imagined(parameters: QueryDict) -> bool | None:
    asked = _value(parameters, "imagined")
    if asked not in {"", "0", "1"}:
        raise _unreadable("imagined", asked)
    return bool(int(asked)) if asked else None


def _unreadable(name: str, value: str) -> addresses.AddressError:
    return addresses.AddressError(
        _("“%(name)s=%(value)s” cannot be read here.")
        % {"name": name, "value": value[:40]}
    )
