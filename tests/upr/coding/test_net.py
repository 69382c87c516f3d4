"""The nets: what they say of texts, how they learn, and how they are kept."""

import dataclasses

import numpy as np
import pytest

from upr.coding import net, net_file, net_training, word_vectors
from upr.coding.net_scoring import NetReader, Nets
from upr.coding.net_training import Lesson, Plan

TEXTS = [np.array(words) for words in ([1, 2, 3], [4, 5], [2, 6, 7, 1, 3, 3, 8, 5], [])]
PLAN = Plan((3, 4, 2, 3), 5, 30, 0.01, 0, exclusive=True, seed=7, blur=0, skip=0)


def lesson(plan):
    random = np.random.default_rng(1)
    vectors = random.normal(size=(9, 6)).astype(np.float32)
    vectors[0] = 0
    wanted = np.eye(3, dtype=np.float32)[[0, 1, 2, 1]]
    judged = np.ones_like(wanted)
    judged[1, 2] = plan.exclusive
    return Lesson(TEXTS, vectors, np.arange(9) > 0, wanted, judged)


def in_full(made, vectors, text):
    """A net's scores of one text, as they are defined, in floats of 64 bits."""
    padded = [0] * net.WIDEST + [*text] + [0] * (net.WIDEST + net.OPENING)
    found = []
    for width, filters, bias in zip(net.WIDTHS, made.filters, made.biases, strict=True):
        starts = range(net.WIDEST - width, net.WIDEST + len(text))
        seen = [vectors[padded[at : at + width]].ravel() @ filters for at in starts]
        found.append(np.maximum(np.max(seen, axis=0) + bias, 0))
    opening = vectors[padded[net.WIDEST : net.WIDEST + net.OPENING]].ravel()
    found.append(np.maximum(opening @ made.opening + made.opening_bias, 0))
    return np.hstack(found) @ made.told + made.told_bias


def loss(params, given, plan):
    rows = np.arange(9)
    made = net_training.net_of(params, rows, rows)
    told = np.stack([in_full(made, params["vectors"], text) for text in TEXTS])
    if plan.exclusive:
        wanted = given.wanted * (1 - plan.smooth) + plan.smooth / 3
        spread = np.log(np.exp(told).sum(axis=1, keepdims=True))
        return float(-(wanted * (told - spread)).sum() / len(TEXTS))
    missed = (np.logaddexp(0, told) - given.wanted * told) * given.judged
    return float(missed.sum() / len(TEXTS))


@pytest.mark.parametrize("exclusive", [True, False])
def test_gradients_are_the_slopes_of_the_loss(exclusive):
    plan = dataclasses.replace(PLAN, exclusive=exclusive)
    given = lesson(plan)
    params = at_random(net_training.train(given, np.arange(4), plan))
    random = np.random.default_rng(0)
    rows = np.arange(4)
    found = net_training.gradients(
        given, params, net.laid_out(TEXTS), rows, plan, random
    )
    slopes = {**found.layers, "vectors": np.zeros_like(params["vectors"])}
    slopes["vectors"][found.words] = found.vectors
    for name, slope in slopes.items():
        place = np.unravel_index(np.abs(slope).argmax(), slope.shape)
        assert slope[place] == pytest.approx(
            difference(params, name, place, given, plan), rel=0.01, abs=1e-5
        )


def at_random(params):
    """Parameters of the same shapes, away from the corners where slopes change."""
    random = np.random.default_rng(3)
    return {name: random.normal(size=value.shape) for name, value in params.items()}


def difference(params, name, place, given, plan, step=1e-3):
    value = params[name][place]
    sides = []
    for side in (step, -step):
        params[name][place] = value + side
        sides.append(loss(params, given, plan))
    params[name][place] = value
    return (sides[0] - sides[1]) / (2 * step)


def trained(plan=PLAN):
    given = lesson(plan)
    params = net_training.train(given, np.arange(4), plan)
    return net_training.net_of(params, np.arange(9), np.arange(9))


def test_a_net_learns_what_it_is_shown():
    made = trained()
    told = net.scores(made, made.vectors, TEXTS[:3])
    assert told.argmax(axis=1).tolist() == [0, 1, 2]


