"""Names of States as other people's databases write them."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from upr.exchange.cells import plain
from upr.exchange.encodings import mended
from upr.exchange.foreign import NamedState
from upr.reference import states
from upr.reference.tables import Table, rows

_ALPHA2: Mapping[str, str] = Table(
    lambda: {row["alpha2"]: row["iso3"] for row in rows("state-alpha2.csv")}
)
_CODE_LETTERS = (2, 3)


@lru_cache(maxsize=8192)
def named(name: str) -> NamedState:
    """The State that `name` stands for; a code of ISO 3166-1 counts as a name.

    >>> named("PK"), named("State of Palestine*").iso3, named("Nigerland").iso3
    (NamedState(iso3='PAK', name='PK'), 'PSE', None)
    """
    name = mended(plain(name))
    known = states.resolve(name.rstrip("* ")).iso3
    return NamedState(known or _by_code(name), name)


def _by_code(name: str) -> str | None:
    if len(name) not in _CODE_LETTERS or not name.isupper():
        return None
    return _ALPHA2.get(name) or (name if name in states.STATES else None)


def all_named(names: Iterable[str]) -> tuple[NamedState, ...]:
    """The States that `names` stand for; empty names stand for none."""
    return tuple(named(name) for name in names if name.strip())
