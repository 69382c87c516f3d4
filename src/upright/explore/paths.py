"""Addresses that a page has by the hundred, each looked up once in a process."""

from functools import cache, lru_cache
from urllib.parse import quote

from django.urls import get_script_prefix, reverse

_AS_IT_IS = "/~:@!$&'()*+,;="  # what `reverse` leaves as it is in a path
_SYMBOL, _KEY = "~symbol~", "~key~"


def path_to(name: str, *args: str | int) -> str:
    """Return the address of a page with a few different arguments: States, subjects."""
    return _path_to(get_script_prefix(), name, args)


@lru_cache(maxsize=4096)
def _path_to(_prefix: str, name: str, args: tuple[str | int, ...]) -> str:
    return reverse(name, args=args)


def path_to_item(symbol: str, key: str) -> str:
    """Return the address of the page of an item."""
    before, between, after = _around_item(get_script_prefix())
    return f"{before}{quote(symbol, _AS_IT_IS)}{between}{quote(key, _AS_IT_IS)}{after}"


@cache
def _around_item(_prefix: str) -> tuple[str, str, str]:
    """What stands in the address before, between and after the symbol and the key."""
    before, _symbol, rest = reverse("recommendation", args=[_SYMBOL, _KEY]).partition(
        _SYMBOL
    )
    between, _key, after = rest.partition(_KEY)
    return before, between, after
