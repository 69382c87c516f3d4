"""The calendar room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    """Follows the archive from the start."""

    name = "upright.calendar"
    verbose_name = _("Calendar")

    def ready(self) -> None:
        """Be told of every change to the archive."""
        # Models can be imported only when all apps are loaded.
        from upright.archive.changes import AFTER_CHANGE  # noqa: PLC0415
        from upright.calendar.actions import follow_change  # noqa: PLC0415

        if follow_change not in AFTER_CHANGE:
            AFTER_CHANGE.append(follow_change)
