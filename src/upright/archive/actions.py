"""What changes the archive. Nothing else writes its documents and rows.

Each action is one numbered change: whole or not at all. They stand in rooms of their
own; this is their front.
"""

from upright.archive.changes import AFTER_CHANGE, numbered_change
from upright.archive.coding_decisions import (
    Decision,
    Said,
    decide,
    decide_together,
    undo,
)
from upright.archive.correcting import (
    Proposal,
    correct,
    preview_correction,
    withdraw,
)
from upright.archive.importing import (
    Outcome,
    OutcomeKind,
    archive_document,
    import_file,
    outcome_of_known,
    preview_reread,
    reread,
)
from upright.archive.recoding import recode, recode_later
from upright.archive.reference_facts import edit, load_reference, undo_edits
from upright.archive.removing import remove_imagined

__all__ = [
    "AFTER_CHANGE",
    "Decision",
    "Outcome",
    "OutcomeKind",
    "Proposal",
    "Said",
    "archive_document",
    "correct",
    "decide",
    "decide_together",
    "edit",
    "import_file",
    "load_reference",
    "numbered_change",
    "outcome_of_known",
    "preview_correction",
    "preview_reread",
    "recode",
    "recode_later",
    "remove_imagined",
    "reread",
    "undo",
    "undo_edits",
    "withdraw",
]
