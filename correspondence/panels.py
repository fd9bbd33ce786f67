"""What stands at the top of an English letter whose reader reads another language: a panel, in theirs.

`locales/panels/` has one file a language, named by its tag in BCP 47. The words are the same in every letter.
"""

import tomllib
from functools import cache

from pydantic import TypeAdapter

from correspondence.protocol.record import record
from correspondence.protocol.words.tags import Tag
from correspondence.shipped import LOCALES

FOLDER = LOCALES / "panels"
LANGUAGE, NUMBER = "{language}", "{number}"
"""What stands in `call` for the language in English, and in `danger` for the number of the emergency services."""

PANEL, ASKS = "panel", "asks"
"""The roles of the paragraphs of a panel, and of the note that asks whether a letter is wanted in other languages."""

MOST_WANTED = 10
_RIGHT_TO_LEFT = frozenset({"Arab", "Hebr"})
_WITHOUT_SPACES = frozenset({"Hans", "Hant", "Jpan"})


@record
class Panel:
    """A panel: its language's name in itself (`name`) and in English, and what it says.

    `also`: other tags of the same readers. `script`: as in ISO 15924. `speakers`: for how many it is the main language
    in England and Wales, where the census counts it. `unsure`: of what whoever wrote it is least sure. `ask`: whether
    a letter is wanted in it, in few words, for English letters to adults, should it be one of the `MOST_WANTED`.
    """

    tag: str
    name: str
    english: str
    script: str
    status: str
    written_by: str
    unsure: str
    about: str
    important: str
    call: str
    interpreter: str
    not_a_child: str
    danger: str
    sentence: str
    ask: str
    reviewed_by: str = ""
    reviewed_on: str = ""
    speakers: int = 0
    also: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """All that is read in it, in order."""
        said = (self.about, self.important, self.call, self.interpreter, self.not_a_child, self.danger, self.sentence)
        return (self.name, *said)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return "rtl" if self.script in _RIGHT_TO_LEFT else "ltr"

    @property
    def between(self) -> str:
        """What stands between two of its sentences."""
        return "" if self.script in _WITHOUT_SPACES else " "


_PANEL = TypeAdapter(Panel)


@cache
def panels() -> tuple[Panel, ...]:
    """Every panel, by its tag."""
    files = sorted(FOLDER.glob("*.toml"))
    return tuple(_PANEL.validate_python({"tag": x.stem, **tomllib.loads(x.read_text("utf-8"))}) for x in files)


def panel_for(tag: str) -> Panel | None:
    """The panel that a reader of a BCP 47 tag reads: a regional tag is its language. None where there is none.

    Whoever asks for another script than the panel's cannot read it.
    """
    known, parts = _by_tag(), Tag.of(tag).split("-")
    wholes = (Tag.of("-".join(parts[:length])) for length in range(len(parts), 0, -1))
    found = next((known[whole] for whole in wholes if whole in known), None)
    scripts = [part for part in parts[1:] if len(part) == 4 and part.isalpha()]
    return found if found is None or scripts in ([], [found.script]) else None


@cache
def _by_tag() -> dict[Tag, Panel]:
    return {Tag.of(each): panel for panel in panels() for each in (panel.tag, *panel.also)}


@cache
def most_wanted() -> tuple[Panel, ...]:
    """The panels of the languages that most people in England and Wales speak, but for English, the first first."""
    counted = sorted((each for each in panels() if each.speakers), key=lambda each: -each.speakers)
    return tuple(counted[:MOST_WANTED])
