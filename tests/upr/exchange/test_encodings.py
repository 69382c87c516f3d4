import pytest

from upr.exchange.encodings import encoding_of, mended

TEXT = "Ratify, São Tomé: “naïve” Länder – l’été, vis-à-vis Séléka\n"


@pytest.mark.parametrize(
    "encoding",
    ["mac_roman", "cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"],
)
def test_the_encoding_is_found(tmp_path, encoding) -> None:
    (tmp_path / "a").write_bytes((TEXT * 3).encode(encoding))

    assert encoding_of(tmp_path / "a") == encoding


def test_a_sign_across_two_pieces_is_no_other_encoding(tmp_path) -> None:
    (tmp_path / "a").write_bytes(b"a" * ((1 << 20) - 1) + "é".encode() * 9)

    assert encoding_of(tmp_path / "a") == "utf-8"


def test_plain_letters_are_utf8(tmp_path) -> None:
    (tmp_path / "a").write_bytes(b"To,Text\r")

    assert encoding_of(tmp_path / "a") == "utf-8"


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "mac_roman"])
def test_what_was_decoded_wrongly_is_mended(wrong) -> None:
    for name in ("Côte d'Ivoire", "São Tomé", "Türkiye"):
        assert mended(name.encode().decode(wrong)) == name


@pytest.mark.parametrize("name", ["Âge", "Ã", "São Tomé", "√2", "‚quoted‘", "Côte"])
def test_what_was_decoded_rightly_stays(name) -> None:
    assert mended(name) == name
