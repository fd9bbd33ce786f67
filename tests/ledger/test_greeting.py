"""A letter in another language greets its adult reader by their own title's words and without an English title."""

from correspondence.rendering import compose
from tests.checks import samples
from tests.reviewed import Locales

NAME = "case.people.0.name"
GREETING = 'msgid "Dear %(reader)s,"\nmsgstr "'


def greeted(title: str | None, language: str = "pl") -> str:
    letter, _ = samples.to("p1", {f"{NAME}.title": title})
    words = compose(letter, language).html
    return (
        words.split('<p class="salutation">')[1].split("</p>")[0].replace('<bdi dir="ltr">', "").replace("</bdi>", "")
    )


def say(locales: Locales, words: str) -> None:
    text = locales.catalogue("pl").read_text("utf-8")
    before = text.split(GREETING)[1].split("\n")[0]
    locales.change("pl", f"{GREETING}{before}", f'{GREETING}{words}"')


def test_the_words_of_a_title_and_the_name_without_it(locales: Locales) -> None:
    letter, case_file = samples.to("p1")
    name = case_file.case.people[0].name
    assert letter.audience == "adult"
    say(locales, "{Szanowny Panie|Szanowna Pani|Dzień dobry} %(reader)s,")
    assert greeted("Mr") == f"Szanowny Panie {name.full},"
    assert greeted("Ms") == f"Szanowna Pani {name.full},"
    assert greeted("Dr") == f"Dzień dobry {name.full},"
    assert greeted(None) == f"Dzień dobry {name.full},"


def test_a_language_that_greets_without_a_name_may_leave_it_out(locales: Locales) -> None:
    say(locales, "{Szanowny Panie|Szanowna Pani},")
    assert greeted("Mrs") == "Szanowna Pani,"
    assert greeted("Mx") == "Szanowny Panie/Szanowna Pani,"


def test_english_greets_by_title_and_family_name() -> None:
    _, case_file = samples.to("p1")
    assert greeted("Dr", "en") == f"Dear Dr {case_file.case.people[0].name.family},"
