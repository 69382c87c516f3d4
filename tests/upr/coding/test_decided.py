"""Decisions of people, laid over a small corpus about imagined States."""

import json

import numpy as np
import pytest

from upr.coding import decided
from upr.coding.corpus import Corpus, CorpusError
from upr.coding_cli import _with_decisions

LABELS = ("issues/Detention", "issues/Labour", "sdg_goals/8")


@pytest.fixture
def corpus() -> Corpus:
    return Corpus(
        texts=("Protect workers", "Protect workers", "Close the prison"),
        keys=("XAA-03", "XAB-05", "XAA-03"),
        action=np.array([3, 3, 4]),
        labels=LABELS,
        given=np.array([[0, 1, 1], [0, 1, 0], [1, 0, 0]], dtype=np.bool_),
        judged=np.array([[1, 1, 1], [1, 1, 0], [1, 1, 0]], dtype=np.bool_),
    )


def line(text: str, scheme: str, *codes: str, state: str = "XAA", session: int = 3):
    return {
        "state": state,
        "session": session,
        "text": text,
        "scheme": scheme,
        "codes": codes,
    }


@pytest.fixture
def laid(tmp_path, corpus):
    """Lay lines over the corpus, by way of a file."""

    def laid(*lines) -> decided.Laid:
        path = tmp_path / "decisions.jsonl"
        dumped = [json.dumps(line, ensure_ascii=False) for line in lines]
        path.write_text("\n".join(dumped), encoding="utf-8")
        return decided.lay_over(corpus, decided.read(path))

    return laid


def test_a_decision_outranks_the_label_of_that_text_and_scheme_alone(laid, corpus):
    found = laid(
        line("protect  workers.", "action", "5"),
        line("Protect workers", "issues", "Detention"),
    )
    assert found.corpus.action.tolist() == [4, 3, 4]
    assert found.corpus.given.tolist() == [
        [True, False, True],
        [False, True, False],
        [True, False, False],
    ]
    assert (found.replaced, found.added, found.left_out) == (1, 0, 0)
    assert corpus.given[0].tolist() == [False, True, True]


def test_what_people_judged_counts_as_judged(laid):
    found = laid(line("Close the prison", "sdg_goals"))
    assert found.corpus.given[2].tolist() == [True, False, False]
    assert found.corpus.judged[2].tolist() == [True, True, True]


def test_the_last_word_on_a_text_holds(laid):
    found = laid(
        line("Close the prison", "action", "2"), line("Close the prison", "action", "1")
    )
    assert found.corpus.action[2] == 0


def test_a_new_text_is_added_where_its_category_was_decided(laid):
    found = laid(
        line("Seek advice", "action", "1", state="XAC", session=9),
        line("Seek advice", "issues", "Labour", state="XAC", session=9),
        line("Do more", "issues", "Labour", state="XAC", session=9),
    )
    assert (found.replaced, found.added, found.left_out) == (0, 1, 1)
    assert (found.corpus.texts[3], found.corpus.keys[3]) == ("Seek advice", "XAC-09")
    assert found.corpus.action.tolist() == [3, 3, 4, 0]
    assert found.corpus.given[3].tolist() == [False, True, False]
    assert found.corpus.judged[3].tolist() == [True, True, False]


def test_a_text_with_a_line_separator_in_it_is_one_line(laid):
    found = laid(line("Protect\u2028workers\x85", "action", "5"))
    assert (found.replaced, found.corpus.action.tolist()) == (1, [4, 3, 4])


def test_a_decision_on_a_paper_of_an_unknown_review_is_a_new_text(laid):
    unknown = {**line("Close the prison", "action", "1"), "state": None}
    found = laid({**unknown, "session": None})
    assert (found.replaced, found.added) == (0, 1)
    assert found.corpus.keys[-1] == "???-00"


@pytest.mark.parametrize(
    "bad",
    ['{"state": "XAA"}', "[]", "{", '{"state": "XAA", "session": "x"}', "null"],
)
def test_a_line_that_is_no_decision_is_named(tmp_path, bad):
    path = tmp_path / "d.jsonl"
    good = json.dumps(line("Close the prison", "action", "1"))
    path.write_text(f"{good}\n{bad}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"d\.jsonl, line 2"):
        decided.read(path)


def test_the_command_says_what_became_of_them(tmp_path, corpus, capsys):
    path = tmp_path / "d.jsonl"
    path.write_text(json.dumps(line("Close the prison", "action", "1")))
    assert _with_decisions(corpus, path).action[2] == 0
    assert capsys.readouterr().err == (
        "Decided by people: 1 texts of the corpus, 0 new ones; 0 new ones have no "
        "category of action and are left out.\n"
    )