def test_whole_numbers_of_16_bits_say_what_floats_say():
    made = trained()
    wanted = np.stack([in_full(made, made.vectors, text) for text in TEXTS])
    assert net.scores(made, made.vectors, TEXTS) == pytest.approx(wanted, abs=0.05)


def test_answers_too_high_for_16_bits_stop_at_the_highest():
    made, vectors = trained(), np.ones((9, 6), dtype=np.float32)
    told = [
        net.scores(
            dataclasses.replace(
                made,
                filters=tuple(np.full_like(one, weight) for one in made.filters),
                told=np.ones_like(made.told),
            ),
            vectors,
            TEXTS[:1],
        ).max()
        for weight in (0.1, 100, 1000)
    ]
    assert told[0] < told[1] == told[2]


def test_a_text_is_answered_alike_alone_and_among_others():
    made = trained()
    among = net.scores(made, made.vectors, TEXTS)
    for row, text in zip(among, TEXTS, strict=True):
        assert net.scores(made, made.vectors, [text])[0] == pytest.approx(row, abs=1e-5)


def test_words_that_may_not_change_keep_their_vectors():
    given = dataclasses.replace(lesson(PLAN), free=np.arange(9) == 3)
    params = net_training.train(given, np.arange(4), PLAN)
    changed = (params["vectors"] != given.vectors).any(axis=1)
    assert np.flatnonzero(changed).tolist() == [3]


def installed_size(made):
    """The same net over vectors as long as those that are installed."""
    rows = np.array([4, 9])
    vectors = np.full((2, 128), 0.25, dtype=np.float32)
    filters = tuple(
        np.resize(one, (128 * width, one.shape[1]))
        for one, width in zip(made.filters, net.WIDTHS, strict=True)
    )
    opening = np.resize(made.opening, (128 * net.OPENING, 5))
    return dataclasses.replace(
        made, rows=rows, vectors=vectors, filters=filters, opening=opening
    )


def test_nets_survive_their_file():
    made = installed_size(trained())
    again = net_file.nets_in(net_file.arrays_of(Nets((made,), (made, made))))
    assert (len(again.action), len(again.labels)) == (1, 2)
    assert again.labels[1].rows.tolist() == [4, 9]
    for before, after in zip(made.filters, again.action[0].filters, strict=True):
        assert np.abs(before - after).max() <= np.abs(before).max() / 200


def test_a_net_reads_its_own_vectors_for_the_words_it_has_changed():
    made = trained()
    rows = word_vectors.installed().places(["water"])
    own = np.full((1, 128), 0.25, dtype=np.float32)
    reader = NetReader(
        Nets((dataclasses.replace(installed_size(made), rows=rows, vectors=own),), ())
    )
    reader.learn(["water", "school", "water-school"])
    [vectors] = [one.vectors for one in reader.action]
    school = word_vectors.installed().of(["school"])[0]
    assert vectors[0].tolist() == own[0].tolist()
    assert vectors[1].tolist() == school.tolist()
    assert vectors[2] == pytest.approx((own[0] + school) / 2)


def test_a_net_that_has_changed_no_word_reads_the_installed_vectors():
    made = installed_size(trained())
    none = dataclasses.replace(made, rows=made.rows[:0], vectors=made.vectors[:0])
    reader = NetReader(Nets((none,), ()))
    reader.learn(["water"])
    installed = word_vectors.installed().of(["water"])
    assert reader.action[0].vectors.tolist() == installed.tolist()


def test_nets_of_other_word_vectors_are_refused():
    kept = net_file.arrays_of(Nets((installed_size(trained()),), ()))
    with pytest.raises(ValueError, match="word-vectors"):
        net_file.nets_in({**kept, "word_vectors": np.array(1)})


def test_several_nets_are_averaged():
    one = installed_size(trained())
    other = dataclasses.replace(one, told_bias=one.told_bias + 2)
    texts = [np.array([0, 2, 1]), np.array([2])]
    said = []
    for action in ((one,), (other,), (one, other)):
        reader = NetReader(Nets(action, (one,)))
        reader.learn(["ratify", "the"])
        reader.learn(["convention"])
        said.append(reader.scores(texts))
    assert said[0][:, 3:] == pytest.approx(said[1][:, 3:])
    assert said[2][:, :3] == pytest.approx(said[0][:, :3] + 1, abs=1e-5)
