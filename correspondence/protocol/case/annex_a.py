"""Annex A of the Protocol: every category of work and its one Priority Status (1 is the most urgent)."""

from enum import StrEnum

from correspondence.protocol.record import record


class Category(StrEnum):
    """The `id` of a category of Annex A."""

    EMERGENCY_PROTECTION_ORDER = "emergency_protection_order"
    CARE_OR_SUPERVISION_ORDER = "care_or_supervision_order"
    FORCED_MARRIAGE_OR_FGM_PROTECTION_ORDER = "forced_marriage_or_fgm_protection_order"
    CONTACT_WITH_CHILD_IN_CARE = "contact_with_child_in_care"
    DEPRIVATION_OF_LIBERTY = "deprivation_of_liberty"
    RECOVERY_OR_SECURE_ACCOMMODATION_ORDER = "recovery_or_secure_accommodation_order"
    REPORTING_OFFICER_RELINQUISHED_BABY = "reporting_officer_relinquished_baby"
    PLACEMENT_ORDER_OR_LEAVE_TO_OPPOSE_ADOPTION = "placement_order_or_leave_to_oppose_adoption"
    PRIVATE_LAW_POSSIBLE_PUBLIC_LAW_OR_S47_OR_16A = "private_law_possible_public_law_or_s47_or_16a"
    RULE_16_4_UNSAFE_NO_LOCAL_AUTHORITY = "rule_16_4_unsafe_no_local_authority"
    APPEAL_FROM_PLACEMENT_OR_ADOPTION_ORDER = "appeal_from_placement_or_adoption_order"
    PRIVATE_LAW_HIGH_COURT = "private_law_high_court"
    NON_SUBJECT_CHILD_PROTECTION_REFERRAL = "non_subject_child_protection_referral"
    DISCHARGE_OF_ORDER_URGENT = "discharge_of_order_urgent"
    APPEAL = "appeal"
    REMOVAL_FROM_JURISDICTION = "removal_from_jurisdiction"
    SECTION_7_ADVISED = "section_7_advised"
    RULE_16_4_RISK_ASSESSED_NO_LOCAL_AUTHORITY = "rule_16_4_risk_assessed_no_local_authority"
    CHILD_ASSESSMENT_ORDER = "child_assessment_order"
    ENFORCEMENT_WITHIN_SIX_MONTHS = "enforcement_within_six_months"
    PARENTAL_ORDER = "parental_order"
    DISCHARGE_OF_ORDER_NOT_URGENT = "discharge_of_order_not_urgent"
    PRIVATE_OR_STEP_PARENT_ADOPTION = "private_or_step_parent_adoption"
    CHILD_ARRANGEMENTS_QUANTUM_OF_CONTACT_ONLY = "child_arrangements_quantum_of_contact_only"
    SECTION_7_NOT_ADVISED = "section_7_not_advised"
    SECTION_7_FACT_FINDING_SCHEDULED = "section_7_fact_finding_scheduled"
    SUITABLE_FOR_DISPUTE_RESOLUTION = "suitable_for_dispute_resolution"
    ADDENDUM_WITHIN_12_MONTHS = "addendum_within_12_months"
    RULE_16_4_LOCAL_AUTHORITY_INVOLVED = "rule_16_4_local_authority_involved"
    SPECIAL_GUARDIANSHIP_WITH_SOCIAL_WORKER = "special_guardianship_with_social_worker"
    LEAVE_TO_APPLY_REQUIRED = "leave_to_apply_required"
    LIKELY_DAPP_OR_CCI = "likely_dapp_or_cci"
    SPECIFIC_ISSUE = "specific_issue"
    CHILD_ARRANGEMENTS_WITH_SOCIAL_WORKER = "child_arrangements_with_social_worker"
    SUITABLE_FOR_MEDIATION = "suitable_for_mediation"
    EDUCATION_SUPERVISION_ORDER = "education_supervision_order"
    UNPAID_WORK_ENQUIRY = "unpaid_work_enquiry"
    FAMILY_ASSISTANCE_ORDER = "family_assistance_order"
    MONITORING_ORDER = "monitoring_order"
    ENQUIRY_FROM_FOREIGN_COURT = "enquiry_from_foreign_court"


@record
class AnnexAEntry:
    """One category: its status, whether it is public law work, and its name in plain words."""

    priority_status: int
    public_law: bool
    name: str


def _entry(status: int, name: str, *, public_law: bool = False) -> AnnexAEntry:
    return AnnexAEntry(priority_status=status, public_law=public_law, name=name)


