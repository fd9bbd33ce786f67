"""Every code that a finding can have: whether it blocks, what it tells staff, and what mends it. There is no other.

A finding is made with `finding(Code.FREE_TEXT, "note")` and takes its severity from here. What the API answers and
`docs/codes.md` (`make pages`) have these very sentences. A code that came to stay is never given another meaning.
"""

from enum import StrEnum
from typing import NamedTuple, Self

from correspondence.documents import Finding, Severity

_BLOCKS, _ACKNOWLEDGE = Severity.BLOCKING, Severity.ACKNOWLEDGE

_TOLD = "Tell those who maintain the service the code and the place. The case's next event tries the letter again."
_ADDRESS = "Put the address right (`details_changed`), or record another safe way to reach this person."
_LEAK = "Have a supervisor look at the place named, and put right what was recorded or tell who maintains the service."
_LOOK = (
    "Read those words: if they tell the reader where or who somebody is, send the letter back to have them put right."
)
_READ = "Read it as its reader will, then acknowledge the code; send it back if it should not go so."


class Code(StrEnum):
    """The code of a finding, with its `severity`, a sentence for staff (`says`) and what `mends` it."""

    severity: Severity
    says: str
    mends: str

    def __new__(cls, code: str, severity: Severity, says: str, mends: str) -> Self:
        """A row of the table."""
        row = str.__new__(cls, code)
        row._value_, row.severity, row.says, row.mends = code, severity, says, mends
        return row

    # How things stand with the letter, its reader and the case

    OUT_OF_DATE = (
        "out_of_date",
        _BLOCKS,
        "As the case stands now this letter would not be written, or not to this reader.",
        "Look at the letter that was written instead at the same moment. A court's list is made anew when asked for.",
    )
    OPEN_ALERT = (
        "open_alert",
        _BLOCKS,
        "Information came that no supervisor has reviewed: no routine letter goes meanwhile.",
        "Record the review that answers it.",
    )
    NO_SAFE_ROUTE = (
        "no_safe_route",
        _BLOCKS,
        "Nobody has confirmed a safe way to reach this reader, or it leads nowhere (a letter came back from there).",
        "Confirm a route with the reader (for a child's letter, with the adult too) and record it (`details_changed`).",
    )
    REVIEWER_NOT_QUALIFIED = (
        "reviewer_not_qualified",
        _BLOCKS,
        "The letter says that a social worker looked; no supervisor recorded it.",
        "Have a Practice Supervisor or Service Manager review the case and record it.",
    )
    ENGLISH_WITH_PANEL = (
        "english_with_panel",
        _ACKNOWLEDGE,
        "The letter is in English, with a panel in its reader's language that says whom to call for an interpreter.",
        "Acknowledge it. Once the letter is sent, call them with an interpreter (`contact_made`): a duty says by when.",
    )
    LANGUAGE_NOT_AVAILABLE = (
        "language_not_available",
        _ACKNOWLEDGE,
        "The letter is in English alone: its reader reads a language that neither letters nor panels are written in.",
        "Call with an interpreter (`contact_made`); a supervisor alone may let it go so, with a reason. Record no other"
        " language.",
    )
    FORM_NOT_AVAILABLE = (
        "form_not_available",
        _BLOCKS,
        "The reader needs a form that is not made here: braille, audio or easy read.",
        "Have that form made from the letter's words, and send it by hand.",
    )
    TRANSLATION_UNREVIEWED = (
        "translation_unreviewed",
        _ACKNOWLEDGE,
        "Nobody vouches for the translation of this sentence, or of the whole letter, as it stands.",
        "Have who reads the language compare it with the English: enter that in the ledger, or acknowledge the code.",
    )
    OTHERS_MAY_READ = (
        "others_may_read",
        _ACKNOWLEDGE,
        "Only some readers get this letter: another who opens it learns something.",
        "Make sure that it is safe for the child if an adult at home opens it, then acknowledge the code.",
    )
    VACANT_POST = (
        "vacant_post",
        _BLOCKS,
        "Nobody holds the post that signs this letter, so it is not written yet.",
        "Name who holds the post in the directory, from which day. The case's next event writes the letter.",
    )
    CASE_LEFT_OUT = (
        "case_left_out",
        _ACKNOWLEDGE,
        "What is kept of this case cannot be read, so it is not in the court's list.",
        "Have the record put right and ask for the list again, or tell the court of the case yourself and acknowledge.",
    )
    FREE_TEXT = "free_text", _ACKNOWLEDGE, "The letter prints words that somebody typed for it.", _READ
    NOTE_IN_ANOTHER_LANGUAGE = (
        "note_in_another_language",
        _ACKNOWLEDGE,
        "The note typed for this reader is in another language than theirs.",
        "Record the update again with the note in their language; or make sure that they can read it, and acknowledge.",
    )
    STATEMENT_UNSIGNED = (
        "statement_unsigned",
        _ACKNOWLEDGE,
        "The answers for form C2 end in a statement of truth that nobody has signed.",
        "Sign it by hand if the facts are relied on as evidence; else leave it unsigned, and acknowledge the code.",
    )
    REVIEW_OVERDUE = (
        "review_overdue",
        _ACKNOWLEDGE,
        "It says that the case is looked at at least every two weeks, and the review is overdue.",
        "Record a supervisor's review: then the code goes. Acknowledge it if the letter cannot wait for that.",
    )
    REGISTER_DISAGREES = (
        "register_disagrees",
        _ACKNOWLEDGE,
        "It says that the standard named was kept, and the records of the Hub's cases or lists say otherwise.",
        "Correct the review: not kept, with its reason (`area_correction`). Acknowledge it if it was kept.",
    )
    ALREADY_TOLD = (
        "already_told",
        _ACKNOWLEDGE,
        "Its reader was sent these words before: only the day is another.",
        "Make sure that they are wanted a second time, then acknowledge the code.",
    )

    # The address on the envelope, by the names that GOV.UK Notify gives these rules

    ADDRESS_EMPTY = "address-is-empty", _BLOCKS, "There is no address to post this letter to.", _ADDRESS
    NO_FIXED_ABODE = "no-fixed-abode-address", _BLOCKS, "The address says that there is no home to post to.", _ADDRESS
    FILLER_IN_ADDRESS = (
        "filler-in-address",
        _BLOCKS,
        "A line of the address says that there is none, or that it is kept back.",
        _ADDRESS,
    )
    TOO_FEW_LINES = "not-enough-address-lines", _BLOCKS, "The name and address have fewer than three lines.", _ADDRESS
    TOO_MANY_LINES = "too-many-address-lines", _BLOCKS, "The name and address have more than seven lines.", _ADDRESS
    COUNTRY_FOR_FORCES = (
        "has-country-for-bfpo-address",
        _BLOCKS,
        "The address of a forces' post office (BFPO) names a country, and the forces carry it there themselves.",
        _ADDRESS,
    )
    ABROAD = "cant-send-international-letters", _BLOCKS, "The address is in another country.", _ADDRESS
    NO_POSTCODE = "no-postcode", _BLOCKS, "The address does not end in a postcode.", _ADDRESS
    WRONG_POSTCODE = "not-a-real-uk-postcode", _BLOCKS, "The postcode is none of the United Kingdom's.", _ADDRESS
    NO_LETTERS = "invalid-address-line-1-or-2", _BLOCKS, "One of the first two lines has no letter or digit.", _ADDRESS
    BAD_START = (
        "invalid-char-in-address",
        _BLOCKS,
        "A line of the address starts with a sign printers refuse.",
        _ADDRESS,
    )
    LINE_TOO_LONG = "address-line-too-long", _BLOCKS, "A line of the address does not fit the window.", _ADDRESS
    LINE_NOT_DRAWABLE = (
        "address-cannot-be-printed",
        _BLOCKS,
        "The address has a sign that no font of ours has.",
        _ADDRESS,
    )

    # What the letter says

    UNACCEPTED = "wording.unaccepted", _BLOCKS, "The letter has a sentence that nobody has reviewed.", _TOLD
    UNTRANSLATED = (
        "wording.untranslated",
        _BLOCKS,
        "A sentence stands in English in a letter of another language.",
        _TOLD,
    )
    NEVER_USED = "wording.never_used", _BLOCKS, "A sentence has a word that Cafcass does not use of abuse.", _TOLD
    DISCOURAGED = (
        "wording.discouraged",
        _ACKNOWLEDGE,
        "Words typed for this document have one that Cafcass does not use of a report of abuse.",
        "Say “reported” for alleged or claimed, “report” for allegation, “past” for historical; or let it stand.",
    )
    BLANK = "wording.blank", _BLOCKS, "A place that should hold a name, a day or a number was left blank.", _TOLD
    SAME_AS_LAST = (
        "wording.same_as_last",
        _BLOCKS,
        "The update says word for word what its reader was last told.",
        "Record what has happened since, or a note to this person, in a new update.",
    )
    ENGLISH_WORDS = (
        "wording.english_words",
        _ACKNOWLEDGE,
        "The Hub's hours or cover stand in English in this translated letter.",
        _READ,
    )

    # Whether it tells its reader what they may not know

    LEAKS_ADDRESS = "disclosure.address", _BLOCKS, "Somebody's address stands where its reader may not see it.", _LEAK
    LEAKS_EMAIL = "disclosure.email", _BLOCKS, "Somebody's e-mail stands where its reader may not see it.", _LEAK
    LEAKS_PHONE = "disclosure.phone", _BLOCKS, "Somebody's telephone stands where its reader may not see it.", _LEAK
    LEAKS_SCHOOL = "disclosure.school", _BLOCKS, "A school stands where its reader may not see it.", _LEAK
    LEAKS_NAME = "disclosure.name", _BLOCKS, "A name stands where its reader may not see it.", _LEAK
    LEAKS_PART_OF_A_NAME = "disclosure.part_of_a_name", _BLOCKS, "A list that has initials alone has a name.", _LEAK
    LEAKS_REPRESENTATIVE = (
        "disclosure.representative",
        _BLOCKS,
        "Another person's representative stands in this letter.",
        _LEAK,
    )
    PERHAPS_ADDRESS = (
        "possible_disclosure.address",
        _ACKNOWLEDGE,
        "Words typed for the letter may be a part of an address that its reader may not know.",
        _LOOK,
    )
    PERHAPS_EMAIL = (
        "possible_disclosure.email",
        _ACKNOWLEDGE,
        "Words typed for the letter may be a part of an e-mail that its reader may not know.",
        _LOOK,
    )
    PERHAPS_PHONE = (
        "possible_disclosure.phone",
        _ACKNOWLEDGE,
        "Words typed for the letter may be a part of a telephone number that its reader may not know.",
        _LOOK,
    )
    PERHAPS_SCHOOL = (
        "possible_disclosure.school",
        _ACKNOWLEDGE,
        "Words typed for the letter may name a school that its reader may not know.",
        _LOOK,
    )
    PERHAPS_NAME = (
        "possible_disclosure.name",
        _ACKNOWLEDGE,
        "Words typed for the letter may be a part of a name that its reader may not know.",
        _LOOK,
    )
    PERHAPS_REPRESENTATIVE = (
        "possible_disclosure.representative",
        _ACKNOWLEDGE,
        "Words typed for the letter may name another person's representative.",
        _LOOK,
    )
    REFUGE_WORD = (
        "refuge_word",
        _ACKNOWLEDGE,
        "Words typed for the letter speak of a refuge or another safe place.",
        _LOOK,
    )
    UNREADABLE = "disclosure.unreadable", _BLOCKS, "A part of a finished file could not be searched for secrets.", _TOLD

    # Whether it can be read and printed

    NO_TITLE = "accessibility.title", _BLOCKS, "A file has no title for those who listen to it.", _TOLD
    TITLE_NOT_SHOWN = "accessibility.display_title", _BLOCKS, "The PDF shows its file's name for its title.", _TOLD
    WRONG_LANGUAGE = "accessibility.language", _BLOCKS, "A file does not say which language it is in.", _TOLD
    NOT_MARKED = "accessibility.marked", _BLOCKS, "The PDF is not tagged for those who listen to it.", _TOLD
    NO_STRUCTURE = "accessibility.structure", _BLOCKS, "The PDF's structure holds no words.", _TOLD
    TOO_MANY_PAGES = (
        "accessibility.page_count",
        _BLOCKS,
        "The letter has more than the ten pages that the printer takes.",
        "Shorten what was typed for it, or send it by e-mail.",
    )
    FONT_NOT_EMBEDDED = "accessibility.font_embedded", _BLOCKS, "A font of the PDF is not in the file.", _TOLD
    HEADING_ORDER = "accessibility.heading_order", _BLOCKS, "A heading stands below one that it cannot follow.", _TOLD
    LIST_ITEM = "accessibility.list_item", _BLOCKS, "A list of the PDF is not tagged as one.", _TOLD
    NO_ALTERNATIVE = (
        "accessibility.alternative_text",
        _BLOCKS,
        "A picture has no words for those who cannot see.",
        _TOLD,
    )
    NO_SCOPE = "accessibility.header_scope", _BLOCKS, "A head of a table does not say what it heads.", _TOLD

    # What could not be made

    BLANK_VALUE = "rendering.blank_value", _BLOCKS, "A fact that the letter needs is blank.", _TOLD
    UNDEFINED_VALUE = "rendering.undefined_value", _BLOCKS, "The template names a fact that the letter has not.", _TOLD
    UNPRINTABLE_VALUE = "rendering.unprintable_value", _BLOCKS, "A fact is of a sort that cannot be printed.", _TOLD
    FORBIDDEN = "rendering.forbidden_in_template", _BLOCKS, "The template does what no template may.", _TOLD
    TEMPLATE_MISSING = "rendering.template_missing", _BLOCKS, "The template is not there.", _TOLD
    TEMPLATE_BROKEN = "rendering.template_broken", _BLOCKS, "The template cannot be followed.", _TOLD
    TRANSLATION_BROKEN = "rendering.translation_broken", _BLOCKS, "A translation has lost a name, day or number.", _TOLD
    LANGUAGE_NOT_WRITTEN = "rendering.language_not_written", _BLOCKS, "There are no words in that language.", _TOLD
    NOT_WELL_FORMED = "rendering.not_well_formed", _BLOCKS, "The template gives markup that cannot be read.", _TOLD
    UNKNOWN_ELEMENT = "rendering.unknown_element", _BLOCKS, "The template has an element that no form knows.", _TOLD
    EMPTY_ELEMENT = "rendering.empty_element", _BLOCKS, "A paragraph, list or table came out empty.", _TOLD
    HEADINGS = "rendering.headings_out_of_order", _BLOCKS, "The template's headings skip a level.", _TOLD
    MISSING_GLYPH = (
        "rendering.missing_glyph",
        _BLOCKS,
        "The letter has a character that no font of ours can draw.",
        "Record the text again without it.",
    )
    NOT_DRAWABLE = (
        "rendering.character_not_drawable",
        _BLOCKS,
        "The field named has a character that no font of ours can draw.",
        "Record the text as it can be printed: a name in Latin letters beside its own script, a note without the sign.",
    )
    LAYOUT_WARNING = "rendering.layout_warning", _BLOCKS, "The page could not be laid out as it should be.", _TOLD
    ASSET_REFUSED = "rendering.asset_refused", _BLOCKS, "The letter asks for a picture or file that is not ours.", _TOLD

    # What no worker could make or examine, though it was tried again

    WORKER_DIED = "making.worker_died", _BLOCKS, "Making the letter ended the process that made it.", _TOLD
    TOOK_TOO_LONG = "making.took_too_long", _BLOCKS, "Making the letter took longer than a letter may.", _TOLD
    OUTGREW_MEMORY = "making.outgrew_memory", _BLOCKS, "Making the letter took more memory than a letter may.", _TOLD
    BROKE = "making.broke", _BLOCKS, "Something broke while the letter was made.", _TOLD

    # What nobody could look at, and so is not let go

    NOT_CHECKED_READINESS = "check_failed.readiness", _BLOCKS, "Whether the letter may go could not be checked.", _TOLD
    NOT_CHECKED_WORDING = "check_failed.wording", _BLOCKS, "What the letter says could not be checked.", _TOLD
    NOT_CHECKED_DISCLOSURE = "check_failed.disclosure", _BLOCKS, "A file could not be searched for secrets.", _TOLD
    NOT_CHECKED_READING = "check_failed.accessibility", _BLOCKS, "Whether a file can be read was not checked.", _TOLD


CODES = {row.value: row for row in Code}
"""The rows of the table by their codes."""


class Meaning(NamedTuple):
    """What a code tells staff, and what mends it."""

    says: str
    mends: str


_OF_OLD = Meaning("An earlier version of the service found this.", "It is looked at again when the letter moves on.")


def finding(code: Code, where: str) -> Finding:
    """A finding of *code* at the place *where*. Never a person's value."""
    return Finding(code=code.value, severity=code.severity, where=where)


def not_rendered(failure: str, where: str) -> Finding:
    """The finding of a letter that could not be written, by what rendering calls the failure."""
    return finding(CODES[f"rendering.{failure}"], where)


def meaning(code: str) -> Meaning:
    """What *code* means to staff. The register may hold one that this version does not have any more."""
    row = CODES.get(code)
    return Meaning(row.says, row.mends) if row else _OF_OLD
