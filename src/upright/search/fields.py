"""The fields of the query language: names, and how a typed value is understood.

A value is understood here or refused with an explanation; a State's name that only
resembles others is never taken for one of them.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

from upr.reference import states
from upright.search import code_fields, membership
from upright.search.errors import QueryError
from upright.search.syntax import FieldIs
from upright.search.typed import Reader, Typed, one_of, quoted

MAX_NUMBER = 9999  # of sessions, years and cycles


def _state(typed: Typed) -> tuple[tuple[str, ...], str]:
    code = typed.value.strip().upper()
    if code in states.STATES:
        return (code,), states.STATES[code].name
    resolved = states.resolve(typed.value)
    if resolved.iso3:
        return (resolved.iso3,), states.STATES[resolved.iso3].name
    names = [states.STATES[iso3].name for iso3 in resolved.suggestions]
    if not names:
        message = _("No State is called “%(name)s”.") % {"name": typed.value}
        raise typed.refused(message)
    message = _("No State is called “%(name)s”. Did you mean %(names)s?") % {
        "name": typed.value,
        "names": _(" or ").join(names),
    }
    raise typed.refused(message, f"{typed.name}:{quoted(names[0])}")


def _group(typed: Typed) -> tuple[tuple[str, ...], str]:
    return one_of(typed, list(membership.regional_groups().items()))


def _organisation(typed: Typed) -> tuple[tuple[str, ...], str]:
    return one_of(typed, list(membership.organisations().items()))


_POSITIONS = {
    "supported": "supported",
    "accepted": "supported",
    "noted": "noted",
    "rejected": "noted",
    "pending": "pending",
}
_CERTAINTIES = {
    "certain": "certain",
    "yes": "certain",
    "uncertain": "uncertain",
    "doubtful": "uncertain",
    "no": "uncertain",
}


def _said(typed: Typed, known: dict[str, str]) -> tuple[tuple[str, ...], str]:
    value = known.get(typed.value.strip().lower())
    if value:
        return (value,), value
    message = _("“%(value)s” is none of the values of %(field)s: %(values)s.") % {
        "value": typed.value,
        "field": typed.name,
        "values": ", ".join(dict.fromkeys(known.values())),
    }
    near = get_close_matches(typed.value.lower(), known, 1)
    raise typed.refused(message, f"{typed.name}:{known[near[0]]}" if near else "")


def _position(typed: Typed) -> tuple[tuple[str, ...], str]:
    return _said(typed, _POSITIONS)


def _certainty(typed: Typed) -> tuple[tuple[str, ...], str]:
    return _said(typed, _CERTAINTIES)


_CODED_BY = {
    "certain": "certain",
    "model": "model",
    "person": "person",
    "people": "person",
    "none": "none",
    "uncoded": "none",
}


def _coded_by(typed: Typed) -> tuple[tuple[str, ...], str]:
    return _said(typed, _CODED_BY)


_NUMBERS = re.compile(r"\s*(\d{1,4})?\s*(\.\.|-|–)?\s*(\d{1,4})?\s*")


def _numbers(typed: Typed) -> tuple[tuple[str, ...], str]:
    """One number, or a range with two dots that may be open on one side."""
    match = _NUMBERS.fullmatch(
        typed.value,
    )
    first, dots, last = match.groups() if match else (None, None, None)
    if first and not dots and not last:
        return (str(int(first)),), str(int(first))
    if not dots or not (first or last):
        message = _(
            "%(field)s takes a number or a range of numbers, such as 8 or 8..20."
        ) % {"field": typed.name}
        raise typed.refused(message)
    if dots != "..":
        message = _("A range is written with two dots.")
        better = f"{typed.name}:{first or ''}..{last or ''}"
        raise typed.refused(message, better)
    return _range(typed, int(first or 0), int(last or MAX_NUMBER))


def _range(typed: Typed, first: int, last: int) -> tuple[tuple[str, ...], str]:
    if first > last:
        message = _("The range ends before it begins.")
        raise typed.refused(message, f"{typed.name}:{last}..{first}")
    return (f"{first}..{last}",), typed.value.strip()


def _symbol(typed: Typed) -> tuple[tuple[str, ...], str]:
    symbol = typed.value.strip().upper()
    return (symbol,), symbol


def _paragraph(typed: Typed) -> tuple[tuple[str, ...], str]:
    key = typed.value.strip()
    if re.fullmatch(r"\d+(\.\d+)*[a-z]?", key):
        return (key,), key
    message = _("A paragraph is a number such as 115.4.")
    raise typed.refused(message)


@dataclass(frozen=True, slots=True)
class Field:
    """A field: the facet it asks of, and how its value is read."""

    facet: str
    read: Reader


_BY_FACET = {
    "state": Field("state", _state),
    "from": Field("recommending_state", _state),
    "group": Field("regional_group", _group),
    "from-group": Field("recommending_regional_group", _group),
    "org": Field("organisation", _organisation),
    "from-org": Field("recommending_organisation", _organisation),
    "cycle": Field("cycle", _numbers),
    "session": Field("session", _numbers),
    "year": Field("year", _numbers),
    "position": Field("position", _position),
    "symbol": Field("document", _symbol),
    "paragraph": Field("paragraph", _paragraph),
    "certainty": Field("certainty", _certainty),
    "action": Field("action", code_fields.action),
    "issue": Field("issue", code_fields.issue),
    "persons": Field("persons", code_fields.persons),
    "goal": Field("goal", code_fields.goal),
    "target": Field("target", code_fields.target),
    "coding": Field("coding", _coded_by),
}
_OTHER_NAMES = {
    "recommending-state": "from",
    "by": "from",
    "regional-group": "group",
    "recommending-regional-group": "from-group",
    "organisation": "org",
    "organization": "org",
    "recommending-organisation": "from-org",
    "document": "symbol",
    "para": "paragraph",
    "item": "paragraph",
    "sdg": "goal",
}
FIELDS: dict[str, Field] = _BY_FACET | {
    other: _BY_FACET[name] for other, name in _OTHER_NAMES.items()
}
NAMES = tuple(_BY_FACET)


def understood(typed: Typed) -> FieldIs:
    """What a typed field asks for.

    Raises QueryError if there is no such field, or its value cannot be understood.
    """
    field = FIELDS.get(typed.name.lower().replace("_", "-"))
    if field is None:
        raise _unknown(typed)
    values, label = field.read(typed)
    return FieldIs(typed.text, field.facet, values, label)


def _unknown(typed: Typed) -> QueryError:
    near = get_close_matches(typed.name.lower(), FIELDS, 1)
    if near:
        message = _("There is no field “%(name)s”. Did you mean “%(near)s”?") % {
            "name": typed.name,
            "near": near[0],
        }
        return typed.refused(message, f"{near[0]}:{quoted(typed.value)}")
    message = _(
        "There is no field “%(name)s”. Fields are %(names)s. To look for the words "
        "themselves, put them in quotation marks."
    ) % {"name": typed.name, "names": ", ".join(NAMES)}
    return typed.refused(message, f'"{typed.name} {typed.value}"')
