"""Which file speaks for a document: the rule among its versions.

One symbol may have a first print, a reissue printed with a star, a corrigendum
(`/Corr.1`), and each of them as PDF and as Word. They are versions of one document.
Its rows in force come from the current version's last reading. Current is

1. a version with recommendations rather than one without: a corrigendum that only
   lists its changes is kept beside the paper and does not empty it; so it is, too, of
   a paper without recommendations, where a corrigendum is never current;
2. then a higher corrigendum, then a reissue, then the first print;
3. then a PDF rather than its Word twin: it has pages to show;
4. then the one that came last.
"""

import re
from dataclasses import dataclass

from upr import records
from upright.archive.models import Document, DocumentVersion, Reading

CORRIGENDUM = re.compile(r"\s*/Corr\.\s*(\d+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Identity:
    """What makes two files versions of one document."""

    symbol: str
    kind: str
    language: str


def identity(document: records.Document) -> Identity:
    """Return what a paper is a version of; a symbol is made up where it has none."""
    symbol = CORRIGENDUM.sub("", document.symbol.strip().rstrip("*")).strip()
    return Identity(
        symbol or _made_up_symbol(document), document.kind.value, document.language
    )


def corrigendum(document: records.Document) -> int:
    """Return the number of a corrigendum, 0 for a paper that is none."""
    found = CORRIGENDUM.search(document.symbol.strip().rstrip("*"))
    return int(found[1]) if found else 0


def _made_up_symbol(document: records.Document) -> str:
    parts = [document.kind.value.replace("_", "-"), document.state or "all"]
    if document.facts.session is not None:
        parts.append(str(document.facts.session))
    elif document.distributed:
        parts.append(document.distributed.isoformat())
    else:
        parts.append(document.source.sha256[:12])
    return "/".join(parts)


def current_reading(document: Document) -> Reading | None:
    """Return the reading that the rows in force come from; None without versions."""
    newest: dict[int, Reading] = {}
    readings = Reading.objects.filter(version__document=document)
    for reading in readings.select_related("version").order_by("since", "pk"):
        newest[reading.version_id] = reading
    return max(newest.values(), key=_rank, default=None)


def _rank(reading: Reading) -> tuple[bool, int, bool, bool, int, int]:
    version: DocumentVersion = reading.version
    has_items = bool(reading.payload["items"])
    return (
        has_items,
        version.corrigendum if has_items else -version.corrigendum,
        version.is_reissue,
        version.media_type == "application/pdf",
        version.since,
        version.pk,
    )
