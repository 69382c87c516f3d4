"""What robots are told: where they need not go, and every page that lasts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from upright.explore import sitemap_page
from upright.explore.pages import page, site_of

TYPE = "application/xml; charset=utf-8"


@page
def index(request: HttpRequest) -> HttpResponse:
    """List the files that hold the addresses."""
    found = sitemap_page.files()
    data = sitemap_page.written(site_of(request), "sitemapindex", "sitemap", found)
    return HttpResponse(data, content_type=TYPE)


@page
def addresses(request: HttpRequest, part: str, number: int) -> HttpResponse:
    """List some thousand pages, each with the day since when it is as it is."""
    found = sitemap_page.addresses_in(part, number)
    if found is None:
        raise Http404(_("The sitemap has no such file."))
    data = sitemap_page.written(site_of(request), "urlset", "url", found)
    return HttpResponse(data, content_type=TYPE)
