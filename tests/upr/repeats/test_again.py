from upr.records import PositionValue
from upr.repeats import Asked, asked_again

SUPPORTED, NOTED = PositionValue.SUPPORTED, PositionValue.NOTED


def asked(item: str, text: str, cycle: int | None, *states: str, position=NOTED):
    return Asked(
        f"report {cycle}", item, text, 1, "XAA", cycle, states, position
    )  # fmt: skip


FIRST = asked("1", "Ratify OPCAT", 1, "XAB")
TWIN = asked("2", "Accede to OP-CAT", 1, "XAC", "XAB")
AGAIN = asked("1", "Ratify OPCAT without delay", 2, "XAD", position=SUPPORTED)
ONCE = asked("3", "Build schools for girls in rural areas", 2, "XAD")


def test_a_group_says_in_which_cycles_by_whom_and_how_it_was_answered():
    [group] = asked_again([AGAIN, ONCE, FIRST, TWIN])

    assert group.members == (FIRST, TWIN, AGAIN)
    assert group.example == AGAIN
    assert group.cycles == (1, 2)
    assert group.states_of(1) == ("XAB", "XAC")
    assert group.states_of(2) == ("XAD",)
    assert group.positions_of(1) == (NOTED,)
    assert group.positions_of(2) == (SUPPORTED,)
    assert group.of_cycle(3) == ()


def test_what_was_asked_twice_in_one_review_alone_is_not_asked_again():
    assert asked_again([FIRST, TWIN]) == []


def test_what_is_said_in_common_words_alone_is_found_too():
    """None of its signs is rare; together they leave no doubt."""
    first = asked("1", "Apply the law on violence against women in full", 1)
    again = asked(
        "2", "Take further steps to fully apply the law on violence against women", 2
    )

    [group] = asked_again([first, again])

    assert group.members == (first, again)


def test_what_has_no_cycle_is_left_out():
    assert asked_again([FIRST, asked("9", "Ratify OPCAT", None)]) == []


def test_one_that_names_many_treaties_does_not_tie_the_others_together():
    many = asked("4", "Ratify OPCAT, CRPD and CED", 1)
    other = asked("5", "Ratify CRPD", 2)

    groups = asked_again([FIRST, many, AGAIN, other])

    first, second = groups
    assert set(first.members) == {FIRST, many, AGAIN}
    assert set(second.members) == {many, other}


def test_each_is_in_one_group_and_in_the_order_of_the_cycles():
    records = [
        *(asked(str(n), f"Ratify {name}", cycle) for cycle in (2, 1)
          for n, name in enumerate(["OPCAT", "CRPD", "CED", "ICRMW"])),
        ONCE,
    ]  # fmt: skip

    groups = asked_again(records)

    members = [member for group in groups for member in group.members]
    assert len(groups) == 4
    assert len(members) == len(set(members)) == 8
    assert all([m.cycle for m in group.members] == [1, 2] for group in groups)
