"""The gallery, the pages of charts, their pictures and their data."""

import csv
import io
import re

import pytest
from django.test import Client
from lxml import etree

from tests.upright.archive.papers import addendum, statement
from tests.upright.builders import document, item
from tests.upright.conftest import Archive
from tests.upright.explore.coded import TORTURE
from tests.upright.explore.conftest import Get, texts
from upright.charts.gallery import CHARTS
from upright.charts.keeping import site_folder

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"
SESSIONS = "/charts/sessions/"
DRAWINGS = [f"/charts/{key}.svg" for key in CHARTS if key != "answers"]


def table(page) -> list[list[str]]:
    return [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in page.xpath("//table[contains(@class, 'chart-table')]/tbody/tr")
    ]


def rows_of(response) -> list[dict[str, str]]:
    text = response.content.decode().removeprefix("\ufeff")
    lines = [line for line in text.splitlines() if not line.startswith(("#", '"#'))]
    return list(csv.DictReader(io.StringIO("\n".join(lines))))


def words_of(svg: bytes) -> str | None:
    return etree.fromstring(svg)[1].text


def test_the_gallery_shows_every_chart_with_words_and_its_place(coded, get: Get):
    page = get("/charts/?state=XAA")
    pictures = page.xpath("//main//img")
    keys = [key for key in CHARTS if key != "answers"]  # no addendum is archived here
    assert [image.get("src").split("?")[0] for image in pictures] == [
        f"/charts/{key}.svg" for key in keys
    ]
    for image in pictures:
        assert image.get("alt").startswith(
            str(CHARTS[image.get("src")[8:].split(".")[0]].title)
        )
        assert (image.get("loading"), image.get("width")) == ("lazy", "344")
        assert int(image.get("height")) > 100
    assert texts(page, "//main//h2")[0] == "Recommendations by session"
    assert "State under review: Aldoria" in texts(page, "//main//p")[1]


def test_what_compares_is_offered_once_something_is_chosen(coded, get: Get):
    titles = texts(get("/charts/"), "//main//h2")
    assert "What is asked most, beside the world" not in titles


def test_a_chart_has_its_table_and_each_number_leads_to_its_rows(imagined, get: Get):
    page = get(SESSIONS)
    assert table(page) == [["21", "2", "2", "1"]]
    link = page.xpath("//td[@data-label='Noted']//a/@href")[0]
    assert link == "/search/?session=21&position=noted&v=2&imagined=1"
    assert texts(get(link), "//title") == ["Search · Upright"]
    assert len(get(link).xpath("//li[contains(@class, 'hit')]")) == 2
    explained = texts(page, "//dl[@class='explained']//dt")
    assert explained == ["What is counted", "How", "From", "To be known"]


def test_by_attributions_it_counts_pairs(imagined, get: Get):
    page = get(f"{SESSIONS}?count=attributions")
    assert table(page) == [["21", "2", "3", "0"]]
    assert "Counted by attributions" in texts(page, "//dl[@class='explained']//dd")[0]


def test_the_picture_is_an_svg_with_the_words_of_the_page(
    imagined, client: Client, get
):
    image = get(SESSIONS).xpath("//main//img")[0]
    response = client.get(image.get("src"))
    assert response["Content-Type"] == "image/svg+xml"
    root = etree.fromstring(response.content)
    size = (root.get("width"), root.get("height"))
    assert size == (image.get("width"), image.get("height"))
    assert words_of(response.content) == image.get("alt")


def test_each_screen_has_a_picture_of_its_size(imagined, client: Client, get: Get):
    sources = get(SESSIONS).xpath("//main//picture//source")
    assert [source.get("media") for source in sources] == [
        "(max-width: 40rem) and (prefers-color-scheme: dark)",
        "(max-width: 40rem)",
        "screen and (prefers-color-scheme: dark)",
    ]
    for source in sources:
        root = etree.fromstring(client.get(source.get("srcset")).content)
        size = (root.get("width"), root.get("height"))
        assert size == (source.get("width"), source.get("height"))


@pytest.mark.parametrize("address", DRAWINGS)
def test_every_chart_can_be_drawn(coded, client: Client, address):
    response = client.get(address, {"state": "XAA"})
    assert response.status_code == 200
    assert etree.fromstring(response.content).get("role") == "img"


def test_the_png_is_a_png(imagined, client: Client):
    response = client.get("/charts/sessions.png")
    assert response["Content-Type"] == "image/png"
    assert response.content.startswith(b"\x89PNG")
    assert response["Content-Disposition"].endswith('"upright-sessions-v2.png"')


@pytest.mark.parametrize("key", [key for key in CHARTS if key != "answers"])
def test_the_file_holds_the_numbers_of_the_table(coded, client: Client, get: Get, key):
    page = get(f"/charts/{key}/?state=XAA")
    shown = [
        (row[0], column, cell)
        for row in table(page)
        for column, cell in zip(
            texts(page, "//table[contains(@class, 'chart-table')]/thead//th")[1:],
            row[1:],
            strict=True,
        )
        if cell != "–"
    ]
    response = client.get(f"/charts/{key}.csv?state=XAA")
    filed = []
    for row in rows_of(response):
        if not row["number"]:
            continue
        if row["of"]:
            share = round(100 * float(row["number"]))
            cell = f"{share}% {row['rows']} of {row['of']}"
        else:
            number = float(row["number"])
            cell = f"{number:g}"
        filed.append((row["group"], row["series"], cell))
    assert filed == shown
    title = str(CHARTS[key].title)
    assert response.content.decode().startswith(f'\ufeff"# query: {title}; State')


