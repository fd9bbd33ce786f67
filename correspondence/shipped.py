"""Where the files stand that ship with the project and are no code: templates, fonts, translations, examples.

A checkout has them in folders at its top. A wheel carries the same folders inside the package (`pyproject.toml`).
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
IN_A_WHEEL = (_PACKAGE / "shipped").is_dir()
FOLDER = _PACKAGE / "shipped" if IN_A_WHEEL else _PACKAGE.parent

TEMPLATES = FOLDER / "templates"
SHARED = TEMPLATES / "shared"
FONTS = SHARED / "fonts"
LOCALES = FOLDER / "locales"
ACCEPTED = FOLDER / "golden_files"
"""The sentences that were accepted, kind by kind. A wheel holds those alone, and no golden letter."""

EXAMPLES = FOLDER / "examples"
COMMAND = "correspondence" if IN_A_WHEEL else ".venv/bin/correspondence"
"""How our command is called: from the top of a checkout, or as it was installed."""

NEXT_EVENT = str(EXAMPLES / "extension_needed.json") if IN_A_WHEEL else "examples/extension_needed.json"
"""What may happen next to the example's case, as a file that the command takes."""
