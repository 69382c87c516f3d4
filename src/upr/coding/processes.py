"""Work on several things at once, each in a process of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

_WORTH = 1000  # texts; with fewer, processes of their own cost more than they save

Given = TypeVar("Given")
Made = TypeVar("Made")


def each(
    work: Callable[[Given], Made], things: Sequence[Given], texts: int
) -> list[Made]:
    """What the work makes of each thing, in their order.

    One after the other where it learns from few texts.
    """
    if texts < _WORTH:
        return [work(thing) for thing in things]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        return list(pool.map(work, things))
