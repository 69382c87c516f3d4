"""Training and judging, on a small corpus about imagined States."""

import itertools
import json
from dataclasses import replace

import numpy as np
import pytest

from upr.coding import evaluation, evaluation_report, nets, training, weights
from upr.coding.coder import Coder
from upr.coding.corpus import CorpusError, load, without
from upr.coding.kept_scores import KeptScores, KeptScoresError

STATES = ("XAA", "XAB", "XAC", "XAD", "XAE", "XAF")
OPENINGS = {
    1: "Seek help of other States",
    2: "Continue work",
    3: "Consider changes",
    4: "Strengthen efforts",
    5: "Adopt a law",
}
SUBJECTS = {
    "Death penalty": "on capital punishment",
    "Rights of the Child": "for children and girls",
    "Right to water": "for clean drinking water",
}


@pytest.fixture
def folder(tmp_path):
    for state, session in zip(STATES, (3, 5, 9, 17, 18, 20), strict=True):
        people, mined = [], []
        for (rank, opening), (issue, subject) in itertools.product(
            OPENINGS.items(), SUBJECTS.items()
        ):
            text = f"{opening} {subject} in each province"
            people.append({"text": text, "action": rank, "issues": [issue]})
            goal = "6. Clean water" if issue == "Right to water" else ""
            mined.append(
                {"text": text, "sdg_goals": goal, "sdg_targets": "", "groups": ""}
            )
        for name, rows in (("upr-info", people), ("dihr", mined)):
            path = tmp_path / "gold" / name / f"{state}-{session:02}.jsonl"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def short_lessons(monkeypatch):
    """One round for each net: what they learn is judged by `upr evaluate`."""
    short = {
        scheme: tuple(replace(plan, rounds=1) for plan in plans)
        for scheme, plans in nets.PLANS.items()
    }
    monkeypatch.setattr(nets, "PLANS", short)


def quiet(message):
    pass


def ready(folder):
    return training.material(load(folder))


def test_corpus_joins_what_two_sources_say(folder):
    corpus = load(folder)
    assert len(corpus.texts) == len(STATES) * 15
    given = [corpus.labels[at] for at in np.flatnonzero(corpus.given[2])]
    assert given == ["issues/Right to water", "sdg_goals/6"]


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(CorpusError):
        load(tmp_path)


def test_states_can_be_left_out(folder):
    corpus = without(load(folder), ["XAB-05", "XAF-01"])
    assert {key[:3] for key in corpus.keys} == set(STATES) - {"XAB", "XAF"}
    assert corpus.given.shape == (len(corpus.texts), len(corpus.labels))


def test_training_can_leave_states_out(folder, tmp_path):
    told: list[str] = []
    corpus = without(load(folder), ["XAB-05"])
    training.train(training.material(corpus), tmp_path, None, told.append)
    assert told[0] == f"{(len(STATES) - 1) * 15} texts of {len(STATES) - 1} reviews."


def test_folds_keep_a_state_together(folder):
    corpus = load(folder)
    parts = [set(corpus.states[rows]) for rows in training.folds(corpus)]
    assert sum(map(len, parts)) == len(STATES)


@pytest.mark.parametrize("count", [0, 1, len(STATES) + 1])
def test_parts_that_cannot_be_dealt_are_refused_at_once(folder, count):
    with pytest.raises(CorpusError, match=f"6 States cannot be dealt into {count} "):
        training.material(load(folder), None, count)


def test_training_is_reproducible_and_learns(folder, tmp_path):
    first = training.train(
        training.material(load(folder)), tmp_path / "a", None, quiet
    ).read_bytes()
    second = training.train(
        training.material(load(folder)), tmp_path / "b", None, quiet
    ).read_bytes()
    made = [weights.unpacked(data) for data in (first, second)]
    assert made[0].version == made[1].version
    assert (made[0].words_labels == made[1].words_labels).all()
    nets = [one.nets.action[0] for one in made]
    assert (nets[0].told == nets[1].told).all()
    [codes] = Coder(made[0]).code(["Adopt a law for clean drinking water"])
    assert codes.action is not None
    assert codes.action.code == "5"
    assert [one.code for one in codes.issues] == ["Right to water"]


def test_scores_are_kept_and_used_again(folder, tmp_path):
    kept = tmp_path / "scores.npz"
    training.train(ready(folder), tmp_path, kept, quiet)
    told: list[str] = []
    training.train(ready(folder), tmp_path, kept, told.append)
    assert f"Out-of-fold scores are taken from {kept}." in told


