"""To which address a document goes by mail: as the case and the directory have it at the moment it leaves.

No address is kept with a delivery: it is read anew each time, and stands in no log.
"""

from correspondence.protocol.addressees import court_of, is_court, person_of
from correspondence.service import Service
from correspondence.storage import StoredDelivery, StoredLetter, Way

REPRESENTATIVE, COURT = "representative", "court"


def mail_address(service: Service, letter: StoredLetter, delivery: StoredDelivery) -> str | None:
    """The address that a letter's document is mailed to; None where nobody knows one."""
    courts = service.directory.courts
    if is_court(letter.recipient):
        court = courts.get(court_of(letter.recipient))
        return court.email if court else None
    case_file = service.case_file(letter.subject.name) if letter.subject.is_case else None
    if case_file is None:
        return None
    if delivery.copy_to == COURT:
        court = courts.get(case_file.case.court)
        return court.email if court else None
    person = case_file.case.person(person_of(letter.recipient) or "")
    if person is None:
        return None
    if delivery.way is Way.CJSM:
        return person.representative.email if person.representative else None
    return person.email if delivery.copy_to is None else None
