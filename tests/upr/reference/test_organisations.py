from datetime import date

import pytest

from upr.errors import UnknownNameError
from upr.reference import organisations, states
from upr.reference.organisations import MEMBERSHIPS, ORGANISATIONS, members, of_state


@pytest.mark.parametrize(
    ("iso3", "when", "expected"),
    [
        ("HRV", date(2010, 11, 8), ()),
        ("HRV", date(2015, 5, 12), ("EU",)),
        ("GBR", date(2020, 1, 31), ("Commonwealth", "EU")),
        ("GBR", date(2020, 2, 1), ("Commonwealth",)),
        ("MAR", date(2012, 5, 22), ("AL", "OIC", "OIF")),
        ("MAR", date(2017, 5, 2), ("AL", "AU", "OIC", "OIF")),
        ("GMB", date(2014, 10, 28), ("AU", "OIC")),
        ("GMB", date(2019, 11, 5), ("AU", "Commonwealth", "OIC")),
        ("MDV", date(2018, 1, 1), ("OIC",)),
        ("MDV", date(2020, 11, 4), ("Commonwealth", "OIC")),
        ("GAB", date(2023, 1, 24), ("AU", "Commonwealth", "OIC", "OIF")),
        ("SSD", date(2016, 11, 7), ("AU",)),
        ("SSD", date(2011, 7, 14), ()),
        ("BIH", date(2014, 11, 5), ()),
        ("XAA", date(2014, 11, 5), ("Meridian Union",)),
        ("QQQ", date(2014, 11, 5), ()),
    ],
)
def test_organisations_of_a_state(iso3, when, expected):
    assert of_state(iso3, when) == expected


def test_number_of_members():
    assert len(members("EU", date(2006, 12, 31))) == 25
    assert len(members("EU", date(2008, 4, 7))) == 27
    assert len(members("EU", date(2014, 10, 27))) == 28
    assert len(members("EU", date(2025, 1, 20))) == 27
    assert len(members("AU", date(2025, 1, 20))) == 54
    assert len(members("Commonwealth", date(2023, 1, 1))) == 56
    assert len(members("AL", date(2014, 10, 27))) == 22


def test_members_of_an_unknown_organisation():
    with pytest.raises(UnknownNameError, match="'XX' is no organisation"):
        members("XX", date(2014, 10, 27))


def test_memberships_are_of_states_in_organisations():
    assert set(MEMBERSHIPS) <= set(states.STATES)
    own = [one for memberships in MEMBERSHIPS.values() for one in memberships]
    assert {membership.organisation for membership in own} == set(ORGANISATIONS)
    assert all(membership.source for membership in own)
    assert not any(m.is_verified for m in own if "memory" in m.source)


def test_imagined_and_real_organisations_do_not_mix():
    for iso3, memberships in MEMBERSHIPS.items():
        for membership in memberships:
            organisation = organisations.get(membership.organisation)
            assert organisation.is_imagined == states.get(iso3).is_imagined


def test_every_imagined_state_is_in_one_organisation():
    assert all(len(MEMBERSHIPS[iso3]) == 1 for iso3 in states.IMAGINED)
