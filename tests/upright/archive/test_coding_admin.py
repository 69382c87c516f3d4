"""Staff see codings, and have the archive coded anew."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from tests.upright.builders import NOW, document, item
from tests.upright.job_queue import run_queue
from upr.coding import model_version
from upright.accounts.models import User
from upright.archive.models import Coding, Recoding

pytestmark = pytest.mark.django_db
LIST = "/admin/archive/recoding/"
BEGIN = f"{LIST}begin/"


@pytest.fixture
def uncoded(archive, settings, client: Client, staff: User) -> Client:
    """A document that was not coded, on a site that codes; somebody signed in."""
    archive(document(item("136.1", ("Ratify treaty 1", "XAB"))))
    settings.UPRIGHT_CODING = True
    client.force_login(staff)
    return client


def test_the_archive_is_coded_anew_by_a_button(uncoded):
    page = uncoded.get(LIST).text
    assert (
        "1 document is coded by another model than the installed one"
        f" ({model_version()}), or by none." in page
    )
    # A form inside the list's own would be none: browsers leave it out.
    assert 0 < page.index(f'action="{BEGIN}"') < page.index('id="changelist-form"')

    answer = uncoded.post(BEGIN, follow=True)
    assert "The worker codes 1 recommendations anew." in answer.text
    assert "0 of 1 recommendations." in answer.text

    run_queue()

    page = uncoded.get(LIST).text
    assert f"Everything is coded by the installed model, {model_version()}." in page
    assert "1 of 1" in page
    assert BEGIN not in page
    assert "Everything is coded" in uncoded.post(BEGIN, follow=True).text
    assert "Ratify" not in uncoded.get("/admin/archive/coding/").text
    assert Coding.objects.get().model in uncoded.get("/admin/archive/coding/").text


def test_staff_see_what_failed_and_have_it_tried_again(uncoded):
    run = Recoding.objects.create(
        model=model_version(), begun=NOW, documents=1, texts=1, tries=2, tried_at=NOW,
        failure="ValueError in _recode, line 3; A/HRC/901/1",
    )  # fmt: skip

    page = uncoded.get(LIST).text
    assert "It failed 2 times in a row, the last time at" in page
    assert page.count("ValueError in _recode, line 3; A/HRC/901/1") == 2  # and listed
    assert "It is tried again from" in page
    assert "Try again now" in page

    Recoding.objects.filter(pk=run.pk).update(ended=NOW)
    page = uncoded.get(LIST).text
    assert "after 2 tries in a row that changed nothing: ValueError in" in page
    assert "Code them anew" in page

    uncoded.post(BEGIN)
    run_queue()
    page = uncoded.get(LIST).text
    assert "tries in a row" not in page
    assert "Everything is coded by the installed model" in page


def test_the_button_is_for_those_who_may_and_is_pressed(uncoded):
    assert uncoded.get(BEGIN).status_code == 405
    onlooker = User.objects.create_user("bob@example.org", "correct horse")
    onlooker.is_staff = True
    onlooker.save()
    onlooker.user_permissions.set(Permission.objects.filter(codename="view_recoding"))
    uncoded.force_login(onlooker)

    assert BEGIN not in uncoded.get(LIST).text
    assert uncoded.post(BEGIN).status_code == 403
    assert Recoding.objects.count() == 0


def test_a_site_that_codes_nothing_says_so(uncoded, settings):
    settings.UPRIGHT_CODING = False

    assert "Nothing is coded here" in uncoded.get(LIST).text
    assert "Nothing was changed." in uncoded.post(BEGIN, follow=True).text