def test_a_stopped_run_goes_on_with_the_parts_it_has_not_come_to(folder, tmp_path):
    kept = tmp_path / "scores.npz"
    whole = training.scores_of(ready(folder), kept, quiet)
    first = training.folds(load(folder))[0]
    broken = whole.copy()
    broken[first] = np.nan
    KeptScores(kept, training.origin(ready(folder))).keep(broken)
    told: list[str] = []

    again = training.scores_of(ready(folder), kept, told.append)

    assert [line for line in told if "held out" in line] == ["Part 1 of 5 held out ..."]
    assert np.array_equal(again, whole)
    assert np.array_equal(np.load(kept)["scores"], whole)


def test_some_parts_alone_can_be_held_out(folder, tmp_path):
    kept = tmp_path / "scores.npz"
    told: list[str] = []
    some = training.material(load(folder), None, 3, held_out=1)
    part = training.folds(load(folder), 3)[0]

    scores = training.scores_of(some, kept, told.append)
    [report] = evaluation.evaluate(some, kept, None, quiet, is_by_time=False)

    assert np.flatnonzero(training.has_scores(scores)).tolist() == part.tolist()
    assert [line for line in told if "held out" in line] == ["Part 1 of 3 held out ..."]
    assert report.action.texts == len(part)
    assert training.train(some, tmp_path, kept, quiet).stat().st_size > 0

    told.clear()
    whole = training.material(load(folder), None, 3)
    assert training.has_scores(training.scores_of(whole, kept, told.append)).all()
    assert told[0] == "Part 2 of 3 held out ..."


def test_a_single_part_is_judged_in_two_that_share_no_state(folder):
    some = training.material(load(folder), None, 3, held_out=1)

    halves = training.judged_parts(some)

    assert sorted(np.concatenate(halves)) == some.parts()[0].tolist()
    states = [set(some.corpus.states[half]) for half in halves]
    assert [len(half) for half in states] == [1, 1]
    assert not states[0] & states[1]


@pytest.mark.parametrize(
    ("count", "held_out", "says"),
    [
        (3, 0, "At least one part must be held out."),
        (6, 1, "A single State held out cannot be judged; hold out more parts."),
    ],
)
def test_too_little_held_out_is_refused_at_once(folder, count, held_out, says):
    with pytest.raises(CorpusError) as refused:
        training.material(load(folder), None, count, held_out)

    assert str(refused.value) == says


def test_scores_made_from_something_else_are_refused(folder, tmp_path):
    kept = tmp_path / "scores.npz"
    training.scores_of(ready(folder), kept, quiet)
    other = replace(ready(folder), folds=4)

    with pytest.raises(KeptScoresError) as caught:
        training.train(other, tmp_path, kept, quiet)

    assert str(caught.value) == (
        f"{kept} holds scores of another number of parts. Name another file, or delete"
        " this one to begin anew."
    )


def test_what_scores_are_made_from_is_told_apart(folder, tmp_path, monkeypatch):
    encoder = tmp_path / "encoder"
    encoder.mkdir()
    (encoder / "config.json").write_text("{}", encoding="utf-8")
    material = ready(folder)
    found = training.origin(material)
    assert training.origin(ready(folder)) == found

    taught = training.origin(replace(material, encoder=encoder))
    assert (found.encoder, found.recipe == taught.recipe) == ("", False)
    (encoder / "config.json").write_text("[]", encoding="utf-8")
    assert training.origin(replace(material, encoder=encoder)).encoder != taught.encoder
    monkeypatch.setattr(training, "GENERATION", 99)
    assert training.origin(material) == replace(
        found, recipe=training.origin(material).recipe
    )
    assert training.origin(material).recipe != found.recipe


def test_evaluation_judges_by_state_and_by_time(folder):
    by_state, by_time = evaluation.evaluate(
        training.material(load(folder)), None, None, quiet
    )
    assert by_state.action.texts == len(STATES) * 15
    assert by_time.action.texts == 3 * 15
    assert by_state.labels[0].micro_f1 > 0.9
    assert evaluation_report.as_plot(by_state).startswith("<svg ")


def test_evaluation_of_chosen_reviews(folder):
    [report] = evaluation.evaluate(
        training.material(load(folder)), None, ["XAA-03"], quiet
    )
    assert report.action.texts == 15
    written = evaluation_report.as_markdown([report])
    assert written.splitlines()[0] == "## Chosen reviews of States not learnt from"
