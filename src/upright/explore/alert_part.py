"""The part of a list that someone is told of: of a State, of a session, or all."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from upr.reference.states import STATES
from upright.explore.alert_searches import state_code
from upright.subscriptions.topics import WishError

_MAX_DIGITS = 4  # of the number of a session


@dataclass(frozen=True, slots=True)
class Part:
    """`state=SVN`, `session=48`, or "" for all."""

    state: str = ""  # ISO3
    session: int = 0

    @property
    def written(self) -> str:
        """As parameters are kept."""
        if self.state:
            return f"state={self.state}"
        return f"session={self.session}" if self.session else ""

    @property
    def state_name(self) -> str:
        """The State's name; "" where none is named."""
        return STATES[self.state].name if self.state else ""

    def path(self, page_of_all: str) -> str:
        """Return the page of the State or session; of all, the page so named."""
        if self.state:
            return reverse("state", args=[self.state])
        if self.session:
            return reverse("session", args=[self.session])
        return reverse(page_of_all)


def part_of(parameters: str) -> Part:
    """Return the part some parameters name; a State comes before a session.

    Raises WishError where there is no such State or session.
    """
    asked = QueryDict(parameters)
    if "state" in asked:
        return Part(state=state_code(parameters))
    if "session" in asked:
        return Part(session=_session_number(str(asked.get("session", ""))))
    return Part()


def _session_number(number: str) -> int:
    is_number = number.isascii() and number.isdecimal() and len(number) <= _MAX_DIGITS
    if not is_number or int(number) == 0:
        raise WishError(_("There is no session %(number)s.") % {"number": number[:10]})
    return int(number)
