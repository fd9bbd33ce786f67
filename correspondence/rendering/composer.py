"""The words of a letter, written once: its template, filled with what its reader may know, in one language."""

from collections.abc import Callable, Mapping
from datetime import date
from gettext import NullTranslations
from html import unescape
from types import TracebackType
from typing import Any

from jinja2 import (
    BaseLoader,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from correspondence.catalogue.kind import Part
from correspondence.catalogue.letter import Letter, RecipientView
from correspondence.documents import Text
from correspondence.ledger import Addressed, addressed_by
from correspondence.protocol.letters import CHILDREN
from correspondence.shipped import TEMPLATES

from . import words
from .blocks import read_blocks, title_of
from .failures import Failure, RenderingFailed
from .languages import ENGLISH, NotWritten, direction, english_name, translations
from .named_days import with_named_days
from .panel import interpreter_wanted, sight, words_beside
from .words import Sitting, Unprintable, writing

_PAGE_LINE, _FOOT_LINE = "shared/page_line.html", "shared/foot_line.html"
_SIGNATURE_LINE = "shared/signature_line.html"
_PAGE_NUMBER, _PAGE_TOTAL = "\ue000", "\ue001"  # stand for the numbers in `Page x of y`


class _Sandbox(ImmutableSandboxedEnvironment):
    """What a template may ask of a thing hangs on the sort of thing alone, and is found out once for each."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._known: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        key = type(obj), attr
        if key not in self._known:
            self._known[key] = super().is_safe_attribute(obj, attr, value)
        return self._known[key]


class Composer:
    """Writes letters from the templates that *loader* finds, with the words that *catalogues* gives for a language."""

    def __init__(self, loader: BaseLoader, catalogues: Callable[[str], NullTranslations] = translations) -> None:
        self._translations = catalogues
        self._environment = _Sandbox(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=words.printable,
            extensions=["jinja2.ext.i18n"],
            auto_reload=False,
        )
        self._environment.policies["ext.i18n.trimmed"] = True
        self._environment.newstyle_gettext = True  # type: ignore[attr-defined]  # set by the extension
        self._environment.filters.update(words.FILTERS)
        self._environment.globals.clear()  # no range, no cycler: a letter needs none of them
        self._environment.globals.update(
            gettext=words.gettext, ngettext=words.ngettext, pgettext=words.pgettext, npgettext=words.npgettext
        )

    def compose(self, letter: Letter, language: str, part: Part | None = None) -> Text:
        """The words of a part of *letter*, or of its first, in *language*, a written one.

        A template sees the letter's view and no more. Raises
        `RenderingFailed`, naming the template and its line.
        """
        part = part or letter.kind.parts[0]
        template = f"{part.folder}/{letter.audience}.html"
        sitting = self._sitting(language, template, _addressed(letter))
        html = self._write(template, sitting, self._sight(letter, language)).strip()
        blocks = read_blocks(html, language, template)
        around = self._around(letter, language)
        return Text(
            title=title_of(blocks, template),
            language=language,
            direction=direction(language),
            html=html,
            blocks=blocks,
            sentences=tuple(sitting.sentences),
            days=tuple((day.field, date(day.year, day.month, day.day)) for day in sitting.days),
            untranslated=tuple(words for each in (sitting, *around) for words in each.untranslated),
            part=part.name,
            beside=words_beside(letter, language),
            looked_up=tuple(dict.fromkeys(key for each in (sitting, *around) for key in each.looked_up)),
        )

    def around_page_numbers(self, language: str) -> tuple[str, str, str]:
        """What stands before, between and after the numbers of `Page x of y`, the page before the total.

        Raises `RenderingFailed` where a translation has lost a number or turned them round.
        """
        line, _ = self._page_line(language)
        before, _, rest = line.partition(_PAGE_NUMBER)
        between, found, after = rest.partition(_PAGE_TOTAL)
        if not found:
            raise RenderingFailed(Failure.TRANSLATION_BROKEN, _PAGE_LINE)
        return before, between, after

    def what_we_are(self, language: str) -> str:
        """What Cafcass is, in a line for the foot of a page."""
        return self._foot_line(language)[0]

    def signature_of(self, name: str, language: str) -> str:
        """What is read out for the picture of somebody's signature."""
        return self._signature_line(name, language)[0]

    def _page_line(self, language: str) -> tuple[str, Sitting]:
        """The line at the foot of every page, and what was found in the catalogue for it."""
        return self._line(_PAGE_LINE, language, {"page": _PAGE_NUMBER, "pages": _PAGE_TOTAL})

    def _foot_line(self, language: str) -> tuple[str, Sitting]:
        return self._line(_FOOT_LINE, language, {})

    def _signature_line(self, name: str, language: str) -> tuple[str, Sitting]:
        return self._line(_SIGNATURE_LINE, language, {"name": name})

    def _line(self, template: str, language: str, sight: Mapping[str, object]) -> tuple[str, Sitting]:
        sitting = self._sitting(language, template)
        return unescape(self._write(template, sitting, sight).strip()), sitting

    def _around(self, letter: Letter, language: str) -> list[Sitting]:
        """What was found for the words around a letter's own: a child's does not say what Cafcass is."""
        lines = [self._page_line(language)]
        if letter.audience not in CHILDREN:
            lines.append(self._foot_line(language))
        if letter.view.signature:
            lines.append(self._signature_line(letter.view.signed_by, language))
        return [sitting for _, sitting in lines]

    def _sight(self, letter: Letter, language: str) -> dict[str, object]:
        """All that a template of a letter sees."""
        foreign = language != ENGLISH
        return {
            "view": with_named_days(letter.view) if letter.subject.is_case else letter.view,
            "audience": letter.audience.value,
            "language": language,
            "direction": direction(language),
            "english_sentence": interpreter_wanted(english_name(language)) if foreign else "",
            **sight(letter, language),
        }

    def _sitting(self, language: str, template: str, reader: Addressed = Addressed.READER) -> Sitting:
        try:
            return Sitting(language=language, translations=self._translations(language), reader=reader)
        except NotWritten:
            raise RenderingFailed(Failure.LANGUAGE_NOT_WRITTEN, template) from None

    def _write(self, name: str, sitting: Sitting, sight: Mapping[str, object]) -> str:
        template: Template | None = None
        try:
            template = self._environment.get_template(name)
            with writing(sitting):
                return "".join(template.root_render_func(template.new_context(dict(sight))))
        except MemoryError:
            raise  # of the whole process, and for its keeper to deal with
        except Exception as error:
            code = _code(error)
            where = _place(error, name)
        raise RenderingFailed(code, where)  # outside the handler: what the template choked on is not carried along


def _addressed(letter: Letter) -> Addressed:
    return addressed_by(letter.view.title if isinstance(letter.view, RecipientView) else None)


def _code(error: Exception) -> Failure:
    match error:
        case Unprintable():
            return error.code
        case UndefinedError():
            return Failure.UNDEFINED_VALUE
        case SecurityError():
            return Failure.FORBIDDEN_IN_TEMPLATE
        case TemplateNotFound():
            return Failure.TEMPLATE_MISSING
        case _:
            return Failure.TEMPLATE_BROKEN


def _place(error: Exception, name: str) -> str:
    """The template and line where *error* arose."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.name}:{error.lineno}"
    place = name
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template):
            place = f"{template.name}:{template.get_corresponding_lineno(trace.tb_lineno)}"
        trace = trace.tb_next
    return place


_shipped = Composer(FileSystemLoader(TEMPLATES))


def compose(letter: Letter, language: str, part: Part | None = None) -> Text:
    """The words of *letter* in *language*, from the templates that ship with the project: of one part, or its first.

    Raises `RenderingFailed`, naming the template and its line, never a value.
    """
    return _shipped.compose(letter, language, part)


def around_page_numbers(language: str) -> tuple[str, str, str]:
    """What stands around the numbers of `Page x of y` in a language; see `Composer.around_page_numbers`."""
    return _shipped.around_page_numbers(language)


def what_we_are(language: str) -> str:
    """What Cafcass is, in a line for the foot of a page; see `Composer.what_we_are`."""
    return _shipped.what_we_are(language)


def signature_of(name: str, language: str) -> str:
    """What is read out for the picture of somebody's signature, in a language; see `Composer.signature_of`."""
    return _shipped.signature_of(name, language)
