"""How the recipient of a letter is known: a person of the case by their id, anybody else by a sort and a key.

No person's id has a colon, so none is taken for another sort.
"""

_COURT, _FILE, _OFFICE = "court:", "file:", "office:"


def to_court(court: str) -> str:
    """A court, by its key in the directory."""
    return _COURT + court


def court_of(recipient: str) -> str:
    """The key of the court that a letter is to."""
    return recipient.removeprefix(_COURT)


def to_file(scope: str) -> str:
    """What is kept on file and sent to nobody: of a case by its Hub, of a pack by whom that goes to."""
    return _FILE + scope


def to_office(place: str) -> str:
    """An office, by where the directory has it."""
    return _OFFICE + place


def is_court(recipient: str) -> bool:
    """Whether a letter is to a court."""
    return recipient.startswith(_COURT)


def is_office(recipient: str) -> bool:
    """Whether a letter is to an office."""
    return recipient.startswith(_OFFICE)


def place_of(office: str) -> str:
    """Where the directory has the office of that key."""
    return office.removeprefix(_OFFICE)


def person_of(recipient: str) -> str | None:
    """The id of the person whom a letter is to; None for a court, the file or an office, which are nobody of a case."""
    return None if recipient.startswith((_COURT, _FILE, _OFFICE)) else recipient
