"""For whom a page is written: the data version asked for, and the site's address."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageFor:
    """For whom the page is written: the version asked for, and the site's address."""

    version: int | None
    newest: int
    site: str  # "https://upright.example"

    @property
    def permanent_query(self) -> str:
        """The parameters that keep an address as it is now."""
        return f"?v={self.version or self.newest}"

    @property
    def query(self) -> str:
        """The parameters that keep a reader at the version asked for."""
        return f"?v={self.version}" if self.version else ""
