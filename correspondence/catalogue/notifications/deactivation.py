"""A11: the Board has decided whether a Hub closes. Local and national partners hear it, whichever way (Protocol 6.2).

Exactly those hear who were told of the Hub before, scope by scope: where letters of the round reached anybody
nationally, those national offices and no others, and so it is locally. Where no letter of ours reached anybody of a
scope, as of a Hub that is older than this service, every office of that scope is told, so that nobody who should know
is left out: all or nothing, and the one scope never decides for the other (ours).
"""

from datetime import date

from correspondence.catalogue.board_decision import Decision
from correspondence.catalogue.facts.figures import FigureTable, figure_tables
from correspondence.catalogue.facts.figures_served import FIGURES, figures_for
from correspondence.catalogue.facts.notices import ContactPoint, contact_of, hubs_opening, office_of
from correspondence.catalogue.facts.then_and_now import FiguresThenAndNow, activation_of, figures_then_and_now
from correspondence.catalogue.kind import Facts
from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.catalogue.offices import Addressed, local_offices, national_offices
from correspondence.catalogue.reader import Reader
from correspondence.catalogue.told import to_those, told_of_the_opening_locally, told_of_the_opening_nationally
from correspondence.protocol.areas import obligations
from correspondence.protocol.areas.events import DeactivationDecided
from correspondence.protocol.record import record
from correspondence.protocol.words.prose import Said, paragraphs

_READ_THE_JUDGES_WORDS = frozenset(
    {
        *("designated_family_judges", "family_division_liaison_judge", "courts"),
        *("president_of_the_family_division", "cafcass_board"),
    }
)
"""Who reads what the judges said as they said it: judges and courts, and Cafcass's own Board (ours).

They said it to the Covid-19 Board. All others hear that it had their views, and not what these were.
"""


@record
class DeactivationFacts(Facts):
    """A11: the Hub closes, or stays open. `closes_on`: the first day without it; None where it stays open.

    `reasons` are the Board's own, `judiciary_views` the judges' own; those are empty for a reader who is not to have
    them. `then_and_now`: the figures at the activation and now; of a Hub whose activation is not recorded `figures` has
    them now and before. `contacts`: whom to call once it closes, of the Hubs that serve this reader's court, else the
    area's; empty where it stays open.
    """

    decided_on: date
    review_challenge_meeting_on: date
    closes_on: date | None
    reasons: tuple[Said, ...]
    judiciary_views: tuple[Said, ...]
    then_and_now: tuple[FiguresThenAndNow, ...]
    figures: tuple[FigureTable, ...]
    contacts: tuple[ContactPoint, ...]


def _facts(occasion: AreaOccasion, reader: Reader) -> DeactivationFacts:
    event, addressed = occasion.event_as(DeactivationDecided), office_of(reader)
    names = FIGURES.get(addressed.key) or figures_for(addressed.key)
    activation = activation_of(occasion.area_file, event)
    return DeactivationFacts(
        decided_on=event.occurred_on,
        review_challenge_meeting_on=event.review_challenge_meeting_on,
        closes_on=event.closes_on,
        reasons=paragraphs(event.reasons),
        judiciary_views=paragraphs(event.judiciary_views) if addressed.key in _READ_THE_JUDGES_WORDS else (),
        then_and_now=figures_then_and_now(activation.measures, event.measures, names) if activation else (),
        figures=() if activation else figure_tables(event.measures, names),
        contacts=_whom_to_call(occasion, event, addressed) if event.is_deactivated else (),
    )


def _whom_to_call(occasion: AreaOccasion, event: DeactivationDecided, addressed: Addressed) -> tuple[ContactPoint, ...]:
    """The points of contact stay until each case that waits has an adviser. Raises `Inconsistent` without a Hub."""
    return tuple(map(contact_of, hubs_opening(occasion, event.occurred_on, addressed.office.court)))


_DEACTIVATION = Decision(
    title="Decision whether a Hub closes",
    documents=("A11",),
    recipients="exactly those who were told of the Hub; every office where no letter told anybody (ours)",
    facts=_facts,
    facts_type=DeactivationFacts,
)
DEACTIVATION_NATIONAL = _DEACTIVATION.nationally(
    obligations.DEACTIVATION_NATIONAL, to_those(told_of_the_opening_nationally, national_offices)
)
DEACTIVATION_LOCAL = _DEACTIVATION.locally(
    obligations.DEACTIVATION_LOCAL, to_those(told_of_the_opening_locally, local_offices)
)
