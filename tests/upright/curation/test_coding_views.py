import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from tests.upright.builders import document, item
from tests.upright.conftest import Archive
from tests.upright.curation.coding import coder, minutes, round_of, task
from upr.coding import Scheme
from upright.accounts.models import User
from upright.archive.models import Recommendation
from upright.curation import coding_rounds
from upright.curation.models import CodingRound, Judgement

pytestmark = pytest.mark.django_db


@pytest.fixture
def texts(archive: Archive) -> None:
    archive(
        document(
            item("136.1", ("Ratify A", "XAB")),
            item("136.2", ("Consider B", "XAC")),
        )
    )
    Recommendation.objects.filter(item__key="136.1").update(
        codings={"action": [["4", 0.61, "model"]]}
    )


def at(made: CodingRound, page: str = "code", *more: str) -> str:
    return reverse(f"admin:curation_codinground_{page}", args=[made.pk, *more])


def page(client: Client, address: str):
    response = client.get(address)
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def chosen(shown) -> list[str]:
    return [one.get("value") for one in shown.xpath("//input[@name='codes'][@checked]")]


def test_one_text_after_the_other_with_what_the_model_gives(texts, ann, client):
    made = round_of()
    client.force_login(ann)
    shown = page(client, at(made))
    assert shown.xpath("string(//blockquote)") == "Ratify A"
    assert chosen(shown) == ["4"]
    assert [one.get("data-key") for one in shown.xpath("//input[@name='codes']")] == [
        "1", "2", "3", "4", "5",
    ]  # fmt: skip
    said = {"place": "1", "codes": "5", "do": "save"}
    assert client.post(at(made), said).status_code == 302
    shown = page(client, at(made))
    assert shown.xpath("string(//blockquote)") == "Consider B"
    client.post(at(made), {"place": "2", "do": "skip"})
    shown = page(client, at(made))
    assert shown.xpath("//blockquote") == []
    client.post(at(made), {"do": "undo"})
    client.post(at(made), {"do": "undo"})
    assert page(client, at(made)).xpath("string(//blockquote)") == "Ratify A"


def test_nothing_chosen_is_told_and_the_text_stays(texts, ann, client):
    made = round_of()
    client.force_login(ann)
    answer = client.post(at(made), {"place": "1", "do": "save"}, follow=True)
    shown = html.fromstring(answer.content.decode())
    assert shown.xpath("string(//ul[@class='messagelist']/li)") == (
        "A recommendation has one category of action."
    )
    assert shown.xpath("string(//blockquote)") == "Ratify A"


def test_a_blind_coder_sees_no_state_no_model_and_no_other_word(
    texts, ann, ben, client
):
    made = round_of(coders=2, hides_states=True, shows_model=False)
    coding_rounds.judge(task(made, 1), ben, ["2"], minutes(1))
    client.force_login(ann)
    response = client.get(at(made))
    seen = response.content.decode()
    for hidden in ("Aldoria", "Brevania", "A/HRC/901/1", "0.61", "ben@", "136.1"):
        assert hidden not in seen
    assert chosen(html.fromstring(seen)) == []
    assert client.get(at(made, "agreement")).status_code == 403
    assert client.get(at(made, "settle")).status_code == 403
    assert client.get(at(made, "export", "csv")).status_code == 403


def test_the_others_see_who_is_meant(texts, ann, client):
    client.force_login(ann)
    shown = page(client, at(round_of()))
    [who] = shown.xpath("//form[@class='judge']/p[@class='help']")
    assert " ".join(who.text_content().split()) == (
        "To Aldoria, by Brevania · A/HRC/901/1, para. 136.1"
    )


def options(shown) -> dict[str, str]:
    """What stands beside each code."""
    return {
        one.xpath("string(input/@value)"): " ".join(one.text_content().split())
        for one in shown.xpath("//label[@class='option']")
    }


def test_a_rule_stands_beside_the_code_it_speaks_for(texts, ann, client):
    client.force_login(ann)
    beside = options(page(client, at(round_of())))
    verbs = (
        "(UPR Info after E. McMahon, methodology of action categories, October 2014)"
    )
    assert beside["5"].endswith(f"A rule says otherwise: Ratify {verbs}")
    assert "Rule" not in beside["4"]
    Recommendation.objects.update(codings={"action": [["5", 0.61, "model"]]})
    assert options(page(client, at(CodingRound.objects.get())))["5"].endswith(
        f"Rule: Ratify {verbs}"
    )


def test_no_rule_is_shown_where_the_model_is_hidden(texts, ann, client):
    client.force_login(ann)
    shown = page(client, at(round_of(shows_model=False)))
    assert [one for one in options(shown).values() if "ule" in one] == []


