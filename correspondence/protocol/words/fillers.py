"""The words that people type where they have nothing to say: one table, for addresses, names and contacts alike.

A filler is an absent value (contract.md): it is no home that two people could share, no line of an envelope, nobody's
name and no way to reach anybody. Case, punctuation, accents and what cannot be seen count for nothing.
"""

import re
import unicodedata
from functools import lru_cache

from .plain_letters import folded

_NOT_KNOWN = """
    unknown; unkown; unknwon; not known; not yet known; not currently known; unknown at present; n k; n known; dont
    know; do not know; not sure; unsure; unclear; untraced; cannot be traced; whereabouts unknown; location unknown;
    un known
"""
_KEPT_BACK = """
    confidential; confidental; strictly confidential; private; private and confidential; withheld; with held;
    secret; secure; not disclosed; non disclosed; undisclosed; non disclosure; not to be disclosed; do not disclose;
    redacted; restricted; protected; hidden; sensitive; suppressed; ex directory; prefer not to say; safe; c8; see
    c8; form c8; c8 on file; c8 filed
"""
_TO_COME = """
    tbc; tba; tbd; tbn; nk; t b c; t b a; t b d; to be confirmed; to be advised; to be announced; to be decided; to
    be determined; to be added; to be provided; to be given; to be notified; to be allocated; to be arranged; to be
    agreed; to be appointed; to follow; follows; awaiting; awaited; awaiting details; awaiting confirmation;
    pending; not yet; not yet confirmed; not confirmed; unconfirmed; unallocated; not allocated; not yet allocated
"""
_NOTHING = """
    none; none given; none known; none provided; none recorded; none held; none supplied; nothing; n a; not
    applicable; not available; unavailable; not given; not provided; not supplied; not recorded; not held; not
    stated; not specified; unspecified; no; no name; no information; no data; missing; empty; absent; void;
    undefined; vacant; no one; nobody; anonymous; unnamed
"""
_WITHOUT = """
    no address; no address given; no address held; no address provided; no email; no e mail; no phone; no telephone;
    no number; no contact; no details; no school; not in school; not at school; home educated; home schooled;
    electively home educated; not of school age
"""
_ELSEWHERE = """
    see file; on file; held on file; see case file; see notes; see note; see above; see below; see attached; see
    letter; see record; see records; see system; see fpr; as above; same as above; as below; as before; as per file;
    as previous; as previously; ditto; same; same address; c o; care of; address on file; contact hub; contact
    cafcass; ask cafcass; ask hub; via solicitor; via court; c o solicitor; c o solicitors; c o cafcass; c o court;
    care of solicitor; care of solicitors; care of cafcass
"""
_NO_HOME = """
    nfa; n f a; no fixed abode; no fixed address; of no fixed abode; of no fixed address; no home; homeless;
    currently homeless; sofa surfing; temporary accommodation; emergency accommodation; supported accommodation
"""
_SAFE_PLACE = """
    refuge; a refuge; in refuge; in a refuge; at refuge; at a refuge; womens refuge; womens aid; womens aid refuge;
    refuge accommodation; safe house; safehouse; a safe house; in a safe house; safe accommodation; safe address;
    safe place; place of safety; secure address; secure accommodation; women s refuge; women s aid; women s aid
    refuge
"""
_STAND_INS = """
    placeholder; place holder; dummy; testing; asdf; asdfgh; qwerty; lorem ipsum; do not use; delete; enter here;
    type here
"""

