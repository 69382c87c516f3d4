"""Every chart there is: its key, what it shows, and what it lets one choose."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from upright.charts import by_papers, by_subject, by_time, by_whom
from upright.charts.asking import LABELS, Asked
from upright.charts.figures import Figure

Label = str | Promise
Maker = Callable[[Asked], Figure]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that can be asked for."""

    key: str
    title: Label
    shows: Label
    make: Maker
    needs: frozenset[str] = frozenset()  # facets; without one it cannot be counted
    choices: Mapping[str, Mapping[str, Label]] = field(default_factory=dict)
    compares: bool = False  # what is chosen with everything: says nothing unnarrowed
    counts: bool = True  # whether items or attributions can be chosen
    # The filters it answers to; None for every one of the search but those it ignores:
    # a share of what passed a filter on the very same thing would always be all.
    filters: frozenset[str] | None = None
    ignores: frozenset[str] = frozenset()

    def answers_to(self, facet: str) -> bool:
        """Whether a filter narrows what it counts."""
        return facet not in self.ignores and (
            self.filters is None or facet in self.filters
        )

    @property
    def is_possible(self) -> bool:
        """Whether the search knows what it needs."""
        return self.needs <= LABELS.keys()


_EVERY: Final = (
    Chart(
        "sessions",
        _("Recommendations by session"),
        _("How much was recommended at each session, and how it was answered."),
        by_time.by_session,
    ),
    Chart(
        "positions",
        _("How States answered, by cycle"),
        _("Which share of what was answered was supported, and which was noted."),
        by_time.by_cycle,
        ignores=frozenset({"position"}),
    ),
    Chart(
        "flows",
        _("Who recommends to whom"),
        _("Regional groups, organisations or chosen States against one another."),
        by_whom.flows,
        choices={"by": by_whom.BY},
    ),
    Chart(
        "actions",
        _("What kind of action each region asks for"),
        _("From minimal to specific action, by who recommends."),
        by_subject.actions,
        needs=frozenset({"action"}),
        ignores=frozenset({"action"}),
    ),
    Chart(
        "issues",
        _("Issues over time"),
        _("The largest issues, or those you choose, year by year."),
        by_subject.issues_over_time,
        needs=frozenset({"issue"}),
    ),
    Chart(
        "top-issues",
        _("What is asked most, beside the world"),
        _("The ten issues most asked of a State, beside all States."),
        by_subject.top_issues,
        needs=frozenset({"issue"}),
        compares=True,
    ),
    Chart(
        "per-review",
        _("How much one review receives, by cycle"),
        _("The least, the middle half, the median and the most."),
        by_time.per_review,
    ),
    Chart(
        "answers",
        _("From adoption to answer"),
        _("How many days States take to answer in an addendum."),
        by_papers.answers,
        counts=False,
        filters=frozenset(by_papers.FILTERS),
    ),
)
CHARTS: Final[Mapping[str, Chart]] = {chart.key: chart for chart in _EVERY}


def possible() -> list[Chart]:
    """Return the charts that can be drawn, in the order in which they are shown."""
    return [chart for chart in _EVERY if chart.is_possible]


def find(key: str) -> Chart | None:
    """Return the chart with a key; None if there is none that can be drawn."""
    chart = CHARTS.get(key)
    return chart if chart and chart.is_possible else None
