"""`upright tick`: every room is asked, whatever befalls another."""

import pytest

from tests.upright.builders import NOW
from tests.upright.own_site import OwnSite
from upright.archive.readiness import NOT_READY
from upright.cli import main
from upright.tick import STEPS, Done, Step, tick


def failing(at: object) -> str:
    raise ValueError("alice@example.org")


def test_a_step_that_fails_is_named_and_the_others_are_done(caplog):
    steps = [
        Step("first", lambda at: ""),
        Step("second", failing),
        Step("third", lambda at: f"Done at {at:%H:%M}."),
    ]

    assert list(tick(NOW, steps)) == [
        Done("first", ""),
        Done("second", "ValueError", has_failed=True),
        Done("third", "Done at 09:00."),
    ]
    assert caplog.messages == ["tick: second failed (ValueError)"]


@pytest.mark.django_db
def test_the_command_prints_a_line_for_each_room(capsys, monkeypatch):
    assert main(["tick"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [step.name for step in STEPS]
    assert "jobs: nothing was due" in lines

    monkeypatch.setattr("upright.tick.STEPS", [Step("mail", failing), STEPS[0]])
    assert main(["tick"]) == 1
    assert capsys.readouterr().out.startswith("mail: failed (ValueError)\njobs: ")


def test_a_database_that_is_not_ready_is_named(own_site: OwnSite):
    own_site.upright("manage", "migrate", "archive", "zero")

    said = [own_site.upright(word) for word in ("tick", "worker")]

    assert [done.returncode for done in said] == [2, 2]
    assert {done.stderr for done in said} == {f"{NOT_READY}\n"}
