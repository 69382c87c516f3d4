from datetime import date
from itertools import pairwise

import pytest

from upr.errors import UnknownNameError
from upr.reference import states
from upr.reference.states import NameKind, Status
from upr.reference.tables import rows


def test_real_states_are_the_members_and_two_observers():
    members = [s for s in states.REAL.values() if s.status is Status.MEMBER]
    observers = [s.iso3 for s in states.REAL.values() if s.status is Status.OBSERVER]
    assert len(members) == 193
    assert observers == ["PSE", "VAT"]


def test_imagined_states_are_kept_apart():
    assert len(states.IMAGINED) == 26
    assert list(states.IMAGINED)[0::25] == ["XAA", "XAZ"]
    assert not set(states.IMAGINED) & set(states.REAL)
    assert len(states.STATES) == 195 + 26
    assert all(state.is_imagined for state in states.IMAGINED.values())
    assert not any(state.is_imagined for state in states.REAL.values())


def test_codes_are_unique_and_well_formed():
    real = states.REAL.values()
    assert len({state.m49 for state in real}) == 195
    assert all(len(state.iso3) == 3 and state.iso3.isupper() for state in real)
    assert all(s.m49 and len(s.m49) == 3 and s.m49.isdecimal() for s in real)
    assert all(state.m49 is None for state in states.IMAGINED.values())


def test_every_state_is_in_a_known_regional_group():
    groups = {state.regional_group for state in states.STATES.values()}
    assert groups == set(states.REGIONAL_GROUPS)


@pytest.mark.parametrize(
    ("iso3", "when", "name"),
    [
        ("SWZ", date(2018, 5, 29), "Swaziland"),
        ("SWZ", date(2018, 6, 1), "Eswatini"),
        ("MKD", date(2009, 5, 7), "the former Yugoslav Republic of Macedonia"),
        ("MKD", date(2019, 5, 1), "North Macedonia"),
        ("TUR", date(2020, 1, 28), "Turkey"),
        ("TUR", date(2025, 1, 28), "Türkiye"),
        ("CZE", date(2012, 10, 22), "Czech Republic"),
        ("CZE", date(2023, 1, 23), "Czechia"),
        ("CPV", date(2013, 4, 30), "Cape Verde"),
        ("CPV", date(2018, 5, 7), "Cabo Verde"),
        ("LBY", date(2010, 11, 9), "Libyan Arab Jamahiriya"),
        ("LBY", date(2015, 5, 13), "Libya"),
        ("SVN", date(1900, 1, 1), "Slovenia"),
    ],
)
def test_name_on_a_day(iso3, when, name):
    assert states.get(iso3).name_on(when) == name


def test_official_name_on_a_day():
    turkey = states.get("TUR")
    assert turkey.name_on(date(2010, 5, 10), NameKind.OFFICIAL) == "Republic of Turkey"


def test_name_of_a_time_before_any_that_is_known_is_the_present_one():
    assert states.get("SSD").name_on(date(2000, 1, 1)) == "South Sudan"
    official = states.get("SSD").name_on(date(2000, 1, 1), NameKind.OFFICIAL)
    assert official == "Republic of South Sudan"


@pytest.mark.parametrize(
    ("iso3", "when", "is_member"),
    [
        ("SSD", date(2011, 7, 13), False),
        ("SSD", date(2011, 7, 14), True),
        ("NOR", date(2008, 4, 7), True),
        ("CZE", date(2008, 4, 7), True),
        ("VAT", date(2026, 1, 1), False),
        ("XAA", date(2026, 1, 1), False),
    ],
)
def test_who_is_a_member_on_a_day(iso3, when, is_member):
    assert states.get(iso3).is_member_on(when) is is_member


def test_dated_names_follow_each_other_and_end_with_the_present_one():
    for state in states.STATES.values():
        present = {
            NameKind.SHORT: state.name,
            NameKind.OFFICIAL: state.official_name,
        }
        for kind, name in present.items():
            dated = [n for n in state.names if n.kind is kind]
            assert (dated[-1].name, dated[-1].valid_to) == (name, None)
            for earlier, later in pairwise(dated):
                assert earlier.valid_to
                assert later.valid_from
                assert (later.valid_from - earlier.valid_to).days == 1


def test_every_dated_name_belongs_to_a_state_and_says_what_it_rests_on():
    for row in rows("state-names.csv"):
        assert row["iso3"] in states.REAL
        assert row["source"]
        assert row["is_verified"] in {"yes", "no"}


def test_what_rests_on_memory_is_not_verified():
    names = [name for state in states.STATES.values() for name in state.names]
    assert not any(name.is_verified for name in names if "memory" in name.source)


def test_getting_an_unknown_code_says_so():
    with pytest.raises(UnknownNameError, match=r"'QQQ' is no code of a State"):
        states.get("QQQ")
