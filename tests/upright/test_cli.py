"""The command `upright`."""

import pytest

from upright.archive.readiness import NOT_READY
from upright.cli import UNUSABLE, main


@pytest.mark.parametrize("word", ["import", "fetch", "serve", "reread", "reindex"])
def test_every_word_explains_itself(capsys, word):
    with pytest.raises(SystemExit) as end:
        main([word, "--help"])

    assert end.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: upright {word}")


def test_an_unknown_word_is_refused(capsys):
    with pytest.raises(SystemExit) as end:
        main(["destroy"])

    assert end.value.code == 2


def test_a_database_that_is_not_ready_is_named(own_site, tmp_path):
    own_site.upright("manage", "migrate", "archive", "zero")

    said = [own_site.upright(*words) for words in (("import", "x.pdf"), ("reread",))]

    assert [done.returncode for done in said] == [2, 2]
    assert {done.stderr for done in said} == {f"CommandError: {NOT_READY}\n"}


@pytest.mark.parametrize("words", [("recode",), ("serve", "--port", "0")])
def test_a_database_that_is_away_is_told_of_in_a_sentence(own_site, words):
    own_site.environment["DATABASE_URL"] = "postgres://nobody@127.0.0.1:1/nothing"

    done = own_site.upright(*words)

    assert done.returncode == 2
    first, *_ = UNUSABLE.split("%s")
    assert (done.stderr.startswith(first), done.stderr.count("Traceback")) == (True, 0)


def test_commands_of_the_rooms_are_reached_through_manage(own_site):
    said = [
        own_site.upright(*words.split())
        for words in (
            "manage load_reference",
            "manage load_reference",
            "manage remove_demonstration",
            "reread",
        )
    ]

    assert [done.returncode for done in said] == [0, 0, 0, 0]
    assert said[0].stdout.endswith(" States, sessions and reviews written.\n")
    assert [done.stdout for done in said[1:]] == [
        "0 States, sessions and reviews written.\n",
        "0 imagined documents removed.\n",
        "Nothing was changed. Add --apply to bring it into force.\n",
    ]
