"""What letters are made with, as one hash: the same fingerprint and letter give the same bytes."""

from collections.abc import Iterator
from ctypes import CDLL, c_char_p
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from correspondence.shipped import LOCALES, TEMPLATES

from .fonts import weasyprint as _weasyprint  # noqa: F401  # the libraries asked below are the ones it has loaded

_PACKAGES = ("weasyprint", "pydyf", "fonttools", "babel", "docxtpl", "python-docx", "jinja2", "markupsafe")
_LIBRARIES = {  # file: the function that says its version
    "libpango-1.0.so.0": "pango_version_string",
    "libharfbuzz.so.0": "hb_version_string",
}
_CODE = Path(__file__).parent
_SUFFIXES = frozenset({".py", ".html", ".css", ".docx", ".svg", ".po", ".toml", ".ttf", ".otf", ".conf"})
_IN_NO_LETTER = frozenset({"glossary.toml"})
"""What stands among the files of letters, and is for those who translate them."""


@cache
def fingerprint() -> str:
    """The SHA-256 of the code, templates, translations and fonts of letters, and of the versions of what draws them."""
    total = sha256()
    for name, path in _files():
        content = sha256(path.read_bytes()).hexdigest()
        total.update(f"{name} {content}\n".encode())
    for name, value in versions().items():
        total.update(f"{name} {value}\n".encode())
    return total.hexdigest()


@cache
def versions() -> dict[str, str]:
    """The versions of the packages and system libraries that decide a letter's bytes."""
    found = {name: version(name) for name in _PACKAGES}
    for file, function in _LIBRARIES.items():
        ask = getattr(CDLL(file), function)
        ask.restype = c_char_p
        found[file] = ask().decode()
    return found


def _files() -> Iterator[tuple[str, Path]]:
    """Every file with its name in a checkout: one that was installed from a wheel makes the same letters."""
    for name in ("documents.py", "panels.py"):
        yield f"correspondence/{name}", _CODE.parent / name
    for name, folder in {"correspondence/rendering": _CODE, "locales": LOCALES, "templates": TEMPLATES}.items():
        drawn = (p for p in folder.rglob("*") if p.suffix in _SUFFIXES and p.name not in _IN_NO_LETTER)
        for path in sorted(p for p in drawn if p.is_file()):
            yield f"{name}/{path.relative_to(folder).as_posix()}", path
