"""Open data as its page shows it: packages, forms, columns, addresses for machines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from upright.explore.labels import Label
from upright.explore.results import FILES
from upright.opendata.models import Package
from upright.search.downloads import COLUMNS

# What each column of a download of recommendations holds.
EXPLAINED: Final[Mapping[str, str | Promise]] = {
    "symbol": gettext_lazy("symbol of the document"),
    "paragraph": gettext_lazy("number of the item in it"),
    "citation": gettext_lazy("how the item is cited"),
    "state": gettext_lazy("State under review, ISO 3166-1 alpha-3"),
    "state_name": gettext_lazy("its name"),
    "recommending_states": gettext_lazy(
        "codes of the States that made it, in printed order"
    ),
    "recommending_state_names": gettext_lazy("their names"),
    "addressee": gettext_lazy("code of the State it is addressed to"),
    "text": gettext_lazy("the recommendation, without number and States"),
    "position": gettext_lazy(
        "position today by UPR Info’s rule: supported, noted or pending"
    ),
    "implementation": gettext_lazy("what the State adds on carrying it out"),
    "position_at_report": gettext_lazy("position when the report was adopted"),
    "position_ohchr": gettext_lazy("position today by OHCHR’s rule"),
    "position_symbol": gettext_lazy("document in which today’s position stands"),
    "position_paragraph": gettext_lazy("paragraph there"),
    "cycle": gettext_lazy("cycle of the review"),
    "session": gettext_lazy("session of the Working Group"),
    "date": gettext_lazy("of adoption, else of the review, else of distribution"),
    "certain": gettext_lazy("whether nothing in its reading is doubtful"),
    "imagined": gettext_lazy("whether it belongs to the demonstration"),
    "address": gettext_lazy("page of the item"),
    "coded": gettext_lazy("whether it was coded at all"),
    "action": gettext_lazy("category of action asked for, 1 to 5"),
    "action_score": gettext_lazy("how sure that is, 0 to 1"),
    "action_by": gettext_lazy("who coded it: model or person"),
    "issues": gettext_lazy("issues, of 54"),
    "issues_scores": gettext_lazy("how sure each is"),
    "issues_by": gettext_lazy("who coded each"),
    "persons": gettext_lazy("groups of persons"),
    "persons_scores": gettext_lazy("how sure each is"),
    "persons_by": gettext_lazy("who coded each"),
    "sdg_goals": gettext_lazy("Sustainable Development Goals"),
    "sdg_goals_scores": gettext_lazy("how sure each is"),
    "sdg_goals_by": gettext_lazy("who coded each"),
    "sdg_targets": gettext_lazy("targets of the Goals"),
    "sdg_targets_scores": gettext_lazy("how sure each is"),
    "sdg_targets_by": gettext_lazy("who coded each"),
    "position_history": gettext_lazy(
        "every statement on it: stage, position, words, explanation, document, "
        "paragraph, date; in Excel a sheet of its own"
    ),
    "model": gettext_lazy(
        "version of the model that coded it; empty where no model did"
    ),
}


class Column(NamedTuple):
    """A column, and what it holds."""

    name: str
    explained: Label


class Form(NamedTuple):
    """Something that can be had as a file, and where."""

    label: Label
    about: Label
    files: tuple[tuple[Label, str], ...]  # name of the form, address


class Content(NamedTuple):
    """A file in a package."""

    path: str
    title: str
    rows: int
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class PackageShown:
    """A package that can be downloaded."""

    version: int
    name: str
    address: str
    made: datetime
    size: int  # bytes
    sha256: str
    is_imagined: bool


def columns() -> list[Column]:
    """Return the columns of a download of recommendations, in their order."""
    return [Column(name, EXPLAINED.get(name, "")) for name in COLUMNS]


def shown(package: Package) -> PackageShown:
    """Return a package as it is offered."""
    return PackageShown(
        version=package.version,
        name=package.name,
        address=reverse("data-package", args=[package.version]),
        made=package.ended or package.begun,
        size=package.size,
        sha256=package.sha256,
        is_imagined=package.is_imagined,
    )


def contents(package: Package) -> Iterator[Content]:
    """Yield what is in a package, as its description says."""
    resources: list[dict[str, Any]] = package.description.get("resources", [])
    for one in resources:
        yield Content(one["path"], one["title"], one.get("rows", 0), one["bytes"])


def licence() -> tuple[str, str]:
    """Return name and address of the licence of what is added to the texts."""
    _code, title, path = settings.DATA_LICENCE.split(";")
    return title, path


def cited(package: Package, site: str) -> str:
    """Return how a package is cited."""
    return _("Upright, data version %(version)d, %(day)s. %(address)s") % {
        "version": package.version,
        "day": f"{package.ended or package.begun:%Y-%m-%d}",
        "address": site + reverse("data-package", args=[package.version]),
    }


def forms() -> list[Form]:
    """Return what else can be had, and in which forms."""
    pledges = ("csv", "xlsx", "jsonl")
    return [
        Form(
            _("Recommendations"),
            _(
                "Every search gives what it finds as a file, with the same parameters. "
                "These are everything."
            ),
            tuple(_file(one, "download") for one in FILES),
        ),
        Form(
            _("Voluntary pledges"),
            _("Likewise."),
            tuple(_file(one, "pledges-file") for one in pledges),
        ),
        Form(
            _("Figures of every State"),
            _("Items received and made, by position; the last review."),
            ((FILES["csv"], reverse("states-file")),),
        ),
    ]


def _file(ending: str, address: str) -> tuple[Label, str]:
    return FILES[ending], reverse(address, args=[ending])


class Machine(NamedTuple):
    """An address that programs ask, with what stands in braces filled in."""

    address: str
    about: Label


def machines() -> list[Machine]:
    """Return the addresses for programs."""
    return [
        Machine(
            "/download/results.jsonl?q={words}&state={ISO3}&v={version}",
            _("what a search finds; csv, xlsx, json, parquet, uhri.json likewise"),
        ),
        Machine(
            "/recommendations/{symbol}/{paragraph}.json?v={version}",
            _("one item with its texts, States, positions and places"),
        ),
        Machine(
            "/documents/{symbol}/matrix?format={docx,xlsx}&only=supported"
            "&group={theme,state}",
            _("the matrix of a report"),
        ),
        Machine(
            "/download/pledges.jsonl?q={words}&state={ISO3}&source={upr-info,all}",
            _("voluntary pledges: of reports, of another database, or of all"),
        ),
        Machine("/data/datapackage.json", _("what is in the newest package")),
        Machine("/data/{version}/upright-data.zip", _("a package")),
        Machine(
            "/feeds/search.atom?q={words}", _("what is new in a search, as a feed")
        ),
    ]
