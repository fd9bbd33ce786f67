"""A regional tag is its language, however it is written."""

import pytest

from correspondence.protocol.words.tags import Tag
from correspondence.reading import is_spoken


@pytest.mark.parametrize(
    ("written", "normal", "language"),
    [
        ("en", "en", "en"),
        ("EN-gb", "en-GB", "en"),
        ("pl-pl", "pl-PL", "pl"),
        ("AR-eg", "ar-EG", "ar"),
        ("ku-arab-iq", "ku-Arab-IQ", "ku"),
        ("es-419", "es-419", "es"),
        ("de-DE-1996", "de-DE-1996", "de"),
    ],
)
def test_a_tag_has_one_normal_form(written: str, normal: str, language: str) -> None:
    assert (Tag.of(written), Tag.of(written).language) == (normal, language)


@pytest.mark.parametrize("tag", ["en", "pl-PL", "ckb", "kmr", "prs", "rmy", "pnb", "syl", "lld", "iw", "bfi", "ti"])
def test_the_languages_of_the_world_are_known(tag: str) -> None:
    assert is_spoken(Tag.of(tag))


@pytest.mark.parametrize("tag", ["xx", "qqq", "zz-ZZ", "xyz"])
def test_a_tag_of_no_language_is_not(tag: str) -> None:
    assert not is_spoken(Tag.of(tag))
