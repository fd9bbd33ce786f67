"""Why a letter could not be written. The one error that rendering raises."""

from enum import StrEnum


class Failure(StrEnum):
    """What went wrong, as a stable code."""

    BLANK_VALUE = "blank_value"
    UNDEFINED_VALUE = "undefined_value"
    UNPRINTABLE_VALUE = "unprintable_value"
    FORBIDDEN_IN_TEMPLATE = "forbidden_in_template"
    TEMPLATE_MISSING = "template_missing"
    TEMPLATE_BROKEN = "template_broken"
    TRANSLATION_BROKEN = "translation_broken"
    LANGUAGE_NOT_WRITTEN = "language_not_written"
    NOT_WELL_FORMED = "not_well_formed"
    UNKNOWN_ELEMENT = "unknown_element"
    EMPTY_ELEMENT = "empty_element"
    HEADINGS_OUT_OF_ORDER = "headings_out_of_order"
    MISSING_GLYPH = "missing_glyph"
    LAYOUT_WARNING = "layout_warning"
    ASSET_REFUSED = "asset_refused"


class RenderingFailed(Exception):  # named for what happened, as `Inconsistent` is
    """A letter could not be written. Holds a code and a place (a template and line, an element); never a value."""

    def __init__(self, code: Failure, where: str) -> None:
        super().__init__(f"{code} at {where}")
        self.code = code
        self.where = where
