"""The voluntary pledges of a State, on its page: how many, and where they are."""

from dataclasses import dataclass, replace

from upright.explore import pledge_page
from upright.search.pledges import find_pledges
from upright.search.queries import Request


@dataclass(frozen=True, slots=True)
class Cycle:
    """The pledges of one cycle."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class PledgesOfState:
    """How many pledges a State made."""

    count: int
    address: str
    by_cycle: tuple[Cycle, ...]


def pledges_of(iso3: str, asked: Request, version: int) -> PledgesOfState:
    """Return the pledges of a State at `version`; addresses keep what was asked."""
    filters = {"state": (iso3,)}
    found = find_pledges(
        Request(filters=filters, version=version, imagined=bool(asked.imagined))
    )
    wanted = Request(filters=filters, version=asked.version, imagined=asked.imagined)
    return PledgesOfState(
        found.total,
        pledge_page.address(wanted),
        tuple(
            Cycle(
                one.value,
                one.count,
                pledge_page.address(
                    replace(wanted, filters={**filters, "cycle": (one.value,)})
                ),
            )
            for one in found.facets["cycle"]
        ),
    )
