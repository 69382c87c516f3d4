"""Run as a program in a site of its own: ticks, and dies where it is told to.

    python -m tests.upright.subscriptions.ticking "before:sending.mark_handing" 0,1,6

kills this process by SIGKILL just before (or after) a function runs for the first
time it is called in the ticks at the moments given, in minutes from the day after the
subscription. The product knows nothing of it.
"""

import importlib
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

ROOM = "upright.subscriptions"
NOBODY = "nowhere"


def deadly(point: str) -> None:
    """Make a function the last thing this process does."""
    when, _colon, named = point.partition(":")
    module_name, _dot, path = named.partition(".")
    place: Any = importlib.import_module(f"{ROOM}.{module_name}")
    *owners, name = path.split(".")
    for owner in owners:
        place = getattr(place, owner)
    alive = getattr(place, name)

    def last(*arguments: Any, **named_ones: Any) -> Any:
        if when == "after":
            alive(*arguments, **named_ones)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(place, name, last)


def tick(minutes: list[str]) -> None:
    """Tick at some moments."""
    act: Callable[..., str] = importlib.import_module(f"{ROOM}.actions").due
    at = importlib.import_module("tests.upright.subscriptions.conftest").NEXT_DAY
    for number in minutes:
        act(at + timedelta(minutes=float(number)))


def main() -> None:
    """Do what the command line says.

    Its third word is somebody to subscribe before, its fourth a file to wait for.
    """
    point, minutes, reader, *gate = [*sys.argv[1:], ""][:4]
    os.environ["DJANGO_SETTINGS_MODULE"] = "upright.settings"
    django.setup()
    if reader:
        parts = importlib.import_module("tests.upright.subscriptions.site_parts")
        parts.subscribe([reader])
    if point != NOBODY:
        deadly(point)
    if gate and gate[0]:
        Path(f"{gate[0]}.{os.getpid()}").touch()
        while not Path(gate[0]).exists():
            time.sleep(0.005)
    tick(minutes.split(","))


if __name__ == "__main__":
    main()
