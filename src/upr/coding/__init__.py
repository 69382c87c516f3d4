"""What a recommendation asks, of what kind, for whom: text to codes.

    [codes] = code(["Ratify OP-CAT and establish a national preventive mechanism"])
    codes.action      # category 5, how sure, and the words that decided
    codes.issues      # International instruments, Torture and other CID treatment, ...

English only; other languages come back with `language` set and nothing coded. Scores
are probabilities. Needs the extra `coding` (numpy, scipy).
"""

from collections.abc import Sequence
from pathlib import Path

from upr.coding.codes import CERTAIN, Codes, Coding, Named, Part, Scheme, Sign
from upr.errors import UprError

__all__ = [
    "CERTAIN",
    "Codes",
    "Coding",
    "MissingExtraError",
    "Named",
    "Part",
    "Scheme",
    "Sign",
    "code",
    "model_version",
]


class MissingExtraError(UprError):
    """A package of an extra is not installed."""


def code(
    texts: Sequence[str], *, explain: bool = True, model: Path | None = None
) -> list[Codes]:
    """The codes of each text, in the order of the texts.

    With `explain`, the words that decided, the signs of specificity and the instruments
    named come with them; without it coding is some fifteen times as fast.
    `model` is a file that `upr train` made, read once; None: the model that comes with
    this package. Raises MissingExtraError if the extra `coding` is not installed, and
    weights.ModelError if the file is missing or damaged.
    """
    try:
        # numpy and scipy take longer to load than reading a document's vocabulary
        from upr.coding import coder  # noqa: PLC0415 -- slow import
    except ModuleNotFoundError as error:
        raise missing("coding", error) from error
    used = coder.coder_with(model) if model else coder.installed_coder()
    return used.code(texts, explain=explain)


def model_version(model: Path | None = None) -> str:
    """The version of the model that `code` uses. Raises as `code` does."""
    try:
        if model:
            from upr.coding.coder import coder_with  # noqa: PLC0415 -- slow

            return coder_with(model).version
        from upr.coding.unseen_wordings import version_with  # noqa: PLC0415 -- slow
        from upr.coding.weights import installed_version  # noqa: PLC0415 -- slow
    except ModuleNotFoundError as error:
        raise missing("coding", error) from error
    return version_with(installed_version())


def missing(extra: str, error: ModuleNotFoundError) -> MissingExtraError:
    """The error for a package that an extra would have brought."""
    return MissingExtraError(
        f"{error.name} is not installed; it comes with the extra {extra}:"
        f" pip install 'upright[{extra}]'"
    )
