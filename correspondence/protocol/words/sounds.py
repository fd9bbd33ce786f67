"""How a word sounds, whatever script it is written in: Kowalski and Ковальський and کوالسکی are one name.

Who writes a name in another script writes what they hear, so exact letters say nothing. A word is compared by its
consonants alone, each as one letter of a small alphabet, and by whether it begins with a vowel: Arabic writes no short
vowel, and no two languages agree on the others. Where a letter stands for several sounds, each of them counts. That
finds too much rather than too little: what is found by ear may be chance, and somebody looks at it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, product

_VOWEL = "A"
_SILENT_OR_VOWEL = ("", _VOWEL)


def _table(sounds: str) -> dict[str, tuple[str, ...]]:
    """Letters and what they may sound like: `ch=S,K,H`; a dash is no sound."""
    pairs = (entry.split("=") for entry in sounds.split())
    return {letters: tuple("" if each == "-" else each for each in said.split(",")) for letters, said in pairs}


_LATIN = _table("""
    sch=S,SK sh=S sz=S cz=S ch=S,K,H rz=S,RS zh=S kh=H,K gh=G,- ph=F th=T ck=K dz=S ts=S qu=KV,K x=KS
    b=B c=K,S d=D f=F g=G,S h=H,- j=-,S,DS k=K l=L m=M n=N p=P q=K r=R s=S t=T v=V w=V,- z=S
    a=A e=A i=A o=A u=A y=A
""")
_CYRILLIC = _table("""
    б=B в=V г=G,H ґ=G ғ=G д=D ђ=S ж=S з=S ѕ=S ј=- й=- к=K қ=K л=L љ=L м=M н=N њ=N ң=N п=P р=R с=S т=T ћ=S ф=F х=H
    ҳ=H һ=H ц=S ч=S џ=S ш=S щ=S ь=- ъ=- а=A е=A ё=A є=A и=A і=A ї=A о=A ө=A у=A ў=A,V ү=A ұ=A ы=A э=A ә=A ю=A
    я=A
""")
_ARABIC = _table("""
    ا=A أ=A إ=A آ=A ٱ=A ء=- ئ=- ؤ=- ع=A ب=B,P پ=P ت=T ط=T ث=T,S ٹ=T ج=S,G تش=S,TS چ=S ح=H ه=H,- ہ=H,- ھ=- ۀ=- ۂ=- خ=H,K
    د=D ڈ=D ذ=S,D ض=D,S ظ=S,D ر=R ڑ=R,D ز=S ژ=S س=S ش=S ص=S غ=G ف=F,V ڤ=V ق=K,G ك=K,G ک=K,G گ=G ل=L م=M ن=N ں=N
    و=V,A ي=A ی=A ى=A ے=A ۓ=A ې=A ة=-,T ۃ=-,T
""")
_GURMUKHI = _table("""
    ਕ=K ਖ=K,H ਗ=G ਘ=G ਙ=N ਚ=S ਛ=S ਜ=S ਝ=S ਞ=N ਟ=T ਠ=T ਡ=D ਢ=D ਣ=N ਤ=T ਥ=T ਦ=D ਧ=D ਨ=N ਪ=P ਫ=P,F ਬ=B ਭ=B ਮ=M ਯ=-
    ਰ=R ੜ=R,D ਲ=L ਵ=V ਸ=S ਹ=H,- ੰ=N,M,- ਂ=N,- ਁ=N,- ਅ=A ਆ=A ਇ=A ਈ=A ਉ=A ਊ=A ਏ=A ਐ=A ਓ=A ਔ=A ਾ=A ਿ=A ੀ=A ੁ=A ੂ=A
    ੇ=A ੈ=A ੋ=A ੌ=A
""")
_SCRIPTS = {"LATIN": _LATIN, "CYRILLIC": _CYRILLIC, "ARABIC": _ARABIC, "GURMUKHI": _GURMUKHI}
_TOKENS = {
    script: re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    for script, table in _SCRIPTS.items()
}
_OPENS_LIKE_A_VOWEL = frozenset("jyйюяєїёوвwيی")
"""What begins a word as a vowel to one ear and as a consonant to another: Yusuf and Юсуф, Wilson and Уілсон."""
_DOUBLED = re.compile(r"([^\W\d_])\1")
_ARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك")
_ENDINGS = "GHMV"
"""What a case puts at the end of a name in Ukrainian: Ковальського, Ковальським, Ковалів."""
_SURELY_LONG = 5
_MOST_READINGS = 256


@lru_cache(maxsize=4096)
def script_of(word: str) -> str:
    """The script of a word's first letter: `LATIN`, `CYRILLIC`; empty where it has none."""
    first = next((c for c in word if c.isalpha()), "")
    return unicodedata.name(first, "").partition(" ")[0] if first else ""


def is_heard(word: str) -> bool:
    """Whether the script of *word* is one whose sounds are known here."""
    return script_of(word) in _SCRIPTS


@lru_cache(maxsize=4096)
def sounds_of(word: str) -> frozenset[str]:
    """Every way in which *word* may sound, by its consonants: `KVLSK`, and `ALKSNDR` for one that begins with a vowel.

    A word of a script that is not known here has none.
    """
    script = script_of(word)
    if script not in _SCRIPTS:
        return frozenset()
    plain = _plain(word, script)
    said = frozenset(_readings(plain, script))
    if script == "CYRILLIC":
        return said | {each[:-1] for each in said if len(each) >= _SURELY_LONG and each[-1] in _ENDINGS}
    if script == "ARABIC":
        bare = (plain.removeprefix(each) for each in _ARTICLES if plain.startswith(each) and len(plain) > len(each) + 2)
        return said.union(*(_readings(each, script) for each in bare))
    return said


def sound_alike(word: str, other: str) -> frozenset[str]:
    """What two words of different scripts have in common by their sounds; nothing where their script is one."""
    return frozenset() if script_of(word) == script_of(other) else sounds_of(word) & sounds_of(other)


def sounds_of_any(words: Iterable[str]) -> frozenset[str]:
    """Every way in which any of *words* may sound."""
    return frozenset().union(*map(sounds_of, words))


def _plain(word: str, script: str) -> str:
    """A word in small letters; a Latin one without accents, and one of an alphabet without doubled letters."""
    small = unicodedata.normalize("NFC", word.casefold())
    if script == "LATIN":
        small = "".join(c for c in unicodedata.normalize("NFKD", small.replace("ł", "l")) if c.isascii())
    return _DOUBLED.sub(r"\1", small) if script in ("LATIN", "CYRILLIC") else small


def _readings(plain: str, script: str) -> Iterator[str]:
    letters = _TOKENS[script].findall(plain)
    said = [_SCRIPTS[script][each] for each in letters]
    if letters and letters[0][0] in _OPENS_LIKE_A_VOWEL:
        said[0] = tuple(dict.fromkeys((*said[0], *_SILENT_OR_VOWEL)))
    for sounds in islice(product(*said), _MOST_READINGS):
        heard = "".join(sounds)
        yield heard[:1] + heard[1:].replace(_VOWEL, "")
