"""Where the files stand that ship with the project: templates, fonts and translations."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
SHARED = TEMPLATES / "shared"
FONTS = SHARED / "fonts"
LOCALES = ROOT / "locales"
