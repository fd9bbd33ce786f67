"""Signs in HMCTS's answer that a case is not for a Hub. Each is noted with its paragraph; the plain ones stop the case.

A person decides whether a case is held (Protocol 3.2(i)); what HMCTS says against it must be before their eyes. A case
that has ended, is not private law or is no C100 is stopped unless the decision file overrides it, with its reason.
"""

import re
from collections.abc import Iterable

from .decision import CaseDecision
from .place import Place
from .problems import Rule

_GOES_ON = frozenset({"DECISION_OUTCOME", "PREPARE_FOR_HEARING_CONDUCT_HEARING"})
"""The states after the first hearing that HMCTS sends to Cafcass (prl-cos-api, `cafcaas.caseState`), but for the third,
`ALL_FINAL_ORDERS_ISSUED`, which has ended."""
_ENDED = re.compile(r"FINAL_ORDER|CLOSED|WITHDRAWN|REJECTED|DELETED|DISMISSED|REFUSED|COMPLETED")
_PRIVATE_LAW, _PRIVATE_LAW_CASES, _C100 = "PRIVATELAW", "PRLAPPS", "C100"
_CODE = re.compile(r"[A-Z0-9_]{1,40}")

_CONFIDENTIAL = (
    *("c8Document", "c8FormDocumentsUploaded", "otherPartyC8Documents", "confidentialDocuments", "restrictedDocuments"),
    *(f"respondent{letter}c8Documents" for letter in "ABCDE"),
)
_CHILD_PROTECTION = (
    ("childProtectionEvidence",),
    ("mpuChildProtectionConcernReason", "miamChildProtectionConcernReason"),
)
_ABUSE = (
    ("domesticViolenceEvidence",),
    (
        *("mpuDomesticAbuseEvidences", "miamDomesticAbuseEvidences", "mpuDomesticAbuseEvidenceDocument"),
        *("mpuNoDomesticAbuseEvidenceReason", "ordersNonMolestationDocument"),
    ),
)
_URGENCY = ("urgencyEvidence",), ("mpuUrgencyReason", "miamUrgencyReason")


def note_signs(case: Place, decided: CaseDecision) -> None:
    """Note every sign of a case; *case* is HMCTS's whole record of it, with its state and its `case_data`."""
    stops = decided.override is None
    _note_state(case, stops=stops)
    _note_law(case, stops=stops)
    data = case.part("case_data")
    _note_risk(data)
    _note_orders(data)


def _note_state(case: Place, *, stops: bool) -> None:
    state = _code(case, "state")
    if _ENDED.search(state):
        case.notes.add("state", Rule.CASE_ENDED, _shown(state), stops=stops, source="1.3")
    elif state and state not in _GOES_ON:
        case.notes.add("state", Rule.STATE_UNUSUAL, _shown(state), source="1.3")


def _note_law(case: Place, *, stops: bool) -> None:
    data = case.part("case_data")
    for name, ours in (("jurisdiction", _PRIVATE_LAW), ("case_type_id", _PRIVATE_LAW_CASES)):
        if (code := _code(case, name)) and code != ours:
            case.notes.add(name, Rule.PUBLIC_LAW, _shown(code), stops=stops, source="3.1(i)")
    for place in (case, data):
        if (code := _code(place, "caseTypeOfApplication")) and code != _C100:
            case.notes.add(place.at("caseTypeOfApplication"), Rule.NOT_C100, _shown(code), stops=stops, source="1.3")


def _note_risk(data: Place) -> None:
    known = data.text("childrenKnownToLocalAuthority")
    if known is not None and known.casefold() != "no":
        data.notes.add(data.at("childrenKnownToLocalAuthority"), Rule.KNOWN_TO_LOCAL_AUTHORITY, source="3.2(i)")
    _note_if(data, "c1ADocument", Rule.HARM_STATED, "3.2(i)")
    _note_exemption(data, _CHILD_PROTECTION, "childprotection", Rule.CHILD_PROTECTION_CONCERN, "3.2(i)")
    _note_exemption(data, _ABUSE, "domestic", Rule.DOMESTIC_ABUSE_STATED, "3.2(i)")
    _note_exemption(data, _URGENCY, "urgency", Rule.URGENCY_STATED, "Annex B 3")
    if data.yes("mpuIsDomesticAbuseEvidenceProvided"):
        data.notes.add(data.at("mpuIsDomesticAbuseEvidenceProvided"), Rule.DOMESTIC_ABUSE_STATED, source="3.2(i)")
    for name in _CONFIDENTIAL:
        _note_if(data, name, Rule.CONFIDENTIAL_FORM_ON_FILE, "ours")


def _note_exemption(
    data: Place, names: tuple[Iterable[str], Iterable[str]], word: str, rule: Rule, source: str
) -> None:
    """Note a reason for which no mediation was tried, in any of the places in which HMCTS tells one."""
    table = data.part("miamExemptionsTable")
    in_table, in_case = names
    for name in in_table:
        _note_if(table, name, rule, source)
    for name in in_case:
        _note_if(data, name, rule, source)
    reasons = table.text("reasonsForMiamExemption") or ""
    for at, said in ((table.at("reasonsForMiamExemption"), reasons), *_listed(data, "mpuExemptionReasons")):
        if word in "".join(letter for letter in said.casefold() if letter.isalpha()):
            data.notes.add(at, rule, source=source)


def _listed(data: Place, name: str) -> Iterable[tuple[str, str]]:
    return ((data.at(name), each) for each in data.texts(name))


def _note_if(place: Place, name: str, rule: Rule, source: str) -> None:
    """Note a field that holds anything at all."""
    if place.value.get(name) not in (None, "", [], {}):
        place.notes.add(place.at(name), rule, source=source)


def _note_orders(data: Place) -> None:
    for entry in data.items("orderCollection"):
        value = entry.part("value")
        for order in (value, value.part("caseOrder"), entry.part("caseOrder")):
            said = " ".join(order.text(name) or "" for name in ("orderType", "orderTypeId"))
            if "final" in said.casefold():
                data.notes.add(order.path, Rule.FINAL_ORDER, source="1.3")


def _code(place: Place, name: str) -> str:
    return (place.text(name) or "").upper()


def _shown(code: str) -> str:
    """A code of HMCTS's as it is; nothing of what has no such form, as it may be a person's value."""
    return code if _CODE.fullmatch(code) else ""
