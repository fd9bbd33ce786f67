"""Takes what the code gives now as golden, in a commit that says why the letter changed: `--accept-golden [KIND]`."""

from pathlib import Path

from correspondence.catalogue.kinds import CATALOGUE
from correspondence.checks import wording

from .scenario import Scenario
from .scenarios import GOLDEN_FILES, as_json, frame_seen, kept_files, scenarios, sentences_seen, write_scenario


def accept(only: str | None = None) -> list[str]:
    """Rewrite every golden file (of the kind *only*) that differs and remove what no scenario gives.

    Says what was done, file by file.

    The accepted sentences come first, since the letters are checked against them.
    """
    wanted = [kind for kind in sorted(CATALOGUE) if only in (None, kind)]
    done = [line for kind in wanted for line in _accept_sentences(kind)]
    done += _accept(GOLDEN_FILES / wording.FRAME, as_json(frame_seen()))
    wording.accepted_sentences.cache_clear()
    return done + [line for scenario in scenarios() if scenario.kind in wanted for line in _accept_documents(scenario)]


def _accept_sentences(kind: str) -> list[str]:
    return _accept(GOLDEN_FILES / kind / "accepted.json", as_json(sentences_seen(kind)))


def _accept(path: Path, seen: bytes) -> list[str]:
    if path.is_file() and path.read_bytes() == seen:
        return []
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(seen)
    return [f"accepted {path.relative_to(GOLDEN_FILES)}"]


def _accept_documents(scenario: Scenario) -> list[str]:
    kept, made = kept_files(scenario), write_scenario(scenario)
    place = f"{scenario.kind}/{scenario.name}"
    stale = sorted(kept.keys() - made.keys())
    new = sorted(name for name, content in made.items() if name not in kept or kept[name].read_bytes() != content)
    for name in stale:
        kept[name].unlink()
    for name in new:
        (scenario.folder / name).write_bytes(made[name])
    return [f"removed {place}/{name}" for name in stale] + [f"accepted {place}/{name}" for name in new]
