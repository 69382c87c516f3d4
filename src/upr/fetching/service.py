"""Where documents are asked for, and how politely."""

import re
from dataclasses import dataclass
from enum import StrEnum

from upr import __version__
from upr.cover import SYMBOL, plain_symbol
from upr.errors import FetchError

_MIB = 1024 * 1024
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")  # of the United Nations


class FileType(StrEnum):
    """In which format a document is asked for."""

    PDF = "pdf"
    WORD = "doc"


@dataclass(frozen=True, slots=True)
class Service:
    """The service that has the documents, and the manners it is asked with."""

    # Read in several public programs in 2026; not tried against the live service.
    address: str = (
        "https://documents.un.org/api/symbol/access?s={symbol}&l={language}&t={type}"
    )
    user_agent: str = f"upright/{__version__} (reads the Universal Periodic Review)"
    seconds_between: float = 1.0  # requests, unless robots.txt asks for more
    seconds_silent: float = 30.0  # without a byte
    seconds: float = 300.0  # for one file
    retries: int = 4
    first_pause: float = 2.0  # before the first retry; doubles with each
    longest_pause: float = 120.0  # a service that asks for more is not waited for
    redirects: int = 5
    most_bytes: int = 50 * _MIB  # as much as `upr.read` takes


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file that is asked for."""

    symbol: str
    language: str = "en"
    type: FileType = FileType.PDF

    @property
    def file_name(self) -> str:
        """The name it is kept under: symbol, language, format."""
        ending = "pdf" if self.type is FileType.PDF else "docx"
        return f"{self.symbol.replace('/', '_')}-{self.language.upper()}.{ending}"

    def address(self, service: Service) -> str:
        """Where the service has it."""
        return service.address.format(
            symbol=self.symbol, language=self.language, type=self.type.value
        )


def wanted(symbol: str, language: str = "en", type_: str = "pdf") -> Wanted:
    """Return what is asked for, checked. Raises FetchError where it is no such thing.

    The symbol becomes part of an address and of a file's name: anything that is not
    a symbol of the Human Rights Council is refused.
    """
    plain = plain_symbol(symbol.strip().upper())
    plain = re.sub(r"\.(ADD|CORR|REV)|/(ADD|CORR|REV)", _ending, plain)
    if not SYMBOL.fullmatch(plain):
        raise FetchError(f"{symbol!r} is no symbol of the Human Rights Council.")
    if language not in LANGUAGES:
        raise FetchError(f"{language!r} is none of {', '.join(LANGUAGES)}.")
    return Wanted(plain, language, FileType(type_))


def _ending(match: re.Match[str]) -> str:
    return match.group()[0] + match.group()[1:].capitalize()
