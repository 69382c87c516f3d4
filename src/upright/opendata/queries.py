"""What can be asked of packages; all of it is public."""

from datetime import datetime

from upright.archive import leases
from upright.opendata.models import Package

LEASE = "data package"
_MOST = 2**63 - 1  # what every database can compare


def newest() -> Package | None:
    """Return the package of the newest data version that has one."""
    return Package.objects.filter(ended__isnull=False).first()


def packages() -> list[Package]:
    """Return the packages that can be had, newest first; without what is in them."""
    return list(Package.objects.filter(ended__isnull=False).defer("description"))


def of_version(version: int) -> Package | None:
    """Return the package of a data version, None where there is none."""
    if version > _MOST:
        return None
    return Package.objects.filter(version=version, ended__isnull=False).first()


def begun_last() -> datetime | None:
    """Return when a package was begun that was not ended; None where there is none."""
    found = Package.objects.filter(ended=None).order_by("-begun")
    return found.values_list("begun", flat=True).first()


def being_made(at: datetime) -> Package | None:
    """Return the package that a process is making now."""
    if not leases.is_held(LEASE, at):
        return None
    return Package.objects.filter(ended=None).defer("description").first()
