"""The commands `upr code`, `upr train` and `upr evaluate`."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from upr.coding import Codes, Coding, Scheme, missing
from upr.errors import UprError

if TYPE_CHECKING:  # slow import
    from upr.coding.coder import Coder
    from upr.coding.corpus import Corpus
    from upr.coding.rules import RuleHit
    from upr.coding.training import Material

_OK, _FAILED = 0, 2
_BATCH = 2048  # lines
# Said of a line besides its codes: with --words or --why, or where it is not coded
_BESIDES = ("specificity", "named", "model", "rules_against", "not_coded")

_CODE = """\
Reads JSON Lines with a field "text" from FILE or standard input and writes the same
lines with action, issues, groups, sdg_goals and sdg_targets, each code with its score:
the probability that people would give it. Other fields are kept as they are; what an
earlier run of this command added is replaced or dropped. Only English is coded: a line
in another language gets "not_coded" with the reason, and empty codes.
"""
_CODE_MORE = """\
exit status:
  0  every line was written; those not coded are counted on stderr
  2  a line is no JSON object with a text: those before it were written; or the
     model cannot be loaded

example:
  echo '{"text": "Ratify OP-CAT"}' | upr code --why
"""


class BadLineError(UprError):
    """A line of the input is no JSON object with a text."""


def add_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add the commands of coding to those of `upr`."""
    _add_code(commands)
    train = commands.add_parser(
        "train",
        help="make the model for coding anew from labelled texts",
        description="Learns from CORPUS/gold and writes model.npz; needs the extra"
        " train. The same corpus gives the same model. A run that was stopped goes on"
        " where it stood, with --scores.",
    )
    evaluate = commands.add_parser(
        "evaluate",
        help="tell how well texts of States not learnt from are coded",
        description="Learns once without each part of the States and judges on that"
        " part; needs the extra train. Writes a report in Markdown.",
    )
    for command in (train, evaluate):
        _add_choices_of_learning(command)
    _add_choices_of_training(train)
    train.set_defaults(run=_train)
    _add_choices_of_judging(evaluate)
    evaluate.set_defaults(run=_evaluate)


def _add_choices_of_learning(command: argparse.ArgumentParser) -> None:
    command.add_argument("corpus", type=Path, help="folder with gold/ in it")
    command.add_argument(
        "--scores",
        type=Path,
        metavar="FILE",
        help="keep the out-of-fold scores here (.npz), and use them if they are there;"
        " those of another corpus, encoder or number of parts are refused",
    )
    command.add_argument(
        "--encoder",
        type=Path,
        metavar="DIR",
        help="all-MiniLM-L6-v2: it is fitted first, and the nets learn from it;"
        " needs the extra teach",
    )
    command.add_argument(
        "--folds",
        type=int,
        default=5,
        metavar="N",
        help="parts into which the States are dealt (default: 5)",
    )
    command.add_argument(
        "--held-out",
        type=int,
        metavar="N",
        help="parts that are held out in turn, the first N (default: all); what scores"
        " mean is fitted on these alone",
    )


def _add_choices_of_training(train: argparse.ArgumentParser) -> None:
    train.add_argument(
        "--out", type=Path, default=Path(), metavar="DIR", help="default: this folder"
    )
    train.add_argument(
        "--without",
        type=Path,
        metavar="FILE",
        help="leave out the States of these reviews (ISO3-SESSION, one a line)",
    )
    train.add_argument(
        "--decisions",
        type=Path,
        metavar="FILE",
        help="what people decided in coding rounds, before the labels of the corpus",
    )


def _add_choices_of_judging(evaluate: argparse.ArgumentParser) -> None:
    evaluate.add_argument(
        "--keys",
        type=Path,
        metavar="FILE",
        help="judge only these reviews (ISO3-SESSION, one a line)",
    )
    evaluate.add_argument(
        "--plot", type=Path, metavar="FILE", help="write the calibration as SVG here"
    )
    evaluate.add_argument(
        "--no-time",
        action="store_true",
        help="do not learn from the earlier sessions to judge on the later ones",
    )