def test_codes_that_rules_speak_for_come_before_the_others(texts, ann, client):
    Recommendation.objects.filter(item__key="136.1").update(
        codings={"issues": [["Women's rights", 0.9, "model"]]}
    )
    client.force_login(ann)
    shown = page(client, at(round_of(Scheme.ISSUES)))
    assert list(options(shown))[:2] == ["Women's rights", "International instruments"]
    assert chosen(shown) == ["Women's rights"]


def test_issues_the_model_gives_come_first_with_keys(texts, ann, client):
    Recommendation.objects.filter(item__key="136.1").update(
        codings={"issues": [["Women's rights", 0.9, "model"]]}
    )
    made = round_of(Scheme.ISSUES)
    client.force_login(ann)
    shown = page(client, at(made))
    options = shown.xpath("//input[@name='codes']")
    assert (len(options), options[0].get("value")) == (54, "Women's rights")
    assert (options[0].get("data-key"), options[9].get("data-key")) == ("1", None)
    client.post(at(made), {"place": "1", "codes": ["Detention", "Women's rights"]})
    assert Judgement.objects.get().codes == ["Detention", "Women's rights"]


def test_two_who_differ_are_settled_and_agreement_is_shown(texts, ann, ben, client):
    made = round_of(coders=2)
    other = coder("dora")
    coding_rounds.judge(task(made, 1), ann, ["5"], minutes(1))
    coding_rounds.judge(task(made, 1), other, ["4"], minutes(2))
    client.force_login(ben)
    shown = page(client, at(made, "settle"))
    assert [one.text_content() for one in shown.xpath("//form/p/strong")] == [
        "5 – Specific",
        "4 – General",
    ]
    assert chosen(shown) == []  # neither of the two comes first
    assert "1 text is to be settled" in shown.text_content()
    client.post(at(made, "settle"), {"place": "1", "codes": "5", "do": "save"})
    shown = page(client, at(made, "agreement"))
    assert "Identical: 0.000." in " ".join(shown.text_content().split())
    table = client.get(at(made, "export", "csv")).content.decode("utf-8-sig")
    assert [row[4:8] for row in csv.reader(io.StringIO(table))][1:] == [
        ["coder 1", "5", "no", "no"],
        ["coder 2", "4", "no", "no"],
        ["coder 3", "5", "no", "yes"],
    ]
    assert client.get(at(made, "export", "jsonl")).content == b""
    client.post(at(made, "agreement"), {"sure": "yes"})
    assert len(client.get(at(made, "export", "jsonl")).content.splitlines()) == 1
    client.force_login(ann)
    assert page(client, at(made)).xpath("//blockquote") == []


def test_agreement_is_shown_to_who_codes_once_the_round_has_ended(
    texts, ann, ben, client
):
    made = round_of(coders=2)
    for by, codes in ((ann, ["5"]), (ben, ["4"])):
        coding_rounds.judge(task(made, 1), by, codes, minutes(1))
    client.force_login(ben)
    figures = "//div[@id='content-main']//tbody/tr"
    shown = page(client, at(made, "agreement"))
    assert shown.xpath(figures) == []
    assert "You code in this round" in shown.text_content()
    assert "1 of 2 texts are coded by both." in shown.text_content()
    client.post(at(made, "agreement"), {"sure": "yes"})
    shown = page(client, at(made, "agreement"))
    assert "0 of 2 texts are decided; to be settled: 1." in shown.text_content()
    assert len(shown.xpath(figures)) == 2
    assert "You code in this round" not in shown.text_content()


def test_who_settled_the_last_text_can_take_that_back(texts, ann, ben, client):
    made = round_of(coders=2)
    for by, codes in ((ann, ["5"]), (coder("dora"), ["4"])):
        coding_rounds.judge(task(made, 1), by, codes, minutes(1))
    client.force_login(ben)
    client.post(at(made, "settle"), {"place": "1", "codes": "5", "do": "save"})
    shown = page(client, at(made, "settle"))
    assert "Nothing is to settle." in shown.text_content()
    [button] = shown.xpath("//div[@id='content-main']//button")
    client.post(at(made, "settle"), {"do": button.get("value")})
    shown = page(client, at(made, "settle"))
    assert shown.xpath("string(//blockquote)") == "Ratify A"


def test_no_count_tells_a_coder_whether_the_other_said_the_same(
    texts, ann, ben, client
):
    said: list[tuple[str, str]] = []
    for code in ("5", "4"):
        made = round_of(coders=2)
        coding_rounds.judge(task(made, 1), ann, ["5"], minutes(1))
        coding_rounds.judge(task(made, 1), ben, [code], minutes(2))
        client.force_login(ben)
        listed = page(client, reverse("admin:curation_codinground_changelist"))
        how_far = listed.xpath("string(//td[contains(@class, 'how_far')])")
        counts = page(client, at(made, "agreement")).xpath("//div[@id='content-main']")
        said.append((how_far, " ".join(counts[0].text_content().split())))
        made.delete()
    assert said[0] == said[1]
    assert said[0][0] == "1 of 2 coded by both"


