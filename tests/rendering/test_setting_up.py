"""What rendering needs of its machine, and what it says when that is missing."""

import os
import subprocess
import sys

import pytest

from correspondence.rendering import fingerprint, made_with, tagging
from correspondence.rendering.address import printed
from correspondence.rendering.made_with import versions
from correspondence.shipped import FOLDER as ROOT


def run(program: str) -> str:
    """The last line that a program of its own, in a process of its own, says."""
    environment = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, check=False, text=True
    )
    return (done.stdout or done.stderr).strip().splitlines()[-1]


def test_without_the_library_that_subsets_fonts_it_does_not_start_and_names_the_package() -> None:
    program = """
import ctypes.util, sys
import cffi
real = cffi.FFI.dlopen
def without(self, name, *rest):
    if "harfbuzz-subset" in str(name): raise OSError
    return real(self, name, *rest)
cffi.FFI.dlopen = without
import correspondence.rendering
"""
    said = run(program)
    assert said.startswith("correspondence.rendering.fonts.LibraryMissing")
    assert "libharfbuzz-subset0" in said


def test_it_does_not_start_when_weasyprint_has_already_read_this_machines_fonts() -> None:
    assert run("import weasyprint, correspondence.rendering").startswith("RuntimeError: WeasyPrint was imported before")


def test_no_font_of_this_machine_is_seen() -> None:
    program = """
from correspondence.rendering.fonts import weasyprint
document = weasyprint.HTML(string='<p style="font-family: DejaVu Sans">x</p>').render()
document.write_pdf()
print(sorted(font.family for font in document.fonts.values()))
"""
    assert run(program) in ("['Noto Sans']", "['Vazirmatn']")


def test_another_version_of_weasyprint_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagging, "VERSION", "70.1")
    with pytest.raises(RuntimeError, match=r"70\.1"):
        tagging.install()


def test_the_tags_are_wrapped_once_however_often_it_is_asked() -> None:
    from weasyprint.pdf import tags

    before = tags._build_box_tree
    tagging.install()
    assert tags._build_box_tree is before


def test_a_fingerprint_is_a_hash_of_all_that_makes_a_letter() -> None:
    assert len(fingerprint()) == 64
    assert {"weasyprint", "pydyf", "babel", "docxtpl", "libpango-1.0.so.0", "libharfbuzz.so.0"} <= versions().keys()
    assert versions()["weasyprint"] == "70.0"


def test_what_only_translators_read_makes_no_letter_another() -> None:
    read = {name for name, _ in made_with._files()}
    assert "locales/pl/days.toml" in read
    assert {name for name in read if "glossary" in name or name.endswith(".json")} == set()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("A Name,", "1 Road.", "Town,", "cm11qh"), ("A Name", "1 Road", "TOWN", "CM1 1QH")),
        (("A Name", "1  Road", "Town", "CM1  1QH"), ("A Name", "1 Road", "TOWN", "CM1 1QH")),
        (("A Name", "1 Road", "Town"), ("A Name", "1 Road", "Town")),
        (("A Name", "CM1 1QH"), ("A Name", "CM1 1QH")),
        ((), ()),
    ],
)
def test_an_address_is_printed_as_royal_mail_asks(lines: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert printed(lines) == expected
