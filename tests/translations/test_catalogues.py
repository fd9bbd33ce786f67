"""A catalogue follows the templates, and keeps what was said of a sentence whose English changed."""

import pytest

from correspondence.ledger import Standing, catalogue_languages, languages_of, sentences_of, standing
from correspondence.ledger.catalogue import english_of
from correspondence.translations.catalogues import brought_up_to_date, key_of, opened
from correspondence.translations.letters import kinds_in
from correspondence.translations.templates import Place
from tests import messages
from tests.reviewed import Locales, reviews_of

HEAD = r"""# Who it speaks to.
msgid ""
msgstr ""
"Project-Id-Version: Cafcass correspondence\n"
"Language: pl\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"X-Letters: \n"

"""
CALL = 'msgid "If there is danger now, call 999."\nmsgstr "Gdy grozi niebezpieczeństwo, zadzwoń: 999."\n'
KEPT = 'msgid "The court decides"\nmsgstr "Decyduje sąd"\n'
OLD, NEW = "If there is danger now, call 999.", "If there is danger, call 999 at once."


def sentence(*english: str, context: str = "") -> Place:
    return Place(file="letters/hub_letter/adult.html", line=1, context=context, english=english)


def updated(text: str, *wanted: Place) -> str:
    made = brought_up_to_date(text, wanted)
    assert brought_up_to_date(made, wanted) == made, "it changes nothing where no sentence changed"
    return made


def test_a_translation_whose_english_changed_stays_as_a_draft_with_the_english_that_it_was_of() -> None:
    made = updated(f"{HEAD}{KEPT}\n{CALL}", sentence("The court decides"), sentence(NEW))
    assert f'#, fuzzy\n#| msgid "{OLD}"\nmsgid "{NEW}"\nmsgstr "Gdy grozi niebezpieczeństwo, zadzwoń: 999."\n' in made
    assert KEPT in made


def test_a_long_sentence_stands_as_previous_on_one_line_and_is_read_again() -> None:
    long = "We will write to you again by the day named here. " * 6
    made = updated(HEAD + f'msgid "{long}"\nmsgstr "Napiszemy."\n', sentence(f"{long}Thank you."))
    assert f'#| msgid "{long}"\n' in made
    (found,) = [message for message in opened(made) if message.id]
    assert found.previous_id == [long]
    assert found.user_comments == []


def test_the_english_that_a_draft_was_of_is_read_as_a_catalogue_writes_it_and_not_as_python() -> None:
    draft = r"""#, fuzzy
#| msgid "Call \"us\" \x \\ now"
msgid "Call us"
msgstr "Zadzwoń"
"""
    (found,) = [message for message in opened(HEAD + draft) if message.id]
    assert found.previous_id == ['Call "us" \\x \\ now']


def test_a_draft_whose_english_changes_again_keeps_the_english_that_it_is_of() -> None:
    first = updated(HEAD + CALL, sentence(NEW))
    again = updated(first, sentence("If there is any danger, call 999 at once."))
    assert f'#| msgid "{OLD}"\nmsgid "If there is any danger, call 999 at once."' in again


def test_english_that_comes_back_has_its_translation_back_and_no_draft() -> None:
    first = updated(HEAD + CALL, sentence(NEW))
    assert updated(first, sentence(OLD)) == f"{HEAD}{CALL}\n"


def test_what_is_no_longer_fuzzy_has_no_previous_english() -> None:
    first = updated(HEAD + CALL, sentence(NEW))
    assert "#|" not in updated(first.replace("#, fuzzy\n", ""), sentence(NEW))


def test_a_sentence_that_is_like_another_which_stays_is_new() -> None:
    made = updated(HEAD + CALL, sentence(OLD), sentence(NEW))
    assert f'msgid "{NEW}"\nmsgstr ""\n' in made
    assert "fuzzy" not in made


def test_a_sentence_that_is_like_none_is_new_and_what_is_gone_goes() -> None:
    made = updated(HEAD + CALL, sentence("The court decides"))
    assert made == HEAD + 'msgid "The court decides"\nmsgstr ""\n\n'


