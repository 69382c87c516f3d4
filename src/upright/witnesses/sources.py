"""Whose databases they are: names, homes, and where a record of theirs is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from upr.exchange.foreign import SourceName


@dataclass(frozen=True, slots=True)
class Source:
    """A database of others, as it is named to people."""

    name: str | Promise
    keeper: str | Promise  # who keeps it
    home: str  # "" where there is no page to lead to
    document: str = ""  # address of the document a record stands in, with {id}


SOURCES: Final[Mapping[str, Source]] = {
    SourceName.UPR_INFO.value: Source(
        "UPR Info", _("UPR Info, Geneva"), "https://upr-info-database.uwazi.io/"
    ),
    SourceName.UHRI.value: Source(
        _("Universal Human Rights Index"),
        _("Office of the High Commissioner for Human Rights"),
        "https://uhri.ohchr.org/",
        "https://uhri.ohchr.org/en/document/{id}",
    ),
    SourceName.DIHR.value: Source(
        _("SDG – Human Rights Data Explorer"),
        _("Danish Institute for Human Rights"),
        "https://sdgdata.humanrights.dk/",
    ),
    SourceName.UPRIGHT.value: Source(
        _("Another Upright"), _("whoever runs that site"), ""
    ),
}
_ID_SIGNS = frozenset("0123456789abcdefABCDEF-")


def address_of(source: str, said: Mapping[str, Any]) -> str:
    """Return where a record is shown in its database; "" where nobody can tell."""
    document = str(said.get("document_id", ""))
    pattern = SOURCES[source].document
    if not pattern or not document or not set(document) <= _ID_SIGNS:
        return ""
    return pattern.format(id=document)
