"""Fetches documents by their symbols."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import httpx

from upr.cover import cover_of
from upr.errors import (
    FetchError,
    FetchRefusedError,
    NoSuchDocumentError,
    ReadError,
    ServiceError,
    WrongDocumentError,
)
from upr.fetching.kept import Folder, Note
from upr.fetching.manners import Manners, Sleep
from upr.fetching.service import Service, Wanted
from upr.reading import read_lines

_TOO_MANY = 429
_PARTIAL, _NO_SUCH_RANGE = 206, 416
_REFUSED = (401, 403, 451)
_MISSING = (404, 410)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document that is here now."""

    path: Path
    note: Note
    was_here: bool  # nothing was asked of the service


class _TryAgainError(Exception):
    """The service failed in a way that may pass; `pause` is what it asks for."""

    def __init__(self, why: str, pause: float = 0.0) -> None:
        self.pause = pause
        super().__init__(why)


class Fetcher:
    """Asks one service, politely, and keeps what it gives in one folder.

    Use it as a context: it keeps its connections open until the end.
    """

    def __init__(
        self, folder: Path, service: Service | None = None, sleep: Sleep = time.sleep
    ) -> None:
        self._service = service or Service()
        self._folder = Folder(folder)
        self._sleep = sleep
        self._client = httpx.Client(
            timeout=self._service.seconds_silent,
            # ranges count bytes as they are sent: packed ones could not be gone on with
            headers={
                "User-Agent": self._service.user_agent,
                "Accept-Encoding": "identity",
            },
        )
        self._manners = Manners(self._client, self._service, sleep)

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def fetch(self, wanted: Wanted, *, anew: bool = False) -> Fetched:
        """Return a document, from the folder where it is there whole.

        Raises a kind of FetchError; the folder then holds what it held, and what came
        of a file that broke off is gone on with next time.
        """
        note = None if anew else self._folder.note(wanted)
        if note:
            return Fetched(self._folder.path(wanted), note, was_here=True)
        pause = self._service.first_pause
        for _ in range(self._service.retries):
            try:
                return self._once(wanted)
            except _TryAgainError as error:
                if error.pause > self._service.longest_pause:
                    raise FetchRefusedError(
                        f"The service asks to wait {error.pause:.0f} seconds."
                    ) from error
                self._sleep(max(pause, error.pause))
                pause = min(2 * pause, self._service.longest_pause)
        try:
            return self._once(wanted)
        except _TryAgainError as error:
            raise ServiceError(
                f"{wanted.symbol}: {error} Tried {self._service.retries + 1} times."
            ) from error

    def _once(self, wanted: Wanted) -> Fetched:
        part = self._folder.part(wanted)
        with _failures_named(), self._answer(wanted) as answer:
            self._receive(answer, wanted)
            address = str(answer.url)
            etag = answer.headers.get("etag", "")
        try:
            _verify(part, wanted)
        except WrongDocumentError:
            part.unlink()
            raise
        note = self._folder.keep(wanted, address, etag)
        return Fetched(self._folder.path(wanted), note, was_here=False)

    @contextmanager
    def _answer(self, wanted: Wanted) -> Iterator[httpx.Response]:
        """The answer that holds the file, after the redirects that lead to it."""
        address = wanted.address(self._service)
        seen: set[str] = set()
        while address not in seen and len(seen) <= self._service.redirects:
            seen.add(address)
            self._manners.before(address)
            headers = self._range(wanted)
            with self._client.stream("GET", address, headers=headers) as answer:
                if answer.status_code == _NO_SUCH_RANGE:
                    self._folder.part(wanted).unlink(missing_ok=True)
                    raise _TryAgainError("The part that is here fits no longer.")
                if not answer.has_redirect_location:
                    _check_status(answer, wanted)
                    yield answer
                    return
                address = str(answer.url.join(answer.headers["location"]))
        raise ServiceError(f"{wanted.symbol}: the service leads in a circle.")

    def _range(self, wanted: Wanted) -> dict[str, str]:
        """Ask for the rest only, if the service still has the same version."""
        part, tag = self._folder.part(wanted), self._folder.tag(wanted)
        if not (part.exists() and tag.exists() and part.stat().st_size):
            return {}
        return {
            "Range": f"bytes={part.stat().st_size}-",
            "If-Range": tag.read_text("utf-8"),
        }

    def _receive(self, answer: httpx.Response, wanted: Wanted) -> None:
        part, tag = self._folder.part(wanted), self._folder.tag(wanted)
        etag = answer.headers.get("etag", "")
        goes_on = answer.status_code == _PARTIAL
        if goes_on and not _fits(answer, part):
            part.unlink(missing_ok=True)
            raise _TryAgainError("The service sent another part than was asked for.")
        if not goes_on:
            tag.unlink(missing_ok=True)
            if etag and not etag.startswith("W/"):  # a weak tag promises no same bytes
                tag.write_text(etag, encoding="utf-8")
        end = time.monotonic() + self._service.seconds
        with part.open("ab" if goes_on else "wb") as file:
            for piece in answer.iter_bytes():
                file.write(piece)
                if file.tell() > self._service.most_bytes:
                    raise WrongDocumentError(
                        f"{wanted.symbol}: the file has more than "
                        f"{self._service.most_bytes:,} bytes."
                    )
                if time.monotonic() > end:
                    raise _TryAgainError("The service is too slow.")


