"""What changes the witnesses: imports of exports, ties, decisions of staff.

Each is one numbered change of the archive or none. They stand in rooms of their own;
this is their front.
"""

from upright.witnesses.deciding import Ruling, decide, take_back
from upright.witnesses.importing import Outcome, cancel, import_export, read_only
from upright.witnesses.keeping_tied import keep_tied
from upright.witnesses.staging import discard
from upright.witnesses.waiting import accept, drop_file, due, want

__all__ = [
    "Outcome",
    "Ruling",
    "accept",
    "cancel",
    "decide",
    "discard",
    "drop_file",
    "due",
    "import_export",
    "keep_tied",
    "read_only",
    "take_back",
    "want",
]
