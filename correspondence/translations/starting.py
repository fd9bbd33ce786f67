"""A new language begun: a catalogue with every sentence and no translation, how it writes a day, and a ledger."""

import json
import re
import shutil

from babel import Locale, UnknownLocaleError
from babel.messages.plurals import PLURALS, get_plural
from babel.plural import to_gettext

from correspondence.ledger import as_rows, catalogue_file, path_of
from correspondence.protocol.refusals import Refused
from correspondence.shipped import LOCALES

from .catalogues import brought_up_to_date, opened
from .delivery import refusal
from .packs import counts_served

_TAG = re.compile(r"[a-z]{2,3}")
_HEAD = r"""# {name} words of the letters to families.
# Who has reviewed which sentence stands in `reviews.json` beside this folder.
#
# Adults are addressed politely, children as one speaks to a child. Names and days come as they are, in no case.
# `make messages` brings this file up to the templates. `X-Letters` names the letters whose words it has.
msgid ""
msgstr ""
"Project-Id-Version: Cafcass correspondence\n"
"Language: {tag}\n"
"Plural-Forms: {plural}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"X-Letters: \n"

"""
_DAYS = """# How {name} writes a day in a sentence, as CLDR has it: whoever reviews the letters has read days in them.
long = {long}
short = {short}
"""


def start(tag: str) -> int:
    """Begin the language of a base tag of BCP 47; how many sentences there are to translate.

    Raises `Refused` for one that has begun, and for one whose name, days or plurals Babel and gettext do not know.
    """
    name, head, locale = _known(tag)
    folder = path_of(tag).parent
    if tag == "en" or folder.exists():
        raise Refused([refusal("LANG", "already_begun", "letters are in this language, or somebody has begun it")])
    text = brought_up_to_date(head)
    long, short = (json.dumps(locale.date_formats[each].pattern, ensure_ascii=False) for each in ("full", "long"))
    half = LOCALES / f".{tag}.part"
    shutil.rmtree(half, ignore_errors=True)
    catalogue = half / catalogue_file(tag).relative_to(folder)
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(text, "utf-8")
    (half / "days.toml").write_text(_DAYS.format(name=name, long=long, short=short), "utf-8")
    (half / path_of(tag).name).write_text(as_rows([]), "utf-8")
    half.replace(folder)
    return text.count('\nmsgid "') - 1


def _known(tag: str) -> tuple[str, str, Locale]:
    """The English name of a language, the head of its catalogue, and its days. Raises `Refused`."""
    try:
        if _TAG.fullmatch(tag):
            locale = Locale.parse(tag)
            name = locale.get_language_name("en")
            head = _HEAD.format(name=name, tag=tag, plural=_plural(tag, locale))
            if name and counts_served(opened(head)):
                return name, head, locale
    except (UnknownLocaleError, ValueError):  # the second: a plural rule that gettext cannot say
        pass
    detail = "a base tag of BCP 47 is wanted, such as lt or ckb, whose name, days and plurals are known (CLDR)"
    raise Refused([refusal("LANG", "unknown_language", detail)])


def _plural(tag: str, locale: Locale) -> str:
    """How many forms a number asks for, and when each, as gettext has it."""
    return str(get_plural(tag).plural_forms) if tag in PLURALS else f"{to_gettext(locale.plural_form)}"
