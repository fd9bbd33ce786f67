"""Small ways in which the product could break, each with the tests that must notice: `make breakages` tries them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).parent / "breakages.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakage:
    """One way to break the product: in `file` the text `old`, which stands there once, becomes `new`.

    `kind`: which part of what we promise it breaks. `tests`: those that must fail then, each of them.
    """

    name: str
    kind: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def broken(self, source: str) -> str:
        """The file's text with the breakage in it. Raises `LookupError` where *old* does not stand there once."""
        found = source.count(self.old)
        if found != 1:
            raise LookupError(
                f"{self.name}: what it breaks stands {found} times in {self.file}. The code has moved on: find what "
                f"would break the same promise today and say it in {TABLE.relative_to(ROOT)}"
            )
        return source.replace(self.old, self.new)


@cache
def breakages() -> tuple[Breakage, ...]:
    """Every breakage of the table, in its order."""
    table = tomllib.loads(TABLE.read_text("utf-8"))["breakage"]
    return tuple(Breakage(**(entry | {"tests": tuple(entry["tests"])})) for entry in table)
