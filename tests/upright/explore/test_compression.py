import gzip

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_pages_are_compressed_and_still_answered_briefly(imagined, client: Client):
    plain = client.get("/search/")
    packed = client.get("/search/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    again = client.get(
        "/search/",
        headers={
            "Accept-Encoding": "gzip",
            "If-None-Match": packed.headers["ETag"],
        },
    )
    assert again.status_code == 304
