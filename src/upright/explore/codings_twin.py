"""The codings of an item as JSON: what its page says of them."""

from typing import Any

from upr.coding import Scheme
from upr.coding.language import not_english
from upr.coding.rules import RuleHit, against, as_data, rule_hits
from upr.coding.specificity import named, signs
from upr.coding.words import words
from upright.archive.coding_queries import TextCodings, codings_of_item
from upright.archive.models import Recommendation
from upright.archive.queries import ItemPage


def twin(page: ItemPage, version: int | None) -> dict[int, dict[str, Any]]:
    """Return the codings of an item's recommendations as plain data, by their order."""
    said = codings_of_item(page.document, page.item.read_key, version)
    return {
        text.order: _plain(text, said.get(text.order, TextCodings(None, {})))
        for text in page.recommendations
    }


def _plain(text: Recommendation, said: TextCodings) -> dict[str, Any]:
    return {
        "codes": {
            scheme.value: [
                {"code": code, "score": score, "who": who}
                for code, score, who in text.codings.get(scheme.value, ())
            ]
            for scheme in Scheme
        },
        "model": said.model.model if said.model else None,
        "coded_at": said.model.at if said.model else None,
        "decided_at": {scheme: row.at for scheme, row in said.decided.items()},
        **_reasons(text, said),
    }


def _reasons(text: Recommendation, said: TextCodings) -> dict[str, Any]:
    """What rules and checks say of a text, as data; None where it was not looked at."""
    is_coded = bool(said.model or text.codings)
    if not is_coded or not_english(text.text, words(text.text)):
        return dict.fromkeys(("rules", "rules_against", "specificity", "named"))
    hits = rule_hits(text.text)
    given = {
        scheme: {code for code, *_ in text.codings.get(scheme.value, ())}
        for scheme in Scheme
    }
    # What a person decided outranks the rules: they are not held against it.
    free = [scheme for scheme in Scheme if scheme.value not in said.decided]
    return {
        "rules": [_told(hit) for hit in hits if hit.code in given[hit.scheme]],
        "rules_against": [
            _told(hit)
            for scheme in free
            for hit in against(hits, scheme, given[scheme])
        ],
        "specificity": [
            {"part": sign.part.value, "words": sign.words, "start": sign.start}
            for sign in signs(text.text)
        ],
        "named": [
            {"ref": one.ref, "kind": one.kind, "name": one.name}
            for one in named(text.text)
        ],
    }


def _told(hit: RuleHit) -> dict[str, Any]:
    return {"scheme": hit.scheme.value, "code": hit.code, **as_data(hit)}
