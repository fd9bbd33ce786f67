"""The container is what `make setup` makes: the same system libraries, the same lock, and nothing of more rights."""

import re
import tomllib

import yaml

from tests.locks import ROOT

CONTAINERFILE = (ROOT / "Containerfile").read_text("utf-8")


def test_it_installs_the_system_libraries_that_setup_installs() -> None:
    needed = set(re.findall(r"packages\+=\(([\w.-]+)\)", (ROOT / ".ci" / "setup").read_text("utf-8")))
    assert len(needed) > 3
    assert needed <= set(re.findall(r"[\w.-]+", CONTAINERFILE))


def test_it_installs_the_lock_as_it_is() -> None:
    (install,) = [line for line in CONTAINERFILE.splitlines() if "-r requirements" in line]
    assert install.endswith(" -r requirements.txt")
    assert {"--no-deps", "--require-hashes", "--only-binary"} <= set(install.split())
    assert "pip check" in CONTAINERFILE


def test_all_that_the_wheel_is_built_from_is_sent_to_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    built_from = [project["project"]["readme"], *project["project"]["license-files"]]
    built_from += project["tool"]["hatch"]["build"]["targets"]["wheel"]["include"]
    needed = {"pyproject.toml", "requirements.txt"} | {name.lstrip("/").split("/")[0] for name in built_from}
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert "*" in ignored, "nothing is sent that is not named"
    assert needed == {line.removeprefix("!") for line in ignored if line.startswith("!")}


def test_it_runs_as_no_root_and_nothing_but_its_data_can_be_written() -> None:
    assert re.search(r"^USER [1-9]\d*$", CONTAINERFILE, re.MULTILINE)
    composed = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    service = composed["services"]["service"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    writable = [volume for volume in service["volumes"] if not volume.endswith(":ro")]
    assert writable == ["documents:/data"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
