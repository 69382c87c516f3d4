"""Dates in the forms and lists of staff: as the pages write them, never American."""

from datetime import date, time

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format, get_format, time_format

from upright.archive.models import Session


def test_dates_are_written_with_the_day_first():
    day = date(2025, 11, 7)
    written = [
        date_format(day, name)
        for name in ("DATE_FORMAT", "SHORT_DATE_FORMAT", "YEAR_MONTH_FORMAT")
    ]

    assert written == ["7 November 2025", "7 Nov 2025", "November 2025"]
    assert time_format(time(15, 5)) == "15:05"
    assert get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize("typed", ["2025-11-07", "7 November 2025", "7 Nov 2025"])
def test_a_date_is_taken_where_it_has_one_meaning(typed: str):
    assert forms.DateField().clean(typed) == date(2025, 11, 7)


@pytest.mark.parametrize(
    "typed", ["7/11/2025", "11/7/2025", "07/11/25", "7.11.2025", "31 November 2025"]
)
def test_a_date_that_can_be_two_days_or_none_is_refused(typed: str):
    with pytest.raises(forms.ValidationError):
        forms.DateField().clean(typed)


def test_lists_of_the_admin_write_them_so_too(client: Client, staff: object):
    Session.objects.create(number=99, cycle=9, start=date(2025, 11, 3))
    client.force_login(staff)  # type: ignore[arg-type]  # the fixture is a User

    page = client.get(reverse("admin:archive_session_changelist")).content.decode()

    assert page.count("3 November 2025") == 1
    assert page.count("Nov. 3, 2025") == 0
