"""What can go wrong when an export is imported; each a sentence for a person."""


class WitnessError(Exception):
    """An import or a decision cannot be done; nothing was kept of it."""


class BusyError(WitnessError):
    """Another process imports an export."""


class CancelledError(WitnessError):
    """The import was cancelled while it ran."""


class NotReadableError(WitnessError):
    """The file is no export, or not whole; the text says why."""

    def __init__(self, text: str, is_unknown: bool = False) -> None:
        """Keep whether the content is that of no export known here."""
        super().__init__(text)
        self.is_unknown = is_unknown


class DecisionError(WitnessError):
    """What was to be decided does not hold any more, or is not there."""
