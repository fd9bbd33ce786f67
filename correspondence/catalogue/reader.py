"""Whom a letter is written to, and how it leaves."""

from correspondence.protocol.case.people import Form, Route
from correspondence.protocol.letters import Audience
from correspondence.protocol.record import record


@record
class Envelope:
    """How the letter leaves. `lines` are the name and address for a window; empty where nothing is posted.

    `own_page`: the address stands on a page of its own, to be taken off before others read the letter.
    """

    route: Route | None
    lines: tuple[str, ...] = ()
    own_page: bool = False


@record
class Reader:
    """Whom a letter is written to.

    `key`: a person's id, else the sort of reader and its key (`court:chelmsford`). `name`: what follows "Dear", or a
    court's or an office's name. `title` and `full_name`: a grown-up's of a family, for other languages than English.
    `copies`: for whom else copies are made. `seen_by`: the people of the case who may
    read it, so that it holds nothing which any of them may not know; nobody, for a document that stays with the court
    or on file.
    """

    key: str
    ordinal: int
    audience: Audience
    name: str
    title: str | None = None
    full_name: str = ""
    language: str = "en"
    form: Form = Form.STANDARD
    envelope: Envelope
    copies: tuple[str, ...] = ()
    seen_by: tuple[str, ...] = ()