@contextmanager
def _failures_named() -> Iterator[None]:
    """Turn what can go wrong on the way into errors that may pass, or not."""
    try:
        yield
    except httpx.TimeoutException as error:
        raise _TryAgainError("The service did not answer in time.") from error
    except httpx.TransportError as error:
        raise _TryAgainError("The connection broke off.") from error
    except (httpx.InvalidURL, httpx.DecodingError, ValueError) as error:
        raise ServiceError(f"The service's answer makes no sense: {error}") from error


def _check_status(answer: httpx.Response, wanted: Wanted) -> None:
    status = answer.status_code
    if status == _TOO_MANY or answer.is_server_error:
        raise _TryAgainError(f"The service answers {status}.", _retry_after(answer))
    if status in _MISSING:
        raise NoSuchDocumentError(
            f"{wanted.symbol} ({wanted.language}): the service does not have it."
        )
    if status in _REFUSED:
        raise FetchRefusedError(f"{wanted.symbol}: the service refuses ({status}).")
    if not answer.is_success:
        raise ServiceError(f"{wanted.symbol}: the service answers {status}.")


def _fits(answer: httpx.Response, part: Path) -> bool:
    """Whether an answer begins where the part that is here ends."""
    there = part.stat().st_size if part.exists() else 0
    begins = answer.headers.get("content-range", "").startswith(f"bytes {there}-")
    return bool(begins)


def _retry_after(answer: httpx.Response) -> float:
    """The seconds a service asks to wait; 0 where it names none, or a date."""
    text = answer.headers.get("retry-after", "")
    return float(text) if text.isascii() and text.isdigit() else 0.0


def _verify(path: Path, wanted: Wanted) -> None:
    """Check that a file is the document asked for. Raises WrongDocumentError."""
    try:
        symbol = cover_of(read_lines(path.read_bytes())).symbol
    except ReadError as error:
        raise WrongDocumentError(f"{wanted.symbol}: {error}") from error
    if symbol != wanted.symbol:
        raise WrongDocumentError(
            f"{wanted.symbol} was asked for, {symbol or 'another paper'} came."
        )


@dataclass(frozen=True, slots=True)
class SessionReports:
    """The reports of a session, as far as their symbols are known."""

    symbols: tuple[str, ...]
    unknown: tuple[str, ...]  # ISO3 of the States whose report's symbol is not known


def reports_of_session(session: int) -> SessionReports:
    """The symbols of the reports of a session. Raises FetchError if none is known."""
    # reference facts load slowly, and most callers name symbols
    from upr.reference.reviews import at_session  # noqa: PLC0415 -- slow import

    reviews = at_session(session)
    symbols = tuple(it.report_symbol for it in reviews if it.report_symbol)
    if not symbols:
        raise FetchError(f"No symbols of reports of session {session} are known.")
    return SessionReports(
        symbols, tuple(it.iso3 for it in reviews if not it.report_symbol)
    )
