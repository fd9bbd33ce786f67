"""What holds a letter back for its circumstances, however well it is written."""

from collections.abc import Collection, Iterator

from correspondence.catalogue.court.extension_application import EXTENSION_APPLICATION
from correspondence.catalogue.families.update import UpdateFacts
from correspondence.catalogue.letter import Letter
from correspondence.documents import Finding
from correspondence.panels import panel_for
from correspondence.protocol.case.people import Form, Route
from correspondence.protocol.events import SUPERVISORS
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import CHILDREN, Audience
from correspondence.protocol.words.tags import Tag

from .address import problem
from .codes import Code, finding

NOT_MADE = frozenset({Form.BRAILLE, Form.AUDIO, Form.EASY_READ})
"""Forms that a reader may need and that this service does not make yet."""

OPEN_ALERT = finding(Code.OPEN_ALERT, "case")
"""An alert that no review has answered holds every routine letter of its case (Protocol 3.2(vii))."""

FREE_TEXT = finding(Code.FREE_TEXT, "note")
"""Somebody's own words are printed: whoever approves the letter has to have read them."""

STATEMENT_UNSIGNED = finding(Code.STATEMENT_UNSIGNED, "form_c2")
"""An application leaves the statement of truth to its signatory (FPR 2010 r.17.2): no document tells staff so."""


def examine(letter: Letter, languages: Collection[str], case_file: CaseFile) -> tuple[Finding, ...]:
    """What holds *letter*: its route, address, alert, signature and form; its language, if not of *languages*.

    `english_with_panel`, `language_not_available`, `free_text`, `note_in_another_language`, `others_may_read` and
    `statement_unsigned` want to be acknowledged; all else blocks. `others_may_read` is for a child's letter of a kind
    that only some get: whoever else opens it learns that the child has told us something, or that the case is brought
    forward. The rules of an address keep the names that `address.problem` gives them.
    """
    whole = [OPEN_ALERT] if letter.kind.waits_for_alerts and case_file.open_alerts else []
    whole += [FREE_TEXT] if letter.free_text and letter.audience is not Audience.FILE else []
    whole += [STATEMENT_UNSIGNED] if letter.kind.code == EXTENSION_APPLICATION.code else []
    words = [(Code.VACANT_POST, letter.kind.signed_by)] if letter.is_unsigned else _words(letter, languages)
    found = (*_route(letter, case_file), *_reviewer(letter, case_file), *words)
    return (*whole, *(finding(code, where) for code, where in found))


def _words(letter: Letter, languages: Collection[str]) -> Iterator[tuple[Code, str]]:
    """The language and form that the reader asked for, and who else may read a letter that only some get."""
    base = letter.language.split("-")[0].lower()
    if base not in languages:
        yield Code.ENGLISH_WITH_PANEL if panel_for(letter.language) else Code.LANGUAGE_NOT_AVAILABLE, "language"
    if _note_is_in_another_than(letter, {base, base if base in languages else "en"}):
        yield Code.NOTE_IN_ANOTHER_LANGUAGE, "note"
    if letter.form in NOT_MADE:
        yield Code.FORM_NOT_AVAILABLE, "form"
    if letter.kind.is_for_some and letter.audience in CHILDREN:
        yield Code.OTHERS_MAY_READ, "envelope"


def _note_is_in_another_than(letter: Letter, languages: Collection[str]) -> bool:
    """Whether words typed for one reader are in none of *languages*, theirs and that of their letter."""
    facts = letter.view.facts
    if not isinstance(facts, UpdateFacts) or facts.note_language is None:
        return False
    return Tag.of(facts.note_language).language not in languages


def _reviewer(letter: Letter, case_file: CaseFile) -> Iterator[tuple[Code, str]]:
    """A letter that says a qualified social worker looked waits where no supervisor recorded that."""
    looked = case_file.event(letter.given_by)
    if letter.kind.speaks_of_review and looked is not None and looked.recorded_by.role not in SUPERVISORS:
        yield Code.REVIEWER_NOT_QUALIFIED, "review"


def _route(letter: Letter, case_file: CaseFile) -> Iterator[tuple[Code, str]]:
    """A route that somebody confirmed to be safe, that leads somewhere, with an address that can be printed.

    Courts and offices are reached as the directory says, and what is kept on file goes nowhere.
    """
    route = letter.envelope.route
    if not letter.is_for_family:
        return
    if route is None or route is Route.NONE:
        yield Code.NO_SAFE_ROUTE, "envelope"
    elif route is Route.POST:
        broken = problem(letter.envelope.lines)
        if broken is not None:
            yield broken, "address"
    elif _leads_nowhere(letter, case_file, route):
        yield Code.NO_SAFE_ROUTE, "envelope"


def _leads_nowhere(letter: Letter, case_file: CaseFile, route: Route) -> bool:
    """Whether nobody is at the end of a route: no solicitor, or no e-mail of the reader or whom a child lives with."""
    person = case_file.case.person(letter.recipient)
    if person is None:
        return True
    if route is Route.REPRESENTATIVE:
        return person.representative is None
    adults = [adult for adult in map(case_file.case.person, person.lives_with) if adult is not None]
    return route is Route.EMAIL and all(one.email is None for one in (person, *adults))
