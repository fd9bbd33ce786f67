"""Functions of WeasyPrint put behind ones of ours, and a way back.

All of them hang on what WeasyPrint's inside does. So each of its files on which they hang is known by its SHA-256:
where one is another, nothing is wrapped.
"""

import sys
from collections.abc import Callable
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from correspondence.protocol.record import record

VERSIONS = {"weasyprint": "70.0", "pydyf": "0.13.0"}
FILES = {
    "pydyf/__init__.py": "0b10add9e640961db4636205686066e2b955fba63cad51e602a69250ef1df0d6",
    "weasyprint/css/__init__.py": "77ad7287f90d7cfaf85eb00ebe7af47d2bedfb856d7dc68717152f2d8a7605fd",
    "weasyprint/draw/__init__.py": "fb6fcee79a80059c72a3142ef941d4968e3aeeddc8fbbcac2e8519e8be55e348",
    "weasyprint/draw/text.py": "c9a450aa209277e760227e1fed2da492647bd28e5a5ebc4c9d8aaedecc400d77",
    "weasyprint/formatting_structure/boxes.py": "8ffd28ab74a149f0097208fcba6a80df0c8bb01e8fd4f9ced95d11b7e9807e23",
    "weasyprint/layout/inline.py": "0e7c1569330f54734ed61b568789c4f279ba103c0385115efa6444f3c43b96b4",
    "weasyprint/layout/page.py": "d99c5aceb36d458619a9cecb466a09df8827b9160fafacab7b4972a0d354dcca",
    "weasyprint/layout/percent.py": "bac190e240dce17b4342feb99423e8232433d3727c0833897f50fed88cb163a2",
    "weasyprint/layout/preferred.py": "a7973703cd8ac5fada246b35e7fea6e728a364002adc5dbb248ee08f084c0a6e",
    "weasyprint/pdf/fonts.py": "9ad9a202a416b84585e59d758e6b5e1b35604807dc3fa4472b6829bc5c4cdcb7",
    "weasyprint/pdf/stream.py": "4faf9169d1970d4688b9cf41f733659ca6b1c4c098707c64f67c47a07309e81e",
    "weasyprint/text/fonts.py": "59d74d0c161349b8416f1d13466e16dd47c1161f0a397ff1e4ca70814eb36091",
    "weasyprint/text/line_break.py": "1f5a855ad992e0bebaf5512d2b806fd991090e0e91bf79d3d5a3a0176b22af97",
}


@record
class Wrapped:
    """A function that was wrapped: whose attribute of what name it was, and what it is by itself."""

    owner: Any
    name: str
    plain: Any


wrapped: list[Wrapped] = []
"""Every function that is wrapped now."""


def changed() -> tuple[str, ...]:
    """What is not as these wrappers know it: packages of another version, files that say something else."""
    others = tuple(name for name, known in VERSIONS.items() if version(name) != known)
    return others or tuple(name for name, known in FILES.items() if digest(name) != known)


def digest(name: str) -> str:
    """The SHA-256 of a file of a package, by its path in the folder of packages; empty where there is none."""
    package, _, rest = name.partition("/")
    spec = find_spec(package)
    path = Path(spec.origin).parent / rest if spec and spec.origin else None
    return sha256(path.read_bytes()).hexdigest() if path and path.is_file() else ""


def wrap(owner: Any, name: str, wrapper: Callable[[Any], Any]) -> None:
    """Puts what *wrapper* makes of a function in its place."""
    plain = getattr(owner, name)
    wrapped.append(Wrapped(owner=owner, name=name, plain=plain))
    setattr(owner, name, wrapper(plain))


def wrap_everywhere(package: str, name: str, plain: Any, ours: Any) -> None:
    """Puts *ours* wherever a module of *package* holds *plain* under that name."""
    for found, module in [*sys.modules.items()]:
        if found.startswith(package) and getattr(module, name, None) is plain:
            wrap(module, name, lambda _: ours)


def unwrap() -> None:
    """Puts every function back."""
    while wrapped:
        last = wrapped.pop()
        setattr(last.owner, last.name, last.plain)