ANNEX_A: dict[Category, AnnexAEntry] = {
    Category.EMERGENCY_PROTECTION_ORDER: _entry(1, "Emergency protection orders", public_law=True),
    Category.CARE_OR_SUPERVISION_ORDER: _entry(
        1, "Care and supervision order applications (exempt: always allocated)", public_law=True
    ),
    Category.FORCED_MARRIAGE_OR_FGM_PROTECTION_ORDER: _entry(
        1, "Forced marriage and female genital mutilation protection orders"
    ),
    Category.CONTACT_WITH_CHILD_IN_CARE: _entry(
        1, "Application for or termination of contact with a child in care", public_law=True
    ),
    Category.DEPRIVATION_OF_LIBERTY: _entry(1, "Deprivation of liberty", public_law=True),
    Category.RECOVERY_OR_SECURE_ACCOMMODATION_ORDER: _entry(
        1, "Recovery orders and secure accommodation orders", public_law=True
    ),
    Category.REPORTING_OFFICER_RELINQUISHED_BABY: _entry(
        1, "Reporting officer for a relinquished baby", public_law=True
    ),
    Category.PLACEMENT_ORDER_OR_LEAVE_TO_OPPOSE_ADOPTION: _entry(
        1, "Placement order application or leave to oppose an adoption order", public_law=True
    ),
    Category.PRIVATE_LAW_POSSIBLE_PUBLIC_LAW_OR_S47_OR_16A: _entry(
        1, "Private law with a real possibility of a public law order / s47 referral / 16A risk assessment"
    ),
    Category.RULE_16_4_UNSAFE_NO_LOCAL_AUTHORITY: _entry(
        1, "Rule 16.4: interim arrangements may be unsafe and no local authority involved"
    ),
    Category.APPEAL_FROM_PLACEMENT_OR_ADOPTION_ORDER: _entry(
        1, "Appeals from placement or adoption orders", public_law=True
    ),
    Category.PRIVATE_LAW_HIGH_COURT: _entry(
        1, "High Court private law (medical / reporting restriction / Hague abduction / stranded spouse)"
    ),
    Category.NON_SUBJECT_CHILD_PROTECTION_REFERRAL: _entry(1, "Non-subject child protection referrals"),
    Category.DISCHARGE_OF_ORDER_URGENT: _entry(
        1, "Discharge of care / placement / special guardianship order assessed as urgent", public_law=True
    ),
    Category.APPEAL: _entry(2, "Appeals"),
    Category.REMOVAL_FROM_JURISDICTION: _entry(2, "Removal from the jurisdiction"),
    Category.SECTION_7_ADVISED: _entry(
        2, "Section 7 report advised by Cafcass or agreed with the judiciary; interim arrangements safe"
    ),
    Category.RULE_16_4_RISK_ASSESSED_NO_LOCAL_AUTHORITY: _entry(
        2, "Rule 16.4: interim arrangements risk assessed and no local authority involved"
    ),
    Category.CHILD_ASSESSMENT_ORDER: _entry(2, "Child assessment orders", public_law=True),
    Category.ENFORCEMENT_WITHIN_SIX_MONTHS: _entry(
        2, "Enforcement within six months of the last order and no new safeguarding allegation"
    ),
    Category.PARENTAL_ORDER: _entry(3, "Parental orders"),
    Category.DISCHARGE_OF_ORDER_NOT_URGENT: _entry(
        3, "Discharge of care / placement / special guardianship order not within status 1", public_law=True
    ),
    Category.PRIVATE_OR_STEP_PARENT_ADOPTION: _entry(
        3, "Private / international / step-parent adoption: reporting officers and guardians"
    ),
    Category.CHILD_ARRANGEMENTS_QUANTUM_OF_CONTACT_ONLY: _entry(
        3, "Child arrangements disputing the amount of contact only"
    ),
    Category.SECTION_7_NOT_ADVISED: _entry(
        3, "Section 7 report not advised or discussed with Cafcass and no safeguarding issue identified"
    ),
    Category.SECTION_7_FACT_FINDING_SCHEDULED: _entry(
        3, "Section 7 ordered with fact-finding scheduled (considered after the fact-finding)"
    ),
    Category.SUITABLE_FOR_DISPUTE_RESOLUTION: _entry(
        3, "Suitable for dispute resolution incl. some returning cases with no new safeguarding issue"
    ),
    Category.ADDENDUM_WITHIN_12_MONTHS: _entry(3, "Addendum report within 12 months of the previous section 7 report"),
    Category.RULE_16_4_LOCAL_AUTHORITY_INVOLVED: _entry(3, "Rule 16.4: local authority also involved"),
    Category.SPECIAL_GUARDIANSHIP_WITH_SOCIAL_WORKER: _entry(
        3, "Stand-alone special guardianship with an allocated social worker"
    ),
    Category.LEAVE_TO_APPLY_REQUIRED: _entry(
        3, "Application by someone who needs leave to apply (court deals with it first)"
    ),
    Category.LIKELY_DAPP_OR_CCI: _entry(3, "Orders likely to require DAPP or CCI"),
    Category.SPECIFIC_ISSUE: _entry(4, "Specific issue (change of name / school and the like)"),
    Category.CHILD_ARRANGEMENTS_WITH_SOCIAL_WORKER: _entry(
        4, "Child arrangements where there is an allocated social worker"
    ),
    Category.SUITABLE_FOR_MEDIATION: _entry(4, "Suitable for redirection to mediation"),
    Category.EDUCATION_SUPERVISION_ORDER: _entry(4, "Education supervision orders", public_law=True),
    Category.UNPAID_WORK_ENQUIRY: _entry(4, "Unpaid work enquiries"),
    Category.FAMILY_ASSISTANCE_ORDER: _entry(4, "Family assistance orders"),
    Category.MONITORING_ORDER: _entry(4, "Monitoring orders"),
    Category.ENQUIRY_FROM_FOREIGN_COURT: _entry(4, "Enquiries from foreign courts"),
}