def test_days_to_the_answer_lead_to_the_reviews(answers, get: Get):
    page = get("/charts/answers/")
    assert table(page) == [["90 to 119", "1"]]
    link = page.xpath("//td//a/@href")[0]
    listed = get(link.split("#")[0])
    assert texts(listed, "//section[@aria-labelledby='within']//li") == [
        "A/HRC/901/1 · 117 days"
    ]


@pytest.fixture
def answers(imagined, archive: Archive) -> None:
    archive(addendum(statement("supported", "136.3")))


def test_an_old_address_gives_its_numbers_for_ever(
    imagined, archive: Archive, client: Client, get: Get
):
    permanent = get(SESSIONS).xpath("//*[@class='copy']/a/@href")[-1]
    drawn = client.get("/charts/sessions.svg?v=2").content
    data = rows_of(client.get("/charts/sessions.csv?v=2"))
    archive(
        document(
            item("9.1", ("Ratify", "XAC"), ("sign", "XAC")),
            symbol="A/HRC/903/3",
            state="XAD",
            session=22,
        )
    )
    assert [row[0] for row in table(get(SESSIONS))] == ["21", "22"]
    assert table(get(permanent)) == [["21", "2", "2", "1"]]
    assert client.get("/charts/sessions.svg?v=2").content == drawn
    assert rows_of(client.get("/charts/sessions.csv?v=2")) == data
    assert words_of(client.get("/charts/sessions.svg").content) != words_of(drawn)


def test_what_is_drawn_is_kept(imagined, client: Client):
    first = client.get("/charts/sessions.svg").content
    files = {path.name for path in site_folder().root.glob("*/*")}
    assert client.get("/charts/sessions.svg").content == first
    assert {path.name for path in site_folder().root.glob("*/*")} == files
    assert len(files) == 2  # the figure, and its drawing


def test_a_picture_is_asked_for_again_by_its_etag(real, client: Client):
    response = client.get("/charts/sessions.svg?v=1")
    assert response["Cache-Control"] == "public, max-age=86400"
    again = client.get(
        "/charts/sessions.svg?v=1", headers={"If-None-Match": response["ETag"]}
    )
    assert again.status_code == 304
    assert client.get("/charts/sessions.svg")["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/charts/pie/", 404),
        ("/charts/pie.svg", 404),
        ("/charts/sessions.gif", 404),
        ("/charts/answers.svg", 404),  # nothing to draw
        ("/charts/sessions.svg?state=ZZZ", 404),
        ("/charts/sessions.svg?theme=pink", 400),
        ("/charts/sessions.svg?size=999999", 400),
        ("/charts/sessions/?v=99", 400),
        ("/charts/sessions/?q=women+AND", 400),
        ("/charts/flows/?by=colour", 400),
        ("/charts/flows/?all=recommending_state&recommending_state=XAB", 400),
        ("/charts/answers/?within=soon", 400),
        ("/charts/sessions/?" + "&".join(f"session={n}" for n in range(61)), 400),
    ],
)
def test_what_cannot_be_meant_is_refused(imagined, client: Client, address, status):
    assert client.get(address).status_code == status


def test_an_empty_archive_has_nothing_to_draw(states, get: Get):
    said = texts(get(SESSIONS), "//main//p[@class='note']")
    assert said == [
        "There is nothing to draw: nothing was found that this chart counts."
    ]
    assert get("/charts/").xpath("//main//img") == []


def test_names_are_escaped_on_the_page_and_in_the_drawing(
    imagined, client: Client, get
):
    hostile = "<script>alert(1)</script>"
    page = get(f"/charts/sessions/?state=XAA&q={hostile}")
    assert page.xpath("//script[contains(., 'alert')]") == []
    response = client.get("/charts/sessions.svg", {"state": hostile})
    assert response.status_code == 404


def test_a_language_from_right_to_left_is_drawn_so(imagined, client: Client, settings):
    left = client.get("/charts/sessions.svg").content
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic")]
    right = client.get("/charts/sessions.svg", headers={"Accept-Language": "ar"})
    # The numbers of the axis stand left of the plot, and right of it.
    assert max(places(left)) < 60
    assert min(places(right.content)) > 600


def places(svg: bytes) -> list[float]:
    """How far from the left each number of the axis of amounts stands."""
    found = []
    for text in etree.fromstring(svg).iter(f"{SVG}text"):
        if text.text in {"1", "2", "3", "4", "5"}:
            around = [text, *text.iterancestors()]
            moves = [
                re.match(r"translate\(([-\d.]+)", one.get("transform") or "")
                for one in around
            ]
            found.append(sum(float(move[1]) for move in moves if move))
    return found


def test_issues_are_shares_of_what_has_an_issue_beside_all_states(coded, get: Get):
    page = get("/charts/top-issues/?state=XAA")
    assert table(page) == [
        ["International instruments", "33% 1 of 3", "25% 1 of 4"],
        ["Right to education", "33% 1 of 3", "25% 1 of 4"],
        [TORTURE, "33% 1 of 3", "25% 1 of 4"],
        ["Women's rights", "33% 1 of 3", "50% 2 of 4"],
    ]
    own, world = page.xpath("//tbody/tr[4]//a/@href")
    assert own == "/search/?state=XAA&issue=womens-rights&v=2&imagined=1"
    assert world == "/search/?issue=womens-rights&v=2&imagined=1"


def test_a_chosen_issue_is_a_share_of_its_year(coded, get: Get):
    page = get("/charts/issues/?issue=womens-rights")
    assert table(page) == [["2015", "50% 2 of 4"]]


def test_categories_of_action_are_shares_of_what_is_coded(coded, get: Get):
    page = get("/charts/actions/?recommending_regional_group=eastern-europe")
    ((region, *shares),) = table(page)
    assert region == "Eastern European States"
    assert shares == [*["0% 0 of 3"] * 3, "67% 2 of 3", "33% 1 of 3"]
