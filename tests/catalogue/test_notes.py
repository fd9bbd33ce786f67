"""Words for one reader alone are printed in each text of their letter; what they say in English, in English alone."""

import pytest

from correspondence.catalogue import reconcile
from correspondence.making.letters import languages_for
from correspondence.panels import panels
from correspondence.rendering import compose, languages
from tests import build

WRITTEN = [each for each in languages() if each != "en"]
WITH_A_PANEL = [each.tag for each in panels() if each.tag not in languages()]
WITHOUT_ANY = "br"
OURS, ENGLISH = "The words for this reader.", "What these words say."


@pytest.mark.parametrize("language", [*WRITTEN, WITH_A_PANEL[0], WITHOUT_ANY])
def test_a_note_stands_in_each_text_of_its_letter_and_its_english_below_it_in_english_alone(language: str) -> None:
    note = {"person_id": "p1", "language": language, "text": OURS, "english": ENGLISH}
    event = build.update_due({"notes": [note], "case.people.0.language": language})
    case_file = build.case_file(build.decision(), event, letters=(build.letter("p1"),))
    letters = reconcile.letters(event, case_file, build.directory(), event.occurred_on)
    letter = next(each for each in letters if each.recipient == "p1")
    assert "en" in languages_for(letter)
    for each in languages_for(letter):
        html = compose(letter, each).html
        assert html.count(OURS) == 1
        assert (html.find(ENGLISH) > html.find(OURS)) is (each == "en")