def _add_code(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    code = commands.add_parser(
        "code",
        help="code texts: action category, issues, groups of persons, SDGs",
        description=_CODE,
        epilog=_CODE_MORE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    code.add_argument("file", nargs="?", type=Path, metavar="FILE")
    code.add_argument(
        "--words",
        action="store_true",
        help="add the words that decided, signs of specificity, what is named (slower)",
    )
    code.add_argument(
        "--why",
        action="store_true",
        help="as --words, and the published rules that agree with each code; those"
        " that speak for another code come under rules_against",
    )
    code.add_argument(
        "--model", type=Path, metavar="FILE", help="weights made by upr train"
    )
    code.set_defaults(run=_code)


@dataclass(frozen=True, slots=True)
class Asks:
    """What a line is to say besides codes and scores."""

    words: bool  # that decided
    rules: bool  # that agree, and that do not


def _code(asked: argparse.Namespace) -> int:
    asks = Asks(words=asked.words or asked.why, rules=asked.why)
    try:
        coder = _coder(asked.model)
        if asked.file is None:
            return _write_coded(sys.stdin.buffer, coder, asks)
        with asked.file.open("rb") as file:
            return _write_coded(file, coder, asks)
    except (UprError, OSError) as error:
        if isinstance(error, BrokenPipeError):
            raise
        return _fail(error)


def _fail(error: Exception) -> int:
    sys.stderr.write(f"upr: {error}\n")
    return _FAILED


def _coder(model: Path | None) -> "Coder":
    try:
        # numpy and scipy: not to be loaded for `upr read`
        from upr.coding import coder, weights  # noqa: PLC0415 -- slow import
    except ModuleNotFoundError as error:
        raise missing("coding", error) from error
    return coder.Coder(weights.read(model) if model else weights.installed())


def _write_coded(lines: BinaryIO, coder: "Coder", asks: "Asks") -> int:
    refused = 0
    rows = _rows(lines)
    bad: BadLineError | None = None
    while bad is None and (batch := list(islice(rows, _BATCH))):
        if isinstance(batch[-1], BadLineError):
            bad = batch[-1]
            batch.pop()  # what stands before it is written
        refused += _write_batch(batch, coder, asks)
    sys.stdout.flush()
    if refused:
        lines_were = "1 line was" if refused == 1 else f"{refused} lines were"
        sys.stderr.write(f"{lines_were} not coded: see not_coded.\n")
    return _fail(bad) if bad else _OK


def _write_batch(batch: Sequence[Any], coder: "Coder", asks: "Asks") -> int:
    """Write lines with their codes; return how many are not coded."""
    coded = coder.code([row["text"] for row in batch], explain=asks.words)
    for row, codes in zip(batch, coded, strict=True):
        said = fields(codes, words=asks.words)
        if asks.rules and codes.language is None:
            add_rules(said, codes, row["text"])
        sys.stdout.write(_line({**_without_earlier(row), **said}) + "\n")
    return sum(codes.language is not None for codes in coded)


def _without_earlier(row: dict[str, Any]) -> dict[str, Any]:
    """A line without what an earlier run or a download said of it with its codes."""
    if not any(scheme.value in row for scheme in Scheme):
        return row
    return {name: value for name, value in row.items() if name not in _BESIDES}


def _line(row: dict[str, Any]) -> str:
    line = json.dumps(row, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:  # half of a character, as JSON may have it: "\\ud800"
        return json.dumps(row)
    return line


def _rows(lines: BinaryIO) -> Iterator[dict[str, Any] | BadLineError]:
    """The lines as they are to be coded; the first that cannot be is the last."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode("utf-8-sig"))
        except UnicodeDecodeError:
            yield BadLineError(f"Line {number} is not in UTF-8.")
            return
        except json.JSONDecodeError as error:
            yield BadLineError(
                f"Line {number} is no JSON at character {error.colno}: each line must"
                ' be an object with a text, as {"text": "Ratify OP-CAT"}'
            )
            return
        except (ValueError, RecursionError) as error:
            yield BadLineError(f"Line {number} is no JSON: {error}")
            return
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            yield BadLineError(f'Line {number} is no JSON object with a "text".')
            return
        yield row


def fields(codes: Codes, *, words: bool = False) -> dict[str, object]:
    """What a line of `upr code` says of its text."""
    found: dict[str, object] = {
        "action": _action(codes.action, words=words),
        "issues": _listed(codes.issues, words=words),
        "groups": _listed(codes.groups, words=words),
        "sdg_goals": _listed(codes.sdg_goals, words=words),
        "sdg_targets": _listed(codes.sdg_targets, words=words),
    }
    if codes.language is not None:
        return {**found, "not_coded": codes.language}
    if words:
        found["specificity"] = [
            {"part": sign.part, "words": sign.words, "start": sign.start}
            for sign in codes.signs
        ]
        found["named"] = [{"ref": one.ref, "kind": one.kind} for one in codes.named]
        found["model"] = codes.model
    return found


def add_rules(said: dict[str, object], codes: Codes, text: str) -> None:
    """Add to what is said of a text the rules that agree with its codes, and others."""
    # opens files of the package: not to be loaded for `upr read`
    from upr.coding.rules import (  # noqa: PLC0415 -- slow import
        against,
        agreeing,
        as_data,
        rule_hits,
    )

    hits = rule_hits(text)
    others: list[RuleHit] = []
    for scheme in Scheme:
        given = [coding for coding in codes.all() if coding.scheme is scheme]
        lines = said[scheme.value]
        listed = lines if isinstance(lines, list) else [lines] if lines else []
        for line, coding in zip(listed, given, strict=True):
            line["rules"] = [as_data(hit) for hit in agreeing(hits, coding)]
        others += against(hits, scheme, {coding.code for coding in given})
    said["rules_against"] = [
        {"scheme": hit.scheme, "code": hit.code, **as_data(hit)} for hit in others
    ]


def _action(coding: Coding | None, *, words: bool) -> dict[str, object] | None:
    if coding is None:
        return None
    return {**_plain(coding, words=words), "code": int(coding.code)}


def _listed(codings: Sequence[Coding], *, words: bool) -> list[dict[str, object]]:
    return [_plain(coding, words=words) for coding in codings]


def _plain(coding: Coding, *, words: bool) -> dict[str, object]:
    plain: dict[str, object] = {"code": coding.code, "score": coding.score}
    return {**plain, "words": list(coding.words)} if words else plain


def _keys(path: Path | None) -> list[str] | None:
    return path.read_text(encoding="utf-8").split() if path else None


def _train(asked: argparse.Namespace) -> int:
    try:
        from upr.coding import training  # noqa: PLC0415 -- slow import, extra `train`
        from upr.coding.corpus import load, without  # noqa: PLC0415 -- as above

        corpus = without(load(asked.corpus), _keys(asked.without) or ())
        if asked.decisions:
            corpus = _with_decisions(corpus, asked.decisions)
        ready = _material(corpus, asked)
        training.train(ready, asked.out, asked.scores, _tell)
    except ModuleNotFoundError as error:
        return _fail(missing("teach" if asked.encoder else "train", error))
    except (UprError, OSError) as error:
        return _fail(error)
    return _OK


def _material(corpus: "Corpus", asked: argparse.Namespace) -> "Material":
    from upr.coding import training  # noqa: PLC0415 -- slow import, extra `train`

    if asked.encoder:
        asked.encoder.stat()  # raises OSError before the work, not an hour into it
    return training.material(corpus, asked.encoder, asked.folds, asked.held_out)


def _with_decisions(corpus: "Corpus", path: Path) -> "Corpus":
    from upr.coding import decided  # noqa: PLC0415 -- slow import, extra `train`

    laid = decided.lay_over(corpus, decided.read(path))
    _tell(
        f"Decided by people: {laid.replaced} texts of the corpus, {laid.added} new"
        f" ones; {laid.left_out} new ones have no category of action and are left out."
    )
    return laid.corpus


def _evaluate(asked: argparse.Namespace) -> int:
    try:
        from upr.coding import (  # noqa: PLC0415 -- slow import, extra `train`
            evaluation,
            evaluation_report,
        )
        from upr.coding.corpus import load  # noqa: PLC0415 -- as above

        keys = _keys(asked.keys)  # before the work, which takes long
        ready = _material(load(asked.corpus), asked)
        reports = evaluation.evaluate(
            ready, asked.scores, keys, _tell, is_by_time=not asked.no_time
        )
        sys.stdout.write(evaluation_report.as_markdown(reports))
        if asked.plot:
            asked.plot.write_text(
                evaluation_report.as_plot(reports[0]), encoding="utf-8"
            )
    except ModuleNotFoundError as error:
        return _fail(missing("teach" if asked.encoder else "train", error))
    except (UprError, OSError) as error:
        return _fail(error)
    return _OK


def _tell(message: str) -> None:
    sys.stderr.write(message + "\n")
    sys.stderr.flush()
