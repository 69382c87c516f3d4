"""The words for grounds, matters and questions, for pages and staff alike."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from upr.exchange.foreign import RecordKind
from upr.witnesses import Ground, Matter
from upright.witnesses.models import DECIDED, LOOSE

GROUNDS: Final[Mapping[str, Promise]] = {
    Ground.PARAGRAPH.value: _("by the paragraph it names"),
    Ground.STATE_AND_TEXT.value: _("by recommending State and text"),
    Ground.PART.value: _("as a part of the text"),
    Ground.TEXT.value: _("by the text alone"),
    Ground.REMAINDER.value: _("as the only one left of this State"),
    DECIDED: _("decided by the editors"),
    LOOSE: _("tied to nothing"),
}
MATTERS: Final[Mapping[str, Promise]] = {
    Matter.TEXT.value: _("text"),
    Matter.STATES.value: _("recommending States"),
    Matter.POSITION.value: _("position"),
}
QUESTIONS: Final[Mapping[str, Promise]] = {
    "text": _("The texts differ."),
    "states": _("The recommending States differ."),
    "position": _("The positions differ."),
    "doubt": _("Another item fits nearly as well."),
    "loose": _("Nothing in the report fits."),
}
FIGURES: Final[Mapping[str, Promise]] = {  # what the figures of a database count
    "tied": _("tied to a paragraph of a report"),
    "doubt": _("tied, in doubt"),
    "loose": _("fit nothing in the report"),
    "waiting": _("on reviews whose report is not here"),
    "agreeing": _("tied, and saying the same"),
    "text": _("tied, with another text"),
    "states": _("tied, with other recommending States"),
    "position": _("tied, with another position"),
}
KINDS: Final[Mapping[str, Promise]] = {
    RecordKind.RECOMMENDATION.value: _("recommendations"),
    RecordKind.PLEDGE.value: _("voluntary pledges"),
    RecordKind.OBSERVATION.value: _("observations"),
    RecordKind.OTHER.value: _("other records"),
}
