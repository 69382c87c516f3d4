"""The pages."""

from django.apps import AppConfig


class ExploreConfig(AppConfig):
    """The room's place in Django."""

    name = "upright.explore"
    verbose_name = "explore"

    def ready(self) -> None:
        """Say what one can be told of by mail: the pages know what they show."""
        # Models can be imported only when all apps are loaded.
        from upright.explore.alert_dates import DATES  # noqa: PLC0415
        from upright.explore.alert_documents import DOCUMENTS  # noqa: PLC0415
        from upright.explore.alert_searches import (  # noqa: PLC0415
            MADE,
            RECEIVED,
            SEARCHES,
        )
        from upright.subscriptions.topics import TOPICS  # noqa: PLC0415

        TOPICS.update(
            search=SEARCHES,
            received=RECEIVED,
            made=MADE,
            documents=DOCUMENTS,
            dates=DATES,
        )
