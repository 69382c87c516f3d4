"""What the archive refuses.

ArchiveError
└── CorrectionError     a correction that cannot be made, with the reason for a person
"""


class ArchiveError(Exception):
    """Whatever the archive refuses on purpose; its text is a sentence for a person."""


class CorrectionError(ArchiveError):
    """A correction cannot be made as proposed."""
