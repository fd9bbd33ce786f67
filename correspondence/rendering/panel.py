"""What an English letter tells those who read another language, in theirs: its reader's panel, and whom to ask."""

from markupsafe import Markup, escape

from correspondence.catalogue.letter import Letter, RecipientView
from correspondence.ledger import languages_of
from correspondence.panels import LANGUAGE, NUMBER, Panel, most_wanted, panel_for
from correspondence.protocol.letters import Audience

from .languages import ENGLISH, written

_INTERPRETER = "Hello. I have a letter from Cafcass. I would like an interpreter who speaks {}, please."


def interpreter_wanted(language: str) -> str:
    """The English sentence that asks for an interpreter of a language, by its English name."""
    return _INTERPRETER.format(language)


def panel_of(letter: Letter) -> Panel | None:
    """The panel of a letter to somebody in a family that is not written in their language; None where it has none."""
    own = written(letter.language)
    if not letter.is_for_family or own in languages_of(letter.kind):
        return None
    return panel_for(letter.language)


def sight(letter: Letter, language: str) -> dict[str, object]:
    """What a template sees of it in that language: the `panel`, if any, and the panels of whose languages it `asks`."""
    panel, view = _panel_in(letter, language), letter.view
    shown = _shown(panel, view.helplines.emergency) if panel and isinstance(view, RecipientView) else None
    return {"panel": shown, "asks": _asks_in(letter, language)}


def words_beside(letter: Letter, language: str) -> tuple[str, ...]:
    """The words of ours that a letter written in one language has in others."""
    panel, view = _panel_in(letter, language), letter.view
    said: tuple[str, ...] = ()
    if panel and isinstance(view, RecipientView):
        given = {LANGUAGE: panel.english, NUMBER: view.helplines.emergency}
        said = (*(_filled(each, given) for each in panel.sentences), interpreter_wanted(panel.english))
    return (*said, *(each.ask for each in _asks_in(letter, language)))


def _filled(sentence: str, given: dict[str, str]) -> str:
    for place, words in given.items():
        sentence = sentence.replace(place, words)
    return sentence


def _panel_in(letter: Letter, language: str) -> Panel | None:
    return panel_of(letter) if language == ENGLISH else None


def _asks_in(letter: Letter, language: str) -> tuple[Panel, ...]:
    """Those of the languages that most speak, in English to an adult of a family."""
    return most_wanted() if language == ENGLISH and letter.audience is Audience.ADULT else ()


def _shown(panel: Panel, emergency: str) -> dict[str, object]:
    """A panel as its template sees it: what is English in a sentence, and the number, stand apart from the rest."""
    language = Markup('<strong><bdi lang="en" dir="ltr">{}</bdi></strong>').format(panel.english)
    number = Markup('<strong><bdi dir="ltr" class="whole">{}</bdi></strong>').format(emergency)
    return {
        "tag": panel.tag,
        "name": panel.name,
        "letter": panel.between.join((panel.about, panel.important)),
        "call": escape(panel.call).replace(LANGUAGE, language),
        "interpreter": panel.interpreter,
        "not_a_child": panel.between + panel.not_a_child,
        "danger": escape(panel.danger).replace(NUMBER, number),
        "sentence": panel.sentence,
        "english": interpreter_wanted(panel.english),
    }
