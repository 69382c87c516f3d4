"""What the archive refuses.

ArchiveError
├── CodingError         a decision on codes, or coding anew, that cannot be
├── CorrectionError     a correction that cannot be made, with the reason for a person
└── EditError           a session or review that cannot be changed so
"""


class ArchiveError(Exception):
    """Whatever the archive refuses on purpose; its text is a sentence for a person."""


class CodingError(ArchiveError):
    """A coding cannot be decided as proposed, or nothing can be coded here."""


class CorrectionError(ArchiveError):
    """A correction cannot be made as proposed."""


class EditError(ArchiveError):
    """A session or review cannot be changed as proposed."""
