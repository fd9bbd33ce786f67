"""What each letter can come to say is known, in the order of reading, and how much of it is reviewed."""

from dataclasses import replace

import pytest
from jinja2 import Environment, meta

from correspondence.catalogue.registry import CATALOGUE
from correspondence.checks import vouching
from correspondence.ledger import Standing
from correspondence.protocol.letters import CHILDREN, FAMILY
from correspondence.rendering import compose
from correspondence.shipped import TEMPLATES
from correspondence.translations.letters import kinds_in, letters_in, wanted_in
from correspondence.translations.state import EVERY, states_of
from correspondence.translations.templates import places
from tests.checks import samples
from tests.reviewed import Locales, reviews_of


def letter(name: str) -> frozenset[tuple[str, str]]:
    (found,) = [each for each in letters_in("pl") if each.name == name]
    return found.keys


def test_every_version_of_every_letter_to_families_is_one() -> None:
    kinds = [kind for kind in CATALOGUE.values() if kind.is_for_families]
    wanted = {f"{kind.code}.{audience}" for kind in kinds for audience in FAMILY & {*kind.versions}}
    assert {each.name for each in letters_in("pl")} == wanted


def test_every_sentence_of_the_templates_is_said_by_some_letter() -> None:
    assert {key for each in letters_in("pl") for key in each.keys} == {place.key for place in places()}


def test_a_language_has_to_say_every_sentence_but_those_of_kinds_that_are_not_written_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert wanted_in("pl") == {place.key for place in places()}
    reply = CATALOGUE["reply"]
    monkeypatch.setitem(CATALOGUE, "reply", replace(reply, languages=frozenset({"ar"})))
    own = {place.key for place in places() if place.folder in {part.folder for part in reply.parts}}
    elsewhere = {place.key for place in places() if place.folder not in {part.folder for part in reply.parts}}
    assert wanted_in("pl") == elsewhere
    assert wanted_in("ar") == elsewhere | own != elsewhere


def test_every_template_that_a_letter_to_families_is_made_of_is_looked_through_for_sentences() -> None:
    """Else what stands in it is in no catalogue, and every other language says it in English."""
    environment = Environment(extensions=["jinja2.ext.i18n"])
    read: set[str] = set()
    left = {f"{part.folder}/{each}.html" for kind in kinds_in("pl") for part in kind.parts for each in kind.versions}
    while left - read:
        name = min(left - read)
        read.add(name)
        source = (TEMPLATES / name).read_text("utf-8")
        left |= {each for each in meta.find_referenced_templates(environment.parse(source)) if each}
    speaking = {name for name in read if "{% trans" in (TEMPLATES / name).read_text("utf-8")}
    assert "shared/letter.html" in speaking
    assert speaking <= {place.file for place in places()}, "name them in locales/babel.cfg"


@pytest.mark.parametrize("person", ["p1", "c1", "c2"])
def test_a_letter_that_is_written_says_nothing_else(person: str) -> None:
    written, _ = samples.to(person)
    said = {*compose(written, "pl").looked_up}
    assert said <= letter(f"hub_letter.{written.audience}")
    assert len(said) > 15


def test_an_adult_and_a_child_are_greeted_each_in_their_own_way() -> None:
    for each in letters_in("pl"):
        assert (("to a child", "Dear %(name)s,") in each.keys) is (each.audience in CHILDREN)
        assert (("", "Dear %(reader)s,") in each.keys) is (each.audience not in CHILDREN)


def test_a_letter_is_read_from_its_greeting_to_its_end() -> None:
    (adult,) = [each for each in letters_in("pl") if each.name == "hub_letter.adult"]
    order = [place.key[1] for place in adult.places]
    read = ["Private and confidential", "Dear %(reader)s,", "Who is looking after things now", "Yours sincerely,"]
    assert sorted(read, key=order.index) == read
    assert order[-2:] == ["Monday to Friday, 9am to 5pm", "national call centre, 0300 456 4000"]


def test_the_state_of_a_language_counts_each_letter_and_all_of_them(locales: Locales) -> None:
    locales.vouch("pl", [])
    *rows, every = states_of("pl")
    assert [row.letter for row in rows] == [each.kind for each in letters_in("pl")]
    assert (every.letter, every.total) == (EVERY, len({place.key for place in places()}))
    assert every.counts[Standing.UNREVIEWED] == every.total


def test_a_letter_that_is_reviewed_has_no_finding_and_nothing_open_in_its_state(locales: Locales) -> None:
    known = locales.sentences("pl")
    locales.vouch("pl", reviews_of([known[key] for key in letter("hub_letter.adult")]))
    (row,) = [each for each in states_of("pl") if (each.letter, each.version) == ("hub_letter", "adult")]
    assert row.counts[Standing.REVIEWED] == row.total
    written, _ = samples.to("p1")
    assert vouching.examine([compose(written, "pl")], []) == ()


def test_a_sentence_that_a_language_lacks_is_counted_as_untranslated(locales: Locales) -> None:
    said = locales.sentences("ar")["", "If anyone is in danger"].translation[0]
    locales.change("ar", f'msgstr "{said}"', 'msgstr ""')
    assert states_of("ar")[-1].counts[Standing.UNTRANSLATED] == 1
