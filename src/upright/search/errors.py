"""What can go wrong while finding, as one tree.

SearchError
├── QueryError             what was typed, or asked for, cannot be understood
└── IndexUnavailableError  the index cannot be read just now
"""


class SearchError(Exception):
    """Whatever search raises on purpose; its text is a sentence for a person."""


class QueryError(SearchError):
    """What was asked cannot be understood, and is answered with an explanation.

    `message` is a sentence for a person. `position` counts characters of the query
    from 0; None where no one place is to blame. `suggestion` is a whole query that
    would work, or "" where there is none to offer.
    """

    def __init__(
        self, message: str, position: int | None = None, suggestion: str = ""
    ) -> None:
        """Keep what is shown and where it points."""
        self.message = message
        self.position = position
        self.suggestion = suggestion
        super().__init__(message)


class IndexUnavailableError(SearchError):
    """The index cannot be opened or built just now; asking again later may help."""
