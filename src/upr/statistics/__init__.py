"""Records to numbers: each figure says its formula, its denominator and its source.

    from upr.statistics import Counted, position_counts, rows_of

    counts = position_counts(rows_of([upr.read("A-HRC-28-15.pdf")]), Counted.ITEMS)
    counts.share_supported

Everything is counted over `Row`s: one for each recommendation, from documents
(`rows_of`) or made by hand from anybody's table.
"""

from upr.errors import NoCodingError
from upr.statistics.categories import (
    most_asked,
    share_specific,
    shares_of_categories,
)
from upr.statistics.classing import Class, classes
from upr.statistics.coded import (
    CategoryCounts,
    category_counts,
    category_counts_by,
    issue_counts,
    issue_counts_by,
    share_of_issue,
    with_codes,
)
from upr.statistics.counts import (
    Counted,
    attributions,
    items,
    number,
    recommendations,
)
from upr.statistics.durations import (
    Answer,
    Duration,
    Paper,
    adoption_to_answer,
    days_between,
    in_steps,
    median_days,
    papers_of,
    review_to_report,
)
from upr.statistics.flows import flows, regional_group_of
from upr.statistics.positions import (
    PositionCounts,
    position_counts,
    position_counts_by,
    share_supported,
)
from upr.statistics.repeated import AskedBefore, asked_before
from upr.statistics.rows import (
    Row,
    by_cycle,
    by_regional_group,
    by_session,
    by_state,
    rows_of,
)
from upr.statistics.spreads import Spread, per_review, spread

__all__ = [
    "Answer",
    "AskedBefore",
    "CategoryCounts",
    "Class",
    "Counted",
    "Duration",
    "NoCodingError",
    "Paper",
    "PositionCounts",
    "Row",
    "Spread",
    "adoption_to_answer",
    "asked_before",
    "attributions",
    "by_cycle",
    "by_regional_group",
    "by_session",
    "by_state",
    "category_counts",
    "category_counts_by",
    "classes",
    "days_between",
    "flows",
    "in_steps",
    "issue_counts",
    "issue_counts_by",
    "items",
    "median_days",
    "most_asked",
    "number",
    "papers_of",
    "per_review",
    "position_counts",
    "position_counts_by",
    "recommendations",
    "regional_group_of",
    "review_to_report",
    "rows_of",
    "share_of_issue",
    "share_specific",
    "share_supported",
    "shares_of_categories",
    "spread",
    "with_codes",
]