def test_what_was_decided_in_another_round_is_not_shown_as_the_models(
    texts, ann, ben, client
):
    coding_rounds.judge(task(round_of(), 1), ben, ["2"], minutes(1))
    client.force_login(ann)
    shown = page(client, at(round_of(coders=2, name="blind")))
    assert shown.xpath("string(//blockquote)") == "Ratify A"
    assert chosen(shown) == []
    assert [said for said in options(shown).values() if "model" in said] == []


def test_settling_begins_from_what_both_gave(texts, ann, ben, client):
    made = round_of(Scheme.ISSUES, coders=2)
    coding_rounds.judge(task(made, 1), ann, ["Detention", "Justice"], minutes(1))
    coding_rounds.judge(task(made, 1), coder("dora"), ["Justice"], minutes(2))
    client.force_login(ben)
    shown = page(client, at(made, "settle"))
    assert chosen(shown) == ["Justice"]
    assert list(options(shown))[:3] == [
        "Detention", "Justice", "International instruments",  # the last by a rule
    ]  # fmt: skip


def test_who_cannot_settle_a_text_leaves_it_to_others(texts, ann, ben, client):
    made = round_of(coders=2)
    other = coder("dora", "add_codinground")
    for by, codes in ((ann, ["5"]), (coder("emil"), ["4"])):
        coding_rounds.judge(task(made, 1), by, codes, minutes(1))
    client.force_login(ben)
    client.post(at(made, "settle"), {"place": "1", "do": "skip"})
    assert page(client, at(made, "settle")).xpath("//blockquote") == []
    client.force_login(other)
    shown = page(client, at(made, "settle"))
    assert shown.xpath("string(//blockquote)") == "Ratify A"


def test_names_of_states_in_the_text_are_hidden_too(texts, ann, client):
    Recommendation.objects.filter(item__key="136.1").update(
        text="Sign with Viet Nam and Chile, as the Chilean people want; eat turkey",
        as_read="Sign with Chile",
    )
    client.force_login(ann)
    made = round_of(hides_states=True)
    shown = page(client, at(made))
    assert shown.xpath("string(//blockquote)") == (
        "Sign with [a State] and [a State], as the Chilean people want; eat turkey"
    )
    assert "Sign with [a State]" in shown.xpath("string(//form/p[@class='help'])")
    CodingRound.objects.update(hides_states=False)
    assert "Viet Nam and Chile" in page(client, at(made)).xpath("string(//blockquote)")


def test_a_round_is_begun_from_its_form(texts, ben, client):
    client.force_login(ben)
    address = reverse("admin:curation_codinground_begin")
    assert client.get(address).status_code == 200
    form = {
        "name": "July",
        "scheme": "action",
        "draw": "random",
        "texts": "5",
        "coders": "2",
        "hides_states": "on",
        "imagined": "on",
    }
    assert client.post(address, {**form, "texts": "0"}).status_code == 200
    assert client.post(address, form).status_code == 200  # none is coded yet
    Recommendation.objects.update(sure_action=0.5)
    made = client.post(address, form)
    found = CodingRound.objects.get()
    assert made["Location"] == at(found, "agreement")
    assert (found.coders, found.hides_states, found.shows_model) == (2, True, False)
    listed = client.get(reverse("admin:curation_codinground_changelist"))
    assert "0 of 2" in listed.content.decode()


def test_who_may_not_code_is_not_let_in(texts, client):
    made = round_of()
    looks = User.objects.create_user("eve@example.org", "pass", is_staff=True)
    assert client.get(at(made)).status_code == 302
    client.force_login(looks)
    pages = (at(made), at(made, "agreement"), at(made, "settle"))
    assert [client.get(one).status_code for one in pages] == [403, 403, 403]
    listed = reverse("admin:curation_codinground_changelist")
    assert client.get(listed).status_code == 403
    client.force_login(coder("fay"))
    assert client.get(listed).status_code == 200


@pytest.mark.parametrize("number", [1, 30])
def test_queries_do_not_grow_with_the_round(
    texts, ann, client, number, django_assert_max_num_queries
):
    made = round_of()
    for extra in range(number):
        round_of(name=f"other {extra}")
    client.force_login(ann)
    with django_assert_max_num_queries(15):
        assert client.get(at(made)).status_code == 200
    with django_assert_max_num_queries(10):
        client.get(reverse("admin:curation_codinground_changelist"))
