"""The matrix of a review that people work with: what is in it, and in which words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from upr.coding import Scheme
from upr.exchange.matrix_shape import Look, Row, Words
from upr.records import Classification, PositionValue
from upr.reference.sdg import GOALS
from upright.archive.models import Attribution, Item, Recommendation
from upright.archive.queries import DocumentPage
from upright.explore import answers, labels

PERSON: Final = "person"  # who decided a coding


class Group(StrEnum):
    """By what the items of a matrix are put together; each stands once."""

    NONE = ""  # as printed
    THEME = "theme"
    STATE = "state"


GROUPS: Final[Mapping[Group, str | Promise]] = {
    Group.NONE: gettext_lazy("as printed"),
    Group.THEME: gettext_lazy("by theme, each under its first"),
    Group.STATE: gettext_lazy("by recommending State, each under its first"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """The form to ask for the matrix of a report."""

    symbol: str
    version: int | None  # of the data that is looked at; None for the newest

    @property
    def groups(self) -> list[tuple[str, str | Promise]]:
        """The orders to choose from."""
        return [(group.value, label) for group, label in GROUPS.items()]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a matrix shall hold, and how."""

    is_supported_only: bool = False
    group: Group = Group.NONE
    is_right_to_left: bool = False


def rows(
    page: DocumentPage, themes: Mapping[str, Classification], wanted: Wanted
) -> list[Row]:
    """Return a row for each item of a report, as it is grouped.

    Themes, groups of persons and goals are those of OHCHR's list where it is archived,
    else the codings, each with who coded it.
    """
    made = [
        _row(item, themes.get(item.key), wanted.group)
        for item in page.items
        if not wanted.is_supported_only or _is_supported(item)
    ]
    if wanted.group is not Group.NONE:
        made.sort(key=lambda row: (not row.heading, row.heading))  # none at the end
    return made


def _is_supported(item: Item) -> bool:
    """Whether a text of it is supported today, wholly or in part."""
    return any(
        text.position == PositionValue.SUPPORTED
        or text.position_ohchr.startswith("Supported")
        for text in item.texts
    )


def _row(item: Item, about: Classification | None, group: Group) -> Row:
    texts = item.texts
    states = list(dict.fromkeys(_states(texts)))
    issues = _codes(texts, Scheme.ISSUES)
    first = about.heading if about else next(iter(issues), "")
    return Row(
        key=item.key,
        text=item.text,
        states=tuple(states),
        position="\n".join(_each(texts, _position)),
        source="\n".join(_each(texts, _source)),
        implementation="\n".join(_each(texts, _implementation)),
        heading=_heading(group, first, states),
        themes=about.themes if about else _coded(issues),
        groups=about.groups if about else _coded(_codes(texts, Scheme.GROUPS)),
        sdgs=about.sdgs if about else _coded(_codes(texts, Scheme.SDG_GOALS)),
    )


def _heading(group: Group, theme: str, states: Sequence[str]) -> str:
    if group is Group.THEME and theme:
        return _("Theme: %(theme)s") % {"theme": theme}
    if group is Group.STATE and states:
        return _("Recommended by %(state)s") % {"state": states[0]}
    return ""


def _each(
    texts: Sequence[Recommendation], of: Callable[[Recommendation], str]
) -> list[str]:
    """What is said of each text, once where they agree."""
    return [one for one in dict.fromkeys(of(text) for text in texts) if one]


def _position(text: Recommendation) -> str:
    return labels.by_ohchr(text.position_ohchr)


def _source(text: Recommendation) -> str:
    if not (text.position_symbol and text.position_paragraph):
        return text.position_symbol
    return f"{text.position_symbol}, para. {text.position_paragraph}"


def _implementation(text: Recommendation) -> str:
    return str(labels.IMPLEMENTATIONS.get(text.implementation, text.implementation))


def _states(texts: Sequence[Recommendation]) -> Iterator[str]:
    for text in texts:
        yield from (_name(one) for one in text.named)


def _name(one: Attribution) -> str:
    return one.state.name if one.state else one.printed_name


_Codes = Mapping[str, tuple[float, str]]  # label: score and who coded


def _codes(texts: Sequence[Recommendation], scheme: Scheme) -> _Codes:
    """The codes of the texts of an item, each by its surest coding, that one first."""
    found: dict[str, tuple[float, str]] = {}
    for text in texts:
        for code, score, who in text.codings.get(scheme, ()):
            sure = max(found.get(code, (0.0, "")), (float(score), str(who)))
            found[str(code)] = sure
    ordered = sorted(found.items(), key=lambda one: (-one[1][0], one[0]))
    return {_label(scheme, code): sure for code, sure in ordered}


def _label(scheme: Scheme, code: str) -> str:
    if scheme is Scheme.SDG_GOALS and code.isdigit() and int(code) in GOALS:
        return f"{code} - {GOALS[int(code)].title}"
    return code


def _coded(codes: _Codes) -> tuple[str, ...]:
    """Codes with how sure they are: nobody shall take a program's for OHCHR's."""
    return tuple(
        label
        if who == PERSON
        else _("%(label)s (coded by program, %(sure)d%%)")
        % {"label": label, "sure": answers.hundredths(score)}
        for label, (score, who) in codes.items()
    )


def look(title: str, note: str, wanted: Wanted) -> Look:
    """Return how the matrix looks, in the language of the page it is asked for on."""
    return Look(title, note, _words(), wanted.is_right_to_left)


def _words() -> Words:
    themes = _("Themes")
    position = _("Position")
    return Words(
        word_columns=(
            _("Recommendation and recommending States"), position, themes,
        ),
        excel_columns=(
            _("Paragraph"), _("Recommendation"), _("Recommending States"), position,
            _("Source of position"), _("Implementation as stated"), themes,
            _("Groups of persons"), _("SDGs"),
        ),
        to_fill=(_("Responsible body"), _("Action"), _("Deadline"), _("Status")),
        statuses=(
            _("Not started"), _("Under way"), _("Partly implemented"),
            _("Fully implemented"),
        ),
        source=_("Source of position"),
        groups=_("Groups of persons"),
        sdgs=_("SDGs"),
        sheet=_("Matrix"),
    )  # fmt: skip