def test_one_translation_is_the_draft_of_one_sentence_alone() -> None:
    made = updated(HEAD + CALL, sentence(NEW), sentence("If there is danger, call 999 now."))
    assert made.count("Gdy grozi") == 1


@pytest.mark.parametrize("english", [OLD, NEW], ids=["its English for one as it was", "all of it another"])
def test_a_sentence_that_came_to_depend_on_a_number_keeps_its_translation_as_its_first_form(english: str) -> None:
    made = updated(HEAD + CALL, sentence(english, "If there are dangers, call 999 at once."))
    assert f'#, fuzzy\n#| msgid "{OLD}"\nmsgid "{english}"\n' in made
    assert 'msgstr[0] "Gdy grozi niebezpieczeństwo, zadzwoń: 999."\nmsgstr[1] ""\nmsgstr[2] ""\n' in made


def test_a_sentence_that_is_untranslated_is_no_draft_once_it_depends_on_a_number() -> None:
    made = updated(HEAD + f'msgid "{OLD}"\nmsgstr ""\n', sentence(OLD, "If there are dangers, call 999."))
    assert "fuzzy" not in made


def test_a_translation_whose_english_for_many_changed_is_a_draft_until_it_comes_back() -> None:
    said = 'msgstr[0] "Jeden list"\nmsgstr[1] "Kilka listów"\nmsgstr[2] "Wiele listów"\n'
    old = f'msgid "One letter"\nmsgid_plural "Letters"\n{said}'
    made = updated(HEAD + old, sentence("One letter", "Our letters"))
    previous = '#, fuzzy\n#| msgid "One letter"\n#| msgid_plural "Letters"\n'
    assert f'{previous}msgid "One letter"\nmsgid_plural "Our letters"\n{said}' in made
    assert updated(made, sentence("One letter", "Letters")) == f"{HEAD}{old}\n"


def test_a_translation_whose_context_changed_is_a_draft() -> None:
    made = updated(HEAD + CALL, sentence(OLD, context="to a child"))
    assert f'#, fuzzy\n#| msgid "{OLD}"\nmsgctxt "to a child"\nmsgid "{OLD}"\nmsgstr "Gdy grozi' in made


def test_a_draft_is_no_translation_and_nobody_vouches_for_it(locales: Locales) -> None:
    key = ("", "If anyone is in danger")
    rows = reviews_of([locales.sentences("pl")[key]])
    said = locales.sentences("pl")[key].translation[0]
    locales.change(
        "pl", f'msgid "{key[1]}"\nmsgstr', f'#, fuzzy\n#| msgid "If you are in danger"\nmsgid "{key[1]}"\nmsgstr'
    )
    assert sentences_of("pl")[key].translation == ()
    assert standing(sentences_of("pl")[key], rows) is Standing.UNTRANSLATED
    assert said in locales.catalogue("pl").read_text("utf-8")


@pytest.mark.parametrize("context", ["", "to a child"])
def test_what_stands_elsewhere_is_another_sentence(context: str) -> None:
    made = updated(HEAD + CALL, sentence(OLD, context="to a child"), sentence(OLD))
    (found,) = [m for m in opened(made) if m.id and key_of(m) == (context, OLD)]
    assert english_of(found) == (OLD,)
    assert bool(found.string) is (context == "")


def test_make_messages_leaves_what_is_in_order_alone_and_lists_none_where_it_has_the_words_of_every(
    locales: Locales, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [locales.catalogue(language) for language in catalogue_languages()]
    before = [path.stat().st_mtime_ns for path in files]
    assert messages.main() == 0
    assert [path.stat().st_mtime_ns for path in files] == before
    text = locales.catalogue("pl").read_text("utf-8")
    listed = 'Content-Transfer-Encoding: 8bit\\n"\n"X-Letters: reply\\n"\n'
    locales.change("pl", 'Content-Transfer-Encoding: 8bit\\n"\n', listed)
    assert [kind.code for kind in kinds_in("pl") if "pl" in languages_of(kind)] == ["reply"]
    assert messages.main() == 0
    assert locales.catalogue("pl").read_text("utf-8") == text
    assert "pl: 0 sentences to translate" in capsys.readouterr().out
