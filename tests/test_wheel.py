"""The wheel is whole: installed from it, in an empty folder, the service does what it does in a checkout."""

import os
import re
import subprocess
import sys
import tomllib
from email.parser import HeaderParser
from pathlib import Path
from zipfile import ZipFile

import pytest

from correspondence import rendering
from correspondence.cli import DONE, main
from correspondence.shipped import EXAMPLES, FOLDER

EVENT = "hub_allocation_decided.json"
SHIPPED = ("templates", "locales", "examples")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, built by the locked backend."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=FOLDER, check=True, capture_output=True)
    (made,) = folder.glob("correspondence-*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel was installed into; the locked packages are seen beside it."""
    target = tmp_path_factory.mktemp("installed")
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(target)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    return target


def run(installed: Path, folder: Path, *arguments: str, **environment: str) -> str:
    """What Python says on what is installed, called in *folder*, where nothing of a checkout is."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CORRESPONDENCE_")}
    seen = kept | {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"} | environment
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=seen, check=False, capture_output=True, text=True
    )
    assert done.returncode == DONE, done.stderr
    return done.stdout


def test_every_file_that_ships_is_in_the_wheel_and_nothing_of_the_tests(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    shipped = {path.relative_to(FOLDER) for name in SHIPPED for path in (FOLDER / name).rglob("*") if path.is_file()}
    accepted = {path.relative_to(FOLDER) for path in (FOLDER / "golden_files").glob("*/accepted.json")}
    assert len(shipped) > 100
    assert len(accepted) > 30
    assert {f"correspondence/shipped/{path.as_posix()}" for path in shipped | accepted} <= names
    code = [path for package in ("correspondence", "api") for path in (FOLDER / package).rglob("*") if path.is_file()]
    assert {path.relative_to(FOLDER).as_posix() for path in code if path.suffix != ".pyc"} <= names
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"correspondence", "api"}
    assert not [name for name in names if name.endswith((".pdf", ".pyc"))]


def test_it_says_its_version_and_carries_every_licence_of_what_is_in_it(wheel: Path) -> None:
    project = tomllib.loads((FOLDER / "pyproject.toml").read_text("utf-8"))["project"]
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        (metadata,) = [name for name in names if name.endswith(".dist-info/METADATA")]
        said = HeaderParser().parsestr(archive.read(metadata).decode())
    assert said["Version"] == project["version"]
    assert said["License-Expression"] == project["license"]
    assert "# Correspondence" in said.get_payload()
    licences = said.get_all("License-File") or []
    assert {"LICENSE", "NOTICE.md"} < set(licences)
    assert {f"{metadata.removesuffix('METADATA')}licenses/{each}" for each in licences} <= set(names)
    fonts = [Path(name.partition("/shipped/")[2]) for name in names if name.endswith((".ttf", ".otf"))]
    assert {font.suffix for font in fonts} == {".ttf", ".otf"}
    assert [str(font) for font in fonts if not {str(each) for each in licences_of(font)}.intersection(licences)] == []


def licences_of(font: Path) -> list[Path]:
    """The licences beside a font that are of its family, or of all whose names begin as it does."""
    family = font.name.partition("-")[0]
    beside = (FOLDER / font.parent).glob("OFL-*.txt")
    return [font.parent / each.name for each in beside if family.startswith(each.stem.removeprefix("OFL-"))]


def test_the_changelog_begins_with_the_version_that_is_made() -> None:
    version = tomllib.loads((FOLDER / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    newest = next(line for line in (FOLDER / "CHANGELOG.md").read_text("utf-8").splitlines() if line.startswith("## "))
    assert re.fullmatch(rf"## (\[Unreleased\] - {re.escape(version)}|\[{re.escape(version)}\] - [0-9-]{{10}})", newest)


def test_from_an_empty_folder_it_renders_the_example_to_the_same_bytes(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = run(installed, tmp_path, "-c", "import correspondence.shipped as s; print(s.FOLDER)").strip()
    assert where == str(installed / "correspondence" / "shipped")
    directory = str(installed / "correspondence" / "shipped" / "examples" / "directory.yaml")
    command = ("-m", "correspondence", "render", str(EXAMPLES / EVENT), "-o", "out")
    run(installed, tmp_path, *command, CORRESPONDENCE_DIRECTORY=directory)
    monkeypatch.setenv("CORRESPONDENCE_DIRECTORY", str(EXAMPLES / "directory.yaml"))
    assert main(["render", str(EXAMPLES / EVENT), "-o", str(tmp_path / "here")]) == DONE
    there, here = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("out", "here"))
    assert len(here) > 20
    assert there == here


def test_it_serves_its_pages_and_examples_and_has_the_fingerprint_of_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    program = """
from datetime import date
from starlette.testclient import TestClient
from api.app import create_app
from correspondence import rendering
from correspondence.cli import settings
from correspondence.shipped import EXAMPLES
with settings.service(EXAMPLES / "directory.yaml") as service:
    client = TestClient(create_app(service, dev=True, today=lambda: date(2026, 11, 20)), client=("127.0.0.1", 1))
    print([client.get(path).status_code for path in ("/", "/docs", "/openapi.json", "/health")])
    print(str(EXAMPLES / "extension_needed.json") in client.get("/").text)
print(rendering.fingerprint())
"""
    answers, has_its_own_examples, fingerprint = run(installed, tmp_path, "-c", program).splitlines()
    assert answers == "[200, 200, 200, 200]"
    assert has_its_own_examples == "True"
    assert fingerprint == rendering.fingerprint()
    assert (tmp_path / "var" / "register.sqlite").is_file(), "what it keeps stands where it was called"
