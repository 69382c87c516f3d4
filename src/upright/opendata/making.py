"""Making a package: the archive at one data version into one file, in flat memory."""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from upr.exchange.data_package import DESCRIPTION, About, Licence, save_package
from upr.records import Document as Read
from upright.archive import leases
from upright.archive.models import Document, Reading
from upright.archive.payload import from_payload
from upright.archive.queries import data_version, has_real_documents
from upright.opendata.models import Package
from upright.opendata.queries import LEASE
from upright.opendata.tables import tables

FOLDER = "packages"
LASTS = timedelta(minutes=15)  # more than any one table of a large archive takes
KEPT = 5  # packages; older ones are deleted, what they said can be asked for again
_AT_ONCE = 5  # readings in memory
_TOLD_EACH = 20  # documents between two notes of how far it is

Now = Callable[[], datetime]
Tell = Callable[[Package], None]


def make(now: Now, tell: Tell | None = None) -> Package | None:
    """Make the package of the newest data version, and return it.

    One that is there is returned as it is; None while another process makes one, or
    where nothing is archived. Stopped half-way it leaves no file, and is begun anew.
    """
    with leases.leased(LEASE, now(), LASTS) as lease:
        version = data_version()
        if lease is None or not version:
            return None
        known = Package.objects.filter(version=version, ended__isnull=False).first()
        if known is not None:
            return known
        Package.objects.filter(ended=None).delete()  # broken off
        package = _begun(version, now())
        if not package.total:
            package.delete()
            return None
        _make(package, lease, now, tell)
    _sweep()
    return package


def _begun(version: int, at: datetime) -> Package:
    imagined = not has_real_documents(version)
    return Package.objects.create(
        version=version,
        is_imagined=imagined,
        begun=at,
        total=len(_readings(version, imagined)),
    )


def _make(package: Package, lease: leases.Held, now: Now, tell: Tell | None) -> None:
    def note(done: int) -> None:
        leases.renew(lease, now())
        Package.objects.filter(pk=package.pk).update(done=done)
        package.done = done
        if tell is not None:
            tell(package)

    with tempfile.TemporaryDirectory(prefix="upright-data-") as name:
        folder = Path(name) / "package"
        further = tables(package.version, package.is_imagined)
        save_package(_read(package, note), folder, _about(package), further)
        leases.renew(lease, now())
        (folder / "README.md").write_text(_readme(package), encoding="utf-8")
        archive = Path(name) / package.name
        _zip(folder, archive)
        leases.renew(lease, now())
        package.description = json.loads((folder / DESCRIPTION).read_bytes())
        package.size, package.sha256 = archive.stat().st_size, _digest(archive)
        with archive.open("rb") as file:
            package.file = default_storage.save(f"{FOLDER}/{package.name}", File(file))
    package.ended = now()
    _publish(package)


def _publish(package: Package) -> None:
    try:
        with transaction.atomic():
            package.save()
    except IntegrityError:  # another process was as fast
        default_storage.delete(package.file)
        package.delete()


def _readings(version: int, imagined: bool) -> list[int]:
    """The readings that say what is in force; they never change."""
    found = Document.objects.filter(
        is_imagined=imagined, current_reading__since__lte=version, since__lte=version
    )
    return list(
        found.order_by("symbol", "pk").values_list("current_reading", flat=True)
    )


def _read(package: Package, note: Callable[[int], None]) -> Iterator[Read]:
    keys = _readings(package.version, package.is_imagined)
    for first in range(0, len(keys), _AT_ONCE):
        some = Reading.objects.in_bulk(keys[first : first + _AT_ONCE])
        for key in keys[first : first + _AT_ONCE]:
            yield from_payload(some[key].payload)
        if first % _TOLD_EACH == 0:
            note(min(first + _AT_ONCE, len(keys)))
    note(len(keys))


def _about(package: Package) -> About:
    name, title, path = settings.DATA_LICENCE.split(";")
    return About(
        name="upright",
        title=f"Upright: the archive at data version {package.version}",
        version=str(package.version),
        created=package.begun,
        licence=Licence(name, title, path),
    )


_OTHERS = """\
- `pledges-of-other-databases.csv`: voluntary pledges as other databases record them, in
  their words; `source` names the database. They were not read in reports and are not
  counted with `pledges.csv`. They are their keepers’, under their keepers’ terms.
"""


def _readme(package: Package) -> str:
    licence = _about(package).licence
    imagined = "Everything in it is imagined: a demonstration.\n\n"
    return f"""\
# {_about(package).title}

Made {package.begun:%Y-%m-%d}. {imagined if package.is_imagined else ""}
A Frictionless Data Package: `{DESCRIPTION}` says what each file is, what its columns
hold, how many bytes it has and their SHA-256.

- `documents.csv`, `items.csv`, `recommendations.csv`, `recommending-states.csv`,
  `statements.csv`, `pledges.csv`, `leftovers.csv` and `documents.jsonl`: what was read
  in each document, as it was read.
- `recommendations-in-force.csv`, `position-history.csv`, `codings.csv`,
  `corrections.csv`: what the site shows at this data version.
- `states.csv`, `reviews.csv`, `data-versions.csv`: what these refer to.
{_OTHERS if not package.is_imagined else ""}
The texts are those of documents of the United Nations, each named by its symbol. What
was added to them is given under {licence.title} ({licence.path}).
"""


def _zip(folder: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
        for path in sorted(folder.iterdir()):
            file.write(path, f"upright/{path.name}")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sweep() -> None:
    """Delete the files of packages older than the newest few."""
    old: list[Any] = list(Package.objects.filter(ended__isnull=False)[KEPT:])
    for package in old:
        default_storage.delete(package.file)
        package.delete()