_ALSO_NAMES = """
    test; x; nil; null; na; anon; blank; secret; safe; same; private; no; noone; follows; hidden; ditto
"""
"""Fillers that are somebody's name as well: Zack Test, Malcolm X, Nil, Na, Christopher Null, Liam Ditto."""
_NOT_THERE = """
    moved; moving; moved away; moved out; moved on; moved house; has moved; has moved out; have moved; left; left
    area; left the area; left property; has left; gone; gone away; has gone; addressee gone away; not here; no longer
    here; no longer there; not there; not living there; deceased; evicted; as; as for; as per; as with; same as; with;
    lives with; living with; stays with; staying with; resides with; residing with; not resident; rts; dlia; died;
    rip; mothers; mums; fathers; dads; applicants; respondents; grandparents; grandmothers; nans; family home; former
    matrimonial home; fmh; abroad; overseas; outside uk; out of country; in prison; in custody; in hospital; street
    homeless; rough sleeping; rough sleeper; temp accommodation; crisis accommodation; old address; previous address;
    last known address; no longer resident; email; by email; via email; email only; phone only; by phone; via sw; via
    social worker; ask social worker; on system; court holds; held by court; held by cafcass; new address awaited;
    awaiting new; update needed; needs updating; check; to check; dk; idk; asap; idem; confidentiality; adress
"""
"""What is said of a home in its place: that nobody is there any more, or that it is another's. `As applicant`."""
IN_OTHER_LANGUAGES = {
    "pl": """
        nieznany; nieznana; nieznane; nie znany; nie znane; nie wiadomo; poufne; poufny; brak; brak adresu; brak danych;
        nie dotyczy; nie podano; do potwierdzenia; do ustalenia; do uzupełnienia; zastrzeżony; zastrzeżone; bez stałego
        adresu; bezdomny; bezdomna; wyprowadził się; wyprowadziła się
    """,
    "cy": """
        anhysbys; cyfrinachol; ddim yn hysbys; i'w gadarnhau; dim cyfeiriad; dim cyfeiriad sefydlog; digartref; wedi
        symud
    """,
    "ar": """
        غير معروف; غير معلوم; غير محدد; مجهول; سري; لا يوجد; لا شيء; لم يذكر; يحدد لاحقا; بلا عنوان; بدون عنوان; انتقل;
        انتقلت
    """,
    "ro": """
        necunoscut; necunoscută; nu se cunoaște; nu se știe; confidențial; confidențială; de confirmat; de stabilit; de
        completat; fără adresă; fără domiciliu; nespecificat; nespecificată; nu este cazul; s-a mutat; mutat; mutată
    """,
    "pt": """
        desconhecido; desconhecida; não se sabe; confidencial; a definir; a confirmar; por definir; por confirmar; sem
        morada; sem endereço; sem abrigo; não indicado; não indicada; não informado; não aplicável; mudou-se
    """,
    "pa": """
        ਪਤਾ ਨਹੀਂ; ਕੋਈ ਪਤਾ ਨਹੀਂ; ਅਣਜਾਣ; ਨਾਮਾਲੂਮ; ਗੁਪਤ; ਬਾਅਦ ਵਿੱਚ ਦੱਸਿਆ ਜਾਵੇਗਾ; ਬੇਘਰ; ਘਰ ਬਦਲ ਲਿਆ
    """,
    "so": """
        lama yaqaan; lama yaqaano; aan la aqoon; qarsoodi; la xaqiijin doono; la sheegi doono; cinwaan ma jiro; guri
        la'aan; wuu guuray; way guurtay
    """,
    "uk": """
        невідомо; невідомий; невідома; не відомо; не вказано; не надано; конфіденційно; таємно; немає; немає адреси; без
        адреси; уточнюється; буде уточнено; бездомний; бездомна; переїхав; переїхала; виїхав; виїхала
    """,
    "ur": """
        نامعلوم; معلوم نہیں; پتہ نہیں; کوئی پتہ نہیں; خفیہ; بعد میں بتایا جائے گا; تصدیق باقی ہے; بے گھر; منتقل ہو گئے;
        منتقل ہو چکے
    """,
}
"""What says the same, by language. A single word counts of an address alone, since some are names as well; nobody is
called what takes two. A language that letters are written in has its own: what is typed was often heard."""

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"))


def _words(value: str) -> tuple[str, ...]:
    """The words of *value*, in small letters, without accents, apostrophes and what is never seen."""
    return tuple(_WORD.findall(folded(value.translate(_APOSTROPHES))))


def _phrases(table: str) -> frozenset[str]:
    return frozenset(" ".join(_words(phrase)) for phrase in table.split(";"))


