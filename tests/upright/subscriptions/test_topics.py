"""What news is made of."""

from upright.subscriptions.topics import News, Row, Section, news_in


def section(heading: str, *titles: str) -> Section:
    rows = [Row(title, f"/{title}/") for title in titles]
    return Section(heading, len(rows), rows, "/all/")


def test_news_are_the_sections_that_hold_something() -> None:
    near, none, moved = (
        section("2 near", "a", "b"),
        section("0"),
        section("1 moved", "c"),
    )

    assert news_in(near, none, moved) == News("Upright: 2 near", [near, moved])
    assert news_in(none, moved) == News("Upright: 1 moved", [moved])


def test_of_nothing_there_is_no_news() -> None:
    assert news_in(section("0 new"), section("0 changed")) is None
    assert news_in() is None
