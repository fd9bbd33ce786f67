"""Law 8: what is hidden of one person changes nothing of what the others are sent."""

from dataclasses import replace

from correspondence.simulation.laws.twins import law_8

from .made import letter, posted, says, seen

HOME = {"case.people.1.address.line_1": "9 Another Place"}
FATHERS = letter("To the father")
MOTHERS = letter("To the mother", recipient="p2")
CHILDS = letter("To the child", recipient="c1", audience="older")
COURTS = letter("Copied to each party, as listed at the end", recipient="court:chelmsford", audience="court")
ONE = seen(FATHERS, MOTHERS, CHILDS, COURTS)
OTHER = replace(ONE, posted=(posted("hub_allocation_decided", HOME),))


def test_a_hidden_home_changes_nothing_of_what_others_are_sent() -> None:
    assert says(law_8(ONE, OTHER)) == ""


def test_whose_home_it_is_and_the_child_who_lives_there_may_be_sent_other_words() -> None:
    mothers, childs = letter("Other words", recipient="p2"), letter("Others", recipient="c1", audience="older")
    assert says(law_8(ONE, replace(OTHER, letters=(FATHERS, mothers, childs, COURTS)))) == ""


def test_another_word_to_the_other_party_tells_what_is_hidden() -> None:
    other = replace(OTHER, letters=(letter("To the father!"), MOTHERS, CHILDS, COURTS))
    assert "says in one life what it does not say in the other" in says(law_8(ONE, other))


def test_another_word_to_the_court_that_is_copied_to_all_tells_it_too() -> None:
    court = replace(COURTS, documents=letter("Copied to each party. Other words").documents)
    assert "does not say" in says(law_8(ONE, replace(OTHER, letters=(FATHERS, MOTHERS, CHILDS, court))))


def test_a_letter_that_is_there_in_one_life_alone_tells_it() -> None:
    assert "in one life alone" in says(law_8(ONE, replace(OTHER, letters=(MOTHERS, CHILDS, COURTS))))


def test_an_id_that_varies_with_it_tells_it() -> None:
    other = replace(OTHER, letters=(replace(FATHERS, letter_id="another"), MOTHERS, CHILDS, COURTS))
    assert "has another id" in says(law_8(ONE, other))


def test_who_told_us_something_is_who_is_concerned() -> None:
    told = posted("information_received", {"from_person": "p2"})
    life = replace(ONE, posted=(*ONE.posted, told), letters=(FATHERS, letter("Thank you", recipient="p2"), COURTS))
    assert says(law_8(replace(ONE, letters=(FATHERS, MOTHERS, COURTS)), life)) == ""


def test_whom_we_spoke_with_is_who_is_concerned() -> None:
    call = posted("contact_made", {"with_person": "p2"})
    life = replace(ONE, posted=(*ONE.posted, call), letters=(FATHERS, letter("As we said", recipient="p2"), COURTS))
    assert says(law_8(replace(ONE, letters=(FATHERS, MOTHERS, COURTS)), life)) == ""
    fathers = replace(life, letters=(letter("They rang"), *life.letters[1:]))
    assert "does not say in the other" in says(law_8(replace(ONE, letters=(FATHERS, MOTHERS, COURTS)), fathers))
