"""The command `upright`."""

import pytest

from upright.cli import main


@pytest.mark.parametrize("word", ["import", "serve", "reread", "reindex"])
def test_every_word_explains_itself(capsys, word):
    with pytest.raises(SystemExit) as end:
        main([word, "--help"])

    assert end.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: upright {word}")


def test_an_unknown_word_is_refused(capsys):
    with pytest.raises(SystemExit) as end:
        main(["destroy"])

    assert end.value.code == 2


@pytest.mark.django_db
def test_commands_of_the_rooms_are_reached_through_manage(capsys):
    assert main(["manage", "load_reference"]) == 0
    assert main(["manage", "load_reference"]) == 0
    assert main(["manage", "remove_demonstration"]) == 0
    assert main(["reread"]) == 0

    first, second, third, fourth = capsys.readouterr().out.splitlines()
    assert first.endswith("States, sessions and reviews written.")
    assert second == "0 States, sessions and reviews written."
    assert third == "0 imagined documents removed."
    assert fourth == "Nothing was changed. Add --apply to bring it into force."
