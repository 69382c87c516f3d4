"""Charts measured over HTTP, with one worker: their pages, their pictures, their data.

    python -m benchmarks.charts [127000]

The archive is that of `benchmarks.pages`. Cold: nothing of the data version was counted
or drawn before, each chart asked for once, the engine of the drawings not started.
Warm: the same again, as everybody after the first reader has it.
"""

import argparse
import http.client
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django
import psutil

ROUNDS = 20
PORT = 8158
WAYS = (
    "", "?count=attributions", "?state=SVN", "?cycle=2", "?recommending_state=NOR",
)  # fmt: skip
OTHERS = ("flows/?by=organisation", "flows/?by=state&cycle=2")


def main() -> None:
    """Measure at one size."""
    parser = argparse.ArgumentParser(prog="benchmarks.charts")
    parser.add_argument("size", nargs="?", type=int, default=127_000)
    size = parser.parse_args().size
    home = Path(tempfile.mkdtemp(prefix="upright-bench-"))
    os.environ["UPRIGHT_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upright.settings")
    django.setup()
    from benchmarks.pages import fill  # noqa: PLC0415 -- Django first

    try:
        symbols = fill(size)
        print(f"{size:>9,} recommendations, {len(symbols):,} documents, one worker")
        measure()
    finally:
        shutil.rmtree(home)


def measure() -> None:
    """Serve with one worker, and ask."""
    from upright.charts.gallery import possible  # noqa: PLC0415 -- Django first

    command = [sys.executable, "-m", "upright.cli", "serve", "--workers", "1"]
    server = subprocess.Popen([*command, "--port", str(PORT)])
    keys = [chart.key for chart in possible()]
    try:
        wait()
        pages = [f"/charts/{key}/{way}" for key in keys for way in WAYS]
        pages += [f"/charts/{other}" for other in OTHERS]
        first = [ask(address) for address in pages]
        report("page of a chart, counted for the first time", first)
        report("page of a chart, again", [ask(p) for p in pages * ROUNDS])
        report("gallery", [ask("/charts/") for _round in range(ROUNDS)])
        report("State, group, home", others())
        drawings(keys, server.pid)
    finally:
        server.terminate()
        server.wait()


def others() -> list[tuple[float, int]]:
    """Pages that show charts among other things, once they are warm."""
    addresses = ["/", "/states/SVN/", "/groups/africa/"]
    for address in addresses:
        ask(address)
    return [ask(address) for address in addresses * ROUNDS]


def drawings(keys: list[str], server: int) -> None:
    """The pictures: the very first one, the others, and all of them again."""
    before = memory(server)
    pictures = [f"/charts/{key}.svg?bare=1" for key in keys if key != "answers"]
    report("picture, the very first", [ask(pictures[0])])
    report("picture, drawn", [ask(one) for one in pictures[1:]])
    report("picture, again", [ask(one) for one in pictures * ROUNDS])
    report("PNG", [ask(one.replace(".svg?bare=1", ".png")) for one in pictures])
    print(f"{'':9} memory of the server: {before} MB, once it drew {memory(server)} MB")


def memory(server: int) -> int:
    """MB of all processes of the server."""
    whole = psutil.Process(server)
    every = [whole, *whole.children(recursive=True)]
    return round(sum(one.memory_info().rss for one in every) / 1e6)


def wait() -> None:
    """Wait until the server answers a search: its index is open then."""
    for _attempt in range(600):
        try:
            ask("/search/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The site did not start.")


def ask(address: str) -> tuple[float, int]:
    """Ask for a page; return the milliseconds and the bytes that came."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    begun = time.perf_counter()
    connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    body = response.read()
    taken = 1000 * (time.perf_counter() - begun)
    if response.status != http.client.OK:
        raise SystemExit(f"{response.status} at {address}")
    return taken, len(body)


def report(name: str, found: list[tuple[float, int]]) -> None:
    """Print the median and the 95th percentile of some answers."""
    times = sorted(taken for taken, _size in found)
    late = times[round(0.95 * (len(times) - 1))]
    largest = max(size for _taken, size in found)
    print(
        f"{'':9} {name}: p50 {statistics.median(times):.1f} ms, p95 {late:.1f} ms, "
        f"at most {times[-1]:.0f} ms, {largest / 1000:.1f} KB "
        f"(load {os.getloadavg()[0]:.1f})",
        flush=True,
    )


if __name__ == "__main__":
    main()
