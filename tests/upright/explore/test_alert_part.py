"""What a part of a list is called, kept as, and shown on."""

import pytest

from upright.explore.alert_part import Part, part_of
from upright.subscriptions.topics import WishError


@pytest.mark.parametrize(
    ("parameters", "part", "written", "path"),
    [
        ("", Part(), "", "/documents/"),
        ("state=SVN&v=3", Part(state="SVN"), "state=SVN", "/states/SVN/"),
        ("session=048", Part(session=48), "session=48", "/sessions/48/"),
        ("session=48&state=SVN", Part(state="SVN"), "state=SVN", "/states/SVN/"),
    ],
)
def test_a_part_is_kept_short_and_has_a_page(
    parameters: str, part: Part, written: str, path: str
):
    assert part_of(parameters) == part
    assert part_of(written) == part
    assert (part.written, part.path("documents")) == (written, path)


def test_a_part_names_its_state():
    assert [Part(state="SVN").state_name, Part().state_name] == ["Slovenia", ""]


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ("state=svn", "No State has the code svn."),
        ("session=0", "There is no session 0."),
        ("session=48.5", "There is no session 48.5."),
        ("session=²", "There is no session ²."),
        ("session=123456789012", "There is no session 1234567890."),
    ],
)
def test_what_is_no_state_or_session_is_refused(parameters: str, said: str):
    with pytest.raises(WishError) as raised:
        part_of(parameters)
    assert str(raised.value) == said
