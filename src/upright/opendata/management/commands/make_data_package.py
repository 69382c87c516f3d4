"""`upright manage make_data_package`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from tqdm import tqdm

from upright.archive.readiness import NOT_READY, has_pending_migrations
from upright.opendata.actions import make_package
from upright.opendata.models import Package


class Command(BaseCommand):
    """Make a file of the whole archive at its newest data version."""

    help = "Make a Frictionless Data Package of the whole archive, for /data/."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, saying how far it is, and say what it is."""
        if has_pending_migrations():
            raise CommandError(NOT_READY, returncode=2)
        with tqdm(unit="document", disable=None) as bar:

            def tell(package: Package) -> None:
                bar.total = package.total
                bar.update(package.done - bar.n)

            made = make_package(tell)
        if made is None:
            raise CommandError(
                "Nothing is archived, or another process is making a package. Nothing "
                "was changed."
            )
        size = filesizeformat(made.size).replace("\xa0", " ")
        self.stdout.write(f"{made.name}: {size}, SHA-256 {made.sha256}")
