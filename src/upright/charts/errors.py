"""What can go wrong while a chart is drawn; each text is a sentence for a person."""


class ChartError(Exception):
    """Every error of charts."""


class BusyError(ChartError):
    """Too many drawings are asked for at once: try again in a moment."""


class TooLargeError(ChartError):
    """More values than can be read in one chart."""
