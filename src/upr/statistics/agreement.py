"""How far two people agree beyond what chance would give."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

Pair = tuple[str, str]  # what the first and the second say of one text
Sets = tuple[frozenset[str], frozenset[str]]  # the codes each gives it


def cohens_kappa(pairs: Iterable[Pair]) -> float | None:
    """Return kappa of two people who give each text one code.

    (observed - expected) / (1 - expected): the share of texts on which they say the
    same, against the share that would be expected if each gave codes at random as often
    as they do. 1 is full agreement, 0 what chance gives, below 0 less than that. None
    without texts, or where both give one and the same code to all, so that chance alone
    would agree. J. Cohen, "A coefficient of agreement for nominal scales", 1960.

    >>> cohens_kappa([("4", "4"), ("5", "5"), ("4", "5"), ("4", "4")])
    0.5
    """
    listed = list(pairs)
    if not listed:
        return None
    observed = sum(first == second for first, second in listed) / len(listed)
    firsts, seconds = (Counter(side) for side in zip(*listed, strict=True))
    expected = sum(firsts[code] * seconds[code] for code in firsts) / len(listed) ** 2
    return _beyond_chance(observed, expected)


def pooled_kappa(pairs: Iterable[Sets], codes: Collection[str]) -> float | None:
    """Return kappa of two people who give each text any number of codes.

    Each code is a yes or no to each text; observed and expected agreement are averaged
    over the codes before kappa is taken of them, so that a code nobody uses counts as
    agreement and not as an undefined kappa. None without texts or codes, or where
    chance alone would agree. H. de Vries and others, "Using pooled kappa to summarize
    interrater agreement across many items", 2008.
    """
    listed = list(pairs)
    if not listed or not codes:
        return None
    parts = [_observed_and_expected(listed, code) for code in codes]
    observed = sum(part[0] for part in parts) / len(parts)
    expected = sum(part[1] for part in parts) / len(parts)
    return _beyond_chance(observed, expected)


def kappa_of_code(pairs: Iterable[Sets], code: str) -> float | None:
    """Return kappa of the yes or no to one code; None as of `cohens_kappa`."""
    listed = list(pairs)
    return _beyond_chance(*_observed_and_expected(listed, code)) if listed else None


def share_identical(pairs: Iterable[Sets]) -> float | None:
    """Return the share of texts to which both give the very same codes; None of none.

    >>> detention, nothing = frozenset({"Detention"}), frozenset[str]()
    >>> share_identical([(detention, detention), (detention, nothing)])
    0.5
    """
    listed = list(pairs)
    if not listed:
        return None
    return sum(first == second for first, second in listed) / len(listed)


def _observed_and_expected(pairs: Sequence[Sets], code: str) -> tuple[float, float]:
    answers = [(code in first, code in second) for first, second in pairs]
    observed = sum(first == second for first, second in answers) / len(answers)
    yes_first = sum(first for first, _ in answers) / len(answers)
    yes_second = sum(second for _, second in answers) / len(answers)
    expected = yes_first * yes_second + (1 - yes_first) * (1 - yes_second)
    return observed, expected


def _beyond_chance(observed: float, expected: float) -> float | None:
    return None if expected == 1 else (observed - expected) / (1 - expected)
