"""How a service is asked: not too fast, not where it does not want, not for ever."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from upr.errors import FetchRefusedError, ServiceError
from upr.fetching.service import Service

Sleep = Callable[[float], None]
_ROBOTS_BYTES = 500_000


class Manners:
    """What is known of each host: its robots.txt, and when it was last asked."""

    def __init__(self, client: httpx.Client, service: Service, sleep: Sleep) -> None:
        self._client = client
        self._service = service
        self._sleep = sleep
        self._robots: dict[str, RobotFileParser] = {}
        self._asked: dict[str, float] = {}

    def before(self, address: str) -> None:
        """Wait for our turn. Raises FetchRefusedError where robots.txt says no."""
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise ServiceError(f"The service leads to {address:.100}: no web address.")
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin)
        robots = self._robots[origin]
        agent = self._service.user_agent
        if not robots.can_fetch(agent, address):
            raise FetchRefusedError(f"{origin}/robots.txt asks us not to fetch this.")
        delay = float(robots.crawl_delay(agent) or 0)
        self._wait(origin, max(delay, self._service.seconds_between))

    def _wait(self, origin: str, between: float) -> None:
        now = time.monotonic()
        rest = self._asked.get(origin, -between) + between - now
        if rest > 0:
            self._sleep(min(rest, self._service.longest_pause))
        self._asked[origin] = time.monotonic()

    def _read_robots(self, origin: str) -> RobotFileParser:
        """What a host asks of robots; a host without the file asks nothing."""
        robots = RobotFileParser()
        try:
            answer = self._client.get(f"{origin}/robots.txt", follow_redirects=True)
        except httpx.HTTPError:  # the host is asked again for the file itself
            robots.parse([])
            return robots
        if answer.is_server_error:  # RFC 9309, 2.3.1.4: nothing may be fetched
            robots.parse(["User-agent: *", "Disallow: /"])
        elif answer.is_success:
            robots.parse(answer.text[:_ROBOTS_BYTES].splitlines())
        else:  # 2.3.1.3: no such file, everything may be fetched
            robots.parse([])
        return robots
