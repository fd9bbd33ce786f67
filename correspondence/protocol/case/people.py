"""The people of a case, as HMCTS and Cafcass name them, and what each lets others know."""

from calendar import isleap
from dataclasses import replace
from datetime import date
from enum import StrEnum

from correspondence.protocol.fields import Email, LanguageTag, Line, People, PersonId, Phone, SecureEmail
from correspondence.protocol.name_types import Firm, NamePart, Organisation, Relationship, Title
from correspondence.protocol.record import record
from correspondence.protocol.words.postal import on_envelope


class Role(StrEnum):
    """What a person is in the proceedings. A `carer` is no party; a `child` is the subject."""

    APPLICANT = "applicant"
    RESPONDENT = "respondent"
    OTHER_PARTY = "other_party"
    CARER = "carer"
    CHILD = "child"


PARTIES = frozenset({Role.APPLICANT, Role.RESPONDENT, Role.OTHER_PARTY})


class Detail(StrEnum):
    """What a person may let the others know. Absent means confidential (FPR 2010 r.29.1)."""

    ADDRESS = "address"
    EMAIL = "email"
    PHONE = "phone"
    SCHOOL = "school"
    LIVES_WITH = "lives_with"


class Guarded(StrEnum):
    """What can be protected of a person, and so be loosened: a refuge, a name, or one of the details."""

    IN_REFUGE = "in_refuge"
    IDENTITY_WITHHELD = "identity_withheld"
    ADDRESS = "address"
    EMAIL = "email"
    PHONE = "phone"
    SCHOOL = "school"
    LIVES_WITH = "lives_with"


class Route(StrEnum):
    """How a person may safely be reached. `none`: somebody confirmed that no route is safe."""

    POST = "post"
    EMAIL = "email"
    REPRESENTATIVE = "representative"
    PHONE = "phone"
    NONE = "none"


class Form(StrEnum):
    """The form in which a reader wants letters."""

    STANDARD = "standard"
    LARGE_PRINT = "large_print"
    EASY_READ = "easy_read"
    BRAILLE = "braille"
    AUDIO = "audio"
    HTML = "html"


class LetterVersion(StrEnum):
    """Which letter a practitioner chose for a child. `none`: decided that the child gets no letter."""

    YOUNGER = "younger"
    OLDER = "older"
    NONE = "none"


class Gender(StrEnum):
    """A child's gender, for orders."""

    GIRL = "girl"
    BOY = "boy"


@record
class Name:
    """A person's name, in the parts a salutation and an envelope need."""

    title: Title | None = None
    given: NamePart
    family: NamePart
    known_as: NamePart | None = None

    @property
    def full(self) -> str:
        """Given and family name, as on an order."""
        return f"{self.given} {self.family}"

    @property
    def first(self) -> str:
        """The name a child is spoken to by."""
        return self.known_as or self.given

    @property
    def on_envelope(self) -> str:
        """Title, given and family name, as the first line of an address."""
        return f"{self.title} {self.full}" if self.title else self.full

    @property
    def in_salutation(self) -> str:
        """What follows "Dear" in a letter to an adult: title and family name, else the full name."""
        return f"{self.title} {self.family}" if self.title else self.full


@record
class Address:
    """A postal address as it was given. Whether it can be printed is asked later, and never refuses an event."""

    line_1: Line | None = None
    line_2: Line | None = None
    line_3: Line | None = None
    post_town: Line | None = None
    county: Line | None = None
    postcode: Line | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """Every part that was given, top to bottom, the postcode last."""
        every = (self.line_1, self.line_2, self.line_3, self.post_town, self.county, self.postcode)
        return tuple(part for part in every if part)

    @property
    def on_envelope(self) -> tuple[str, ...]:
        """The parts as an envelope has them: post town and postcode in capitals, no country of ours (Royal Mail)."""
        town, postcode = (part and part.upper() for part in (self.post_town, self.postcode))
        every = (self.line_1, self.line_2, self.line_3, town, self.county, postcode)
        return on_envelope(tuple(part for part in every if part))


@record
class SafeContact:
    """The route that a named person confirmed to be safe, and when."""

    route: Route
    confirmed_by: NamePart
    confirmed_on: date


@record
class Representative:
    """A party's solicitor. Reached by CJSM secure e-mail only (Operating Framework 8.2)."""

    name: NamePart
    firm: Firm
    email: SecureEmail
    dx: Organisation = None


@record
class Person:
    """One person of the case. Everything not expressly opened to the others is confidential."""

    person_id: PersonId
    role: Role
    relationship: Relationship = None
    name: Name
    gender: Gender | None = None
    date_of_birth: date | None = None
    address: Address | None = None
    email: Email | None = None
    phone: Phone | None = None
    school: Organisation = None
    may_be_known_by_others: frozenset[Detail] = frozenset()
    identity_withheld: bool = False
    in_refuge: bool = False
    lives_with: People[PersonId] = ()
    safe_contact: SafeContact | None = None
    letter_version: LetterVersion | None = None
    language: LanguageTag = "en"
    form: Form = Form.STANDARD
    representative: Representative | None = None

    @property
    def is_child(self) -> bool:
        """Whether this is a child the case is about."""
        return self.role is Role.CHILD

    @property
    def is_party(self) -> bool:
        """Whether this person is a party to the proceedings."""
        return self.role in PARTIES


def protected_as(person: Person, other: Person) -> Person:
    """*Person* with what protects *other*."""
    return replace(
        person,
        may_be_known_by_others=other.may_be_known_by_others,
        identity_withheld=other.identity_withheld,
        in_refuge=other.in_refuge,
    )


def is_told_as(told: Person, recorded: Person) -> bool:
    """Whether nothing is *told* of somebody that is not *recorded*; what protects them may be left out."""
    guarded = replace(
        told,
        may_be_known_by_others=told.may_be_known_by_others & recorded.may_be_known_by_others,
        identity_withheld=told.identity_withheld or recorded.identity_withheld,
        in_refuge=told.in_refuge or recorded.in_refuge,
    )
    return guarded == recorded


def age_on(born: date, day: date) -> int:
    """Full years of age on *day*. Someone born on 29 February has a birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday(born: date, age: int) -> date:
    """The day from which `age_on` gives *age*."""
    year = born.year + age
    return date(year, 3, 1) if (born.month, born.day) == (2, 29) and not isleap(year) else born.replace(year=year)
