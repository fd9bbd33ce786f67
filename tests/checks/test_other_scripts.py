"""What is kept back is found in words of another script as well: by its sounds, and a name by nothing but the script.

The example's mother lives at 2 Placeholder Close, Colchester CO1 1JN, and the child goes to Example High School.
"""

from datetime import date

import pytest

from correspondence.protocol.words.sounds import is_heard, sound_alike
from correspondence.protocol.words.writing_read import heard_in
from correspondence.rendering.languages import languages, long_day

from .test_own_words import HADDAD, WITHHELD, in_the_reason

KOVALSKI = ("Ковальський", "Ковальського", "Ковальським", "Ковальські", "کوالسکی", "كوفالسكي", "وكوالسكي", "ਕੋਵਾਲਸਕੀ")


@pytest.mark.parametrize("written", KOVALSKI)
def test_a_name_sounds_alike_in_every_script(written: str) -> None:
    assert sound_alike("Kowalski", written)
    assert not sound_alike("Sample", written)


@pytest.mark.parametrize("language", languages())
def test_the_sounds_are_known_of_every_script_that_is_written(language: str) -> None:
    words = [word.letters for word in heard_in(long_day(date(2026, 12, 7), language))]
    assert words
    assert all(map(is_heard, words))


def test_words_of_one_script_are_compared_by_their_letters_alone() -> None:
    assert not sound_alike("Kowalski", "Kovalsky")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Вона живе на Плейсхолдер Клоуз.", "possible_disclosure.address"),
        ("Вона переїхала в Колчестер.", "possible_disclosure.address"),
        ("وہ کولچیسٹر میں ہے۔", "possible_disclosure.address"),
        ("هي في كولتشستر", "possible_disclosure.address"),
        ("ਉਹ ਕੋਲਚੈਸਟਰ ਵਿੱਚ ਹੈ।", "possible_disclosure.address"),
    ],
)
def test_a_detail_that_is_kept_back_is_heard_in_another_script(words: str, code: str) -> None:
    assert set(in_the_reason(words)) == {code}


@pytest.mark.parametrize(
    "words", ["Ми чекаємо на суд у Челмсфорді.", "ہم عدالت کا انتظار کر رہے ہیں۔", "نحن في الانتظار"]
)
def test_other_words_of_another_script_are_left_alone(words: str) -> None:
    assert in_the_reason(words) == {}


@pytest.mark.parametrize(
    "words", ["Пані Ковальська дзвонила.", "کوالسکا صاحبہ نے فون کیا۔", "Вона дзвонила.", "她打来电话。"]
)
def test_words_of_another_script_want_a_look_wherever_a_name_is_withheld(words: str) -> None:
    assert set(in_the_reason(words, WITHHELD)) == {"possible_disclosure.name"}


@pytest.mark.parametrize("words", ["Haddad rang.", "We spoke to Amira Haddad."])
def test_a_withheld_name_of_another_script_is_heard_in_latin_letters(words: str) -> None:
    assert set(in_the_reason(words, HADDAD)) == {"possible_disclosure.name"}
