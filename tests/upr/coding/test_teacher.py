"""A teacher is fitted, and nets learn from it: with a tiny encoder of our own making.

How good a teacher is with a real encoder, `upr evaluate --encoder` tells.
"""

from pathlib import Path

import numpy as np
import pytest

from tests.upr.coding.test_training import folder, quiet, short_lessons
from upr.coding import nets, training, weights
from upr.coding.coder import Coder
from upr.coding.corpus import load

pytest.importorskip("torch", reason="the extra teach is not installed")
pytest.importorskip("transformers", reason="the extra teach is not installed")

__all__ = ["folder", "short_lessons"]


@pytest.fixture(scope="module")
def encoder(tmp_path_factory) -> Path:
    """A small encoder that has learnt nothing, and knows the words of the texts."""
    import torch  # noqa: PLC0415 -- the extra may be missing
    from transformers import (  # noqa: PLC0415 -- as above
        BertConfig,
        BertModel,
        BertTokenizerFast,
    )

    path: Path = tmp_path_factory.mktemp("encoder")
    known = "adopt a law continue work consider strengthen seek help of other for clean"
    words = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        *dict.fromkeys(known.split()),
    ]
    (path / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizerFast(str(path / "vocab.txt")).save_pretrained(path)
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=24,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=48,
    )
    BertModel(config).save_pretrained(path)
    return path


def test_a_teacher_scores_every_text_and_is_always_the_same(folder, encoder):
    from upr.coding import teacher  # noqa: PLC0415 -- the extra may be missing

    corpus = load(folder)
    rows = np.arange(30)
    texts = ["Adopt a law", "Continue work for clean water", "Adopt a law"]

    first, second = (
        teacher.fit(corpus, rows, encoder, quiet).scores(texts) for _ in range(2)
    )

    assert first.shape == (3, 5 + len(corpus.labels))
    assert np.array_equal(first, second)
    assert np.allclose(first[0], first[2], atol=0.05)


def test_an_encoder_that_is_not_there_is_told(folder, tmp_path):
    from upr.coding import teacher  # noqa: PLC0415 -- the extra may be missing

    with pytest.raises(OSError, match="nowhere"):
        teacher.fit(load(folder), np.arange(5), tmp_path / "nowhere", quiet)


def test_nets_learn_from_a_teacher(folder, encoder, tmp_path, monkeypatch):
    monkeypatch.setattr(training, "MADE_UP", 20)
    ready = training.material(load(folder), encoder, 2)

    path = training.train(ready, tmp_path, None, quiet)

    made = weights.unpacked(path.read_bytes())
    assert made.version.startswith("5-")
    assert len(made.nets.action) == len(nets.TAUGHT_PLANS["action"])
    [codes] = Coder(made).code(["Adopt a law for clean drinking water"])
    assert codes.action is not None