_FOREIGN = frozenset().union(*map(_phrases, IN_OTHER_LANGUAGES.values()))
_PHRASES = frozenset().union(
    *map(
        _phrases,
        (_NOT_KNOWN, _KEPT_BACK, _TO_COME, _NOTHING, _WITHOUT, _ELSEWHERE, _NO_HOME, _SAFE_PLACE, _STAND_INS),
    ),
    _phrases(_ALSO_NAMES),
    {phrase for phrase in _FOREIGN if " " in phrase},
)
_REMARKS = _PHRASES | _phrases(_NOT_THERE) | _FOREIGN
_NO_REASONS = _PHRASES - frozenset().union(*map(_phrases, (_WITHOUT, _NO_HOME, _SAFE_PLACE))) | _phrases(
    "reason; reasons; a reason; the reason; ok; okay; yes; y; n; no reason; no reasons; because"
)
_NAMES_TOO = _phrases(_ALSO_NAMES)
_NOBODYS = _PHRASES - _NAMES_TOO - _phrases(_STAND_INS)
"""What stands in a name only where nobody is named; a stand-in is typed for a whole value."""
_INITIALS = 2
"""How many letters of a name may be initials alone: Anil NK."""
_SAFE_PLACES = _phrases(_SAFE_PLACE)
_LONGEST = max(len(phrase.split()) for phrase in _REMARKS)

_AROUND = _phrases("""
    address; addresses; home; house; contact; number; numbers; phone; telephone; tel; mobile; email; mail; e;
    details; detail; name; school; location; accommodation; current; currently; at; present; still; yet; is; are;
    and; or; the; but; please; of; staff; only; her; his; their; for; safety; reasons; client; party; mother;
    father; mum; dad; parent; whereabouts; applicant; respondent; child; person
""")
"""What stands around a filler without saying any more: `Home address: not known`, `The address is confidential`."""
_THEIRS = _AROUND | _phrases("""
    applicants; respondents; mothers; fathers; mums; dads; parents; carer; carers; grandparents; grandmother;
    grandfather; nan; partner; partners; sister; brother; aunt; uncle; friend; friends; family; siblings; children; now;
    since; from; old; new; previous; last; known; property; this; that; a; an; ex; recently; just; soon; above; below;
    household; abroad; overseas; first; second; p1; p2; r1; r2; a1; app; resp
""")
"""What stands around a remark as well: whose home it is."""

_PIECES = re.compile(r"[,;:|()\[\]]|\s[-–—/]+\s")
_STRETCHED = re.compile(r"(?:x+|0+)(?: (?:x+|0+))*")
_SLASHED = re.compile(r"(?<![^\W_])[^\W_](?:\s*[/\\]\s*[^\W_])+(?![^\W_])")
_OPENS_A_REMARK = re.compile(
    r"(?:moved (?:to|from|in with)|(?:has|have) moved|gone to|no longer|not at|not living|do not|dont|return to)\b"
)
"""How a line begins that tells of a place instead of naming it: `Moved to Leeds`, `No longer at`."""
_UNTOLD = re.compile(r"[?…]|\.{2}|\*{2}|\bx{3,}\b")
"""What stands in a name for letters that nobody knows."""


@lru_cache(maxsize=1024)
def is_filler(value: str) -> bool:
    """Whether *value* stands for nothing at all: `Confidential`, `TBC`, `N/A`, `-`, `Home address: not known`.

    What has no letter and no digit is one. A value with any word of its own is none: `Refuge Road`, `Nona`, `An`.
    """
    words = _words(value)
    return not words or _STRETCHED.fullmatch(" ".join(words)) is not None or _is_nothing_but(words)


def is_remark(value: str) -> bool:
    """Whether what stands for a place says where somebody is not, or whose home it is: `Moved`, `As applicant`.

    Every filler is one. It is asked of a whole line or piece: `Moved Farm` and `Left Bank` are places.
    """
    words = _words(value)
    tells = _OPENS_A_REMARK.match(" ".join(words)) is not None
    return is_filler(value) or tells or _is_nothing_but(words, _REMARKS, _THEIRS)


def says_nothing(value: str) -> bool:
    """Whether a filler gives nobody away either: `Refuge` is no address, and tells what must not be told."""
    return is_remark(value) and " ".join(_words(value)) not in _SAFE_PLACES


