"""The scalar types of the contract.

This is the only module of the core that names pydantic: it says how long a text may be and what an
identifier looks like, so that the same frozen dataclass is the core's type, the body of `POST /events`
and its OpenAPI schema.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from correspondence.protocol.words.fillers import is_filler, is_filler_for_a_phone, is_filler_for_an_email, is_no_reason
from correspondence.protocol.words.pasted import bare, formatting_in
from correspondence.protocol.words.prose import Prose
from correspondence.protocol.words.tags import Tag

_T = TypeVar("_T")

KEPT = "kept"
"""The context in which pydantic reads again what was taken when it came."""
CONTROL = "control_character"
"""The rule that refuses what is no mark of an ordinary text."""


def is_luhn_valid(digits: str) -> bool:
    """Whether *digits* ends in the Luhn check digit that HMCTS gives every CCD reference."""
    doubled = [int(d) * 2 if i % 2 else int(d) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _check_ccd_reference(digits: str) -> str:
    if not is_luhn_valid(digits):
        raise PydanticCustomError("ccd_reference", "the last digit of a CCD reference does not match the others")
    return digits


def _refuse_formatting(text: str) -> str:
    found = formatting_in(text)
    if found is not None:
        raise PydanticCustomError(CONTROL, "the character {found} is not allowed", {"found": found})
    return text


def _trimmed(value: object) -> object:
    """A line without the white space around it: what is pasted often ends a line."""
    return value.strip() if isinstance(value, str) and value.strip() else value


def _bare(value: object) -> object:
    return bare(value) if isinstance(value, str) else value


def refusing(broken: Callable[[str], str | None], rules: Mapping[str, str]) -> AfterValidator:
    """What makes a type refuse a text by the rule that *broken* names; *rules*: what each says, without a value.

    It is asked of what is new. What is read again as `KEPT` was asked when it came, and no rule of a later day undoes
    that.
    """

    def check(text: str, read: ValidationInfo) -> str:
        rule = None if read.context == KEPT else broken(text)
        if rule is not None:
            raise PydanticCustomError(rule, rules[rule])
        return text

    return AfterValidator(check)


def absent(value: object) -> object:
    """None for a filler: where nothing need be said, it says nothing."""
    return None if isinstance(value, str) and is_filler(value) and value.strip() else value


FILLER = "filler"
FILLERS = {FILLER: "this stands for nothing: leave the field out, or give what is known"}


def _filler(text: str) -> str | None:
    return FILLER if is_filler(text) else None


def _no_reason(text: str) -> str | None:
    return FILLER if is_no_reason(text) else None


def _none_for_no_reason(value: object) -> object:
    return None if isinstance(value, str) and value.strip() and is_no_reason(value) else value


def _no_language(tag: str) -> str | None:
    language = tag.split("-")[0]
    if language == _NORWEGIAN:
        return None
    return FILLER if is_filler(tag) or language in ("und", "mis", "mul", "zxx") else None


_NORWEGIAN = "no"
"""Of the tags that read like a filler the one that families have: nobody types it for want of a language."""


def _filler_of_phone(text: str) -> str | None:
    return FILLER if is_filler_for_a_phone(text) else None


def _filler_of_email(text: str) -> str | None:
    return FILLER if is_filler_for_an_email(text) else None


_IN_ONE_DIRECTION = AfterValidator(_refuse_formatting)
_AS_DIALLED = BeforeValidator(_bare)

EventId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
PersonId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,64}$")]
CaseNumber = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{5,20}$"), refusing(_filler, FILLERS)]
CcdReference = Annotated[str, StringConstraints(pattern=r"^[0-9]{16}$"), AfterValidator(_check_ccd_reference)]
LanguageTag = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$"),
    AfterValidator(Tag.of),
    refusing(_no_language, FILLERS),
]
Line = Annotated[
    str,
    BeforeValidator(_trimmed),
    StringConstraints(min_length=1, max_length=120, pattern=r"^[^\t\n]*\S[^\t\n]*$"),
    _IN_ONE_DIRECTION,
]
IF_ANY = BeforeValidator(absent)
"""What marks a text that need not be given: a filler is none."""
FreeText = Annotated[
    str, StringConstraints(min_length=1, max_length=4000, pattern=r"\S"), _IN_ONE_DIRECTION, AfterValidator(Prose)
]
StatedReason = Annotated[FreeText, refusing(_no_reason, FILLERS)]
"""Why something was decided: a filler is no reason."""
ReasonIfAny = Annotated[StatedReason | None, BeforeValidator(_none_for_no_reason)]
"""One that need not be given: a filler is none, and stands in no event's way."""
_MAILBOX = r"[^@\s<>()\[\],;:\"\\]+"
Email = Annotated[
    str,
    _AS_DIALLED,
    StringConstraints(max_length=254, pattern=rf"^{_MAILBOX}@{_MAILBOX}\.[^@\s.<>()\[\],;:\"\\]+$"),
    refusing(_filler_of_email, FILLERS),
]
SecureEmail = Annotated[
    str,
    _AS_DIALLED,
    StringConstraints(max_length=254, pattern=rf"^{_MAILBOX}@{_MAILBOX}\.cjsm\.net$"),
    refusing(_filler_of_email, FILLERS),
]
Phone = Annotated[
    str,
    _AS_DIALLED,
    StringConstraints(max_length=40, pattern=r"^[+()0-9][-+()0-9 ]{2,}$"),
    refusing(_filler_of_phone, FILLERS),
]
HoldsFrom = Annotated[date, Field(alias="from")]
HoldsTo = Annotated[date | None, Field(alias="to")]
MOST_PEOPLE = 40
People = Annotated[tuple[_T, ...], Field(max_length=MOST_PEOPLE)]
"""A list of people, or of what each of them has one of: a case has at most forty."""
Several = Annotated[tuple[_T, ...], Field(max_length=100)]
"""Any other list: long enough for whatever somebody writes by hand."""
BY_TYPE = Field(discriminator="type")
"""Marks a union of events that is told apart by its `type`."""
