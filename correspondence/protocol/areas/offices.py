"""The offices that hear of a service area, by their keys and fields in the directory, and what tells them apart."""

from correspondence.protocol.directory import Directory, Office

NATIONAL = (
    *("cafcass_board", "president_of_the_family_division", "ministry_of_justice", "department_for_education"),
    *("hmcts", "ofsted", "adcs"),
)
"""Whom the Chief Executive tells, by their keys in the directory (Protocol 4.5, its table)."""

JUDGES = ("designated_family_judges", "family_division_liaison_judge")
LOCAL = (*JUDGES, "local_authorities", "adcs_region", "courts")
"""Whom the Assistant Director tells, by their fields in the directory (Protocol 4.5, its table; Annex B 3)."""

EVERYBODY = ("chief_executive", *NATIONAL, "assistant_director", *LOCAL, "wider_communication")
"""The posts behind a decision that is told nationally and locally."""

_SLUG_LENGTH = 40


def slug_of(office: Office) -> str:
    """What tells an office from the others of its field: its court's key, else its name or post, folded."""
    if office.court is not None:
        return office.court
    words = "".join(c if c.isalnum() else " " for c in (office.name or office.post or office.email).casefold())
    return "-".join(words.split())[:_SLUG_LENGTH].rstrip("-")


def courts_of(service_area: str, directory: Directory) -> tuple[str, ...]:
    """The keys of an area's courts: those its Hubs serve, then those where its Designated Family Judges sit."""
    served = (court for hub in directory.hubs.values() if hub.service_area == service_area for court in hub.courts)
    judges = directory.service_areas[service_area].designated_family_judges
    return tuple(dict.fromkeys((*served, *(judge.court for judge in judges if judge.court is not None))))