def holds_filler(value: str) -> bool:
    """Whether a line of an address is a filler or a remark, or has one between its commas, brackets or dashes."""
    return is_remark(value) or any(map(is_remark, _pieces(value)))


def may_be_a_town(value: str) -> bool:
    """Whether a remark could be a village's name, where a town stands: one word that is no filler, as `Moved`."""
    return len(_words(value)) == 1 and not is_filler(value)


def _pieces(value: str) -> tuple[str, ...]:
    """What stands between the commas, brackets and dashes of *value*, where it says anything."""
    return tuple(piece for piece in _PIECES.split(value) if _words(piece))


def is_filler_for_a_name(given: str, family: str) -> bool:
    """Whether a name is nobody's: a part of it is a filler, or all of it are words that can be names as well.

    `Unknown Sample` and `Not Known` are nobody; `Zack Test`, `Malcolm X` and `Nil Sample` are people; `Test Test` and
    `X X` are not.
    """
    parts = (given, family)
    return any(map(is_nobody, parts)) or all(map(is_filler, parts)) or names_nobody(" ".join(parts))


def is_nobody(part: str) -> bool:
    """Whether a part of a name is a filler that nobody is called."""
    return is_filler(part) and not _is_name_too(part)


@lru_cache(maxsize=512)
def names_nobody(name: str) -> bool:
    """Whether a name is a filler that nobody is called, or has one among its words: `Jo TBC`, `Mr Jo N/A`, `Jo (NK)`.

    Single letters are somebody's initials, as in `Suresh N A`, unless a stroke parts them.
    """
    if (
        is_nobody(name)
        or _UNTOLD.search(folded(name))
        or any(" ".join(_words(each)) in _PHRASES for each in _SLASHED.findall(name))
    ):
        return True
    words, pieces = _words(name), _pieces(name)
    starts = range(len(words))
    said = {" ".join(words[i:end]) for i in starts for end in range(i + 1, min(i + _LONGEST, len(words)) + 1)}
    phrases = {each for each in said if len(each.replace(" ", "")) > _INITIALS or any(map(str.isdigit, each))}
    return bool(phrases & _NOBODYS) or (len(pieces) > 1 and any(map(is_nobody, pieces)))


def is_no_reason(value: str) -> bool:
    """Whether what is given for a reason is none: `n/a`, `TBC`, `-`, `as above`, `ok`. `Homeless` may be one."""
    words = _words(value)
    return not words or _STRETCHED.fullmatch(" ".join(words)) is not None or " ".join(words) in _NO_REASONS


def is_filler_for_a_phone(value: str) -> bool:
    """Whether a telephone number is none: no digit, one digit over and over, or the digits as they are counted."""
    digits = "".join(str(unicodedata.decimal(c)) for c in value if c.isdecimal())
    counted = digits.lstrip("0") in "1234567890" and len(digits) >= 5
    return is_filler(value) or (len(set(digits)) < 2 and len(digits) != 3) or counted


def is_filler_for_an_email(email: str) -> bool:
    """Whether what stands before the @ is a filler that nobody is called, or both sides are: `none@example.org`."""
    local, _, domain = email.partition("@")
    parts = (local, domain.partition(".")[0])
    return is_nobody(local) or all(map(is_filler, parts))


def _is_name_too(value: str) -> bool:
    """Whether a filler is somebody's name as well, so that it may be a part of one."""
    return " ".join(_words(value)) in _NAMES_TOO


def _is_nothing_but(
    words: tuple[str, ...], phrases: frozenset[str] = _PHRASES, around: frozenset[str] = _AROUND
) -> bool:
    """Whether *words* are *phrases* one after another, at least one, and what commonly stands around them."""
    reached = {0: False}  # how many words are accounted for, and whether a filler is among them
    for start in range(len(words)):
        if start not in reached:
            continue
        if words[start] in around:
            reached[start + 1] = reached.get(start + 1, False) or reached[start]
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            if " ".join(words[start:end]) in phrases:
                reached[end] = True
    return reached.get(len(words), False)
