"""Codings for the two imagined reports, given by hand and indexed as always."""

from upright.archive.models import Recommendation
from upright.search.actions import reindex

Codings = dict[str, list[list[object]]]

TORTURE = "Torture and other CID treatment"
CODINGS: dict[tuple[str, str, int], Codings] = {
    ("A/HRC/901/1", "136.1", 1): {
        "action": [["4", 0.95, "model"]],
        "issues": [["Women's rights", 0.97, "model"], [TORTURE, 0.4, "model"]],
        "groups": [["Women and girls", 0.99, "model"]],
        "sdg_goals": [["5", 0.9, "model"], ["16", 0.45, "model"]],
        "sdg_targets": [["5.2", 0.9, "model"], ["5.c", 0.85, "model"]],
    },
    ("A/HRC/901/1", "136.2", 1): {
        "action": [["4", 0.6, "model"]],
        "issues": [["Right to education", 1.0, "person"]],
        "groups": [["Children", 0.6, "model"]],
    },
    ("A/HRC/901/1", "136.3", 1): {
        "action": [["5", 0.99, "model"]],
        "issues": [["International instruments", 0.99, "model"]],
    },
    ("A/HRC/902/2", "12.1", 1): {
        "action": [["5", 0.9, "model"]],
        "issues": [["Women's rights", 0.5, "model"]],
    },
}


def give_codings(codings: dict[tuple[str, str, int], Codings] = CODINGS) -> None:
    """Give texts their codings, by document, item and place in it; index them anew."""
    for (symbol, key, order), own in codings.items():
        changed = Recommendation.objects.filter(
            item__document__symbol=symbol, item__key=key, order=order, until=None
        ).update(codings=own)
        assert changed == 1
    reindex()
