"""Every sentence that a letter could ever say: its templates followed through what they extend, import and call.

Only what is certain is left out: a branch that asks for another audience than the template's own. Whatever a fact
decides counts as possible, so that no combination of facts says what was not counted here.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import Environment, nodes

from correspondence.catalogue.kind import AnyKind
from correspondence.catalogue.registry import CATALOGUE
from correspondence.protocol.letters import Audience

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
SAYING = {"gettext": 0, "ngettext": 0, "pgettext": 1, "npgettext": 1}
"""What a sentence is said with, and which argument is the one it is known by (of a plural the form for one)."""

_ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)  # it only parses
_ENVIRONMENT.policies["ext.i18n.trimmed"] = True


@dataclass(frozen=True, slots=True)
class Source:
    """A template read, not run: what it extends, its blocks and macros, and the files that it calls by a name."""

    name: str
    parent: str | None
    blocks: dict[str, nodes.Block]
    macros: dict[str, nodes.Macro]
    imported: dict[str, str]
    body: tuple[nodes.Node, ...]


@cache
def source(name: str) -> Source:
    """The template *name*, a path below `templates/`."""
    assert (TEMPLATES / name).is_file(), f"write each of these in templates/: {name}"
    tree = _ENVIRONMENT.parse((TEMPLATES / name).read_text("utf-8"), name)
    extended = [_constant(node.template) for node in tree.find_all(nodes.Extends)]
    return Source(
        name=name,
        parent=extended[0] if extended else None,
        blocks={block.name: block for block in tree.find_all(nodes.Block)},
        macros={macro.name: macro for macro in tree.find_all(nodes.Macro)},
        imported={node.target: _constant(node.template) for node in tree.find_all(nodes.Import)},
        body=tuple(tree.body),
    )


def _constant(node: nodes.Node) -> str:
    assert isinstance(node, nodes.Const), "a template names what it extends, imports and says as it stands"
    return str(node.value)


@dataclass(slots=True)
class _Walk:
    """One way through a template for one audience: the chain of what it extends, itself first."""

    audience: Audience
    chain: tuple[Source, ...]
    said: set[str] = field(default_factory=set)
    macros: set[tuple[str, str]] = field(default_factory=set)

    def go(self, parts: Iterable[nodes.Node], at: Source, block: tuple[str, int] | None = None) -> None:
        """Follow *parts* of the template *at*, inside the *block* of that name and depth of the chain, if any."""
        for part in parts:
            match part:
                case nodes.Block():
                    self._enter(part.name, 0)
                case nodes.Macro() | nodes.Extends() | nodes.Import():
                    pass
                case nodes.If():
                    self._choose(part, at, block)
                case nodes.Call():
                    self._call(part, at, block)
                    self.go(part.iter_child_nodes(), at, block)
                case nodes.Include() | nodes.FromImport():
                    raise NotImplementedError(f"{at.name}: {type(part).__name__} is not followed here")
                case _:
                    self.go(part.iter_child_nodes(), at, block)

    def _enter(self, name: str, depth: int) -> None:
        """The block *name* as the nearest of the chain has it, from *depth* on."""
        for i, at in enumerate(self.chain[depth:], depth):
            if name in at.blocks:
                return self.go(at.blocks[name].body, at, (name, i))
        return None

    def _choose(self, part: nodes.If, at: Source, block: tuple[str, int] | None) -> None:
        """The branches that this audience can come to."""
        for test, body in ((part.test, part.body), *((other.test, other.body) for other in part.elif_)):
            known = _known(test, self.audience)
            if known is not False:
                self.go((test, *body), at, block)
            if known is True:
                return
        self.go(part.else_, at, block)

    def _call(self, call: nodes.Call, at: Source, block: tuple[str, int] | None) -> None:
        match call.node:
            case nodes.Name(name=name) if name in SAYING:
                self.said.add(_constant(call.args[SAYING[name]]))
            case nodes.Name(name="super"):
                assert block is not None
                self._enter(block[0], block[1] + 1)
            case nodes.Name(name=name) if name in at.macros:
                self._play(at, name)
            case nodes.Getattr(node=nodes.Name(name="self"), attr=name):
                self._enter(name, 0)
            case nodes.Getattr(node=nodes.Name(name=alias), attr=name) if alias in at.imported:
                self._play(source(at.imported[alias]), name)

    def _play(self, at: Source, name: str) -> None:
        if (at.name, name) not in self.macros:
            self.macros.add((at.name, name))
            self.go(at.macros[name].body, at)


def _known(test: nodes.Node, audience: Audience) -> bool | None:
    """What a condition comes to for an audience, as far as that alone decides it."""
    match test:
        case nodes.Compare(expr=nodes.Name(name="audience"), ops=[nodes.Operand(op="eq", expr=nodes.Const(value=one))]):
            return bool(one == audience.value)
        case nodes.Compare(expr=nodes.Name(name="audience"), ops=[nodes.Operand(op="ne", expr=nodes.Const(value=one))]):
            return bool(one != audience.value)
        case nodes.And() if False in (_known(test.left, audience), _known(test.right, audience)):
            return False
        case nodes.Or() if True in (_known(test.left, audience), _known(test.right, audience)):
            return True
        case nodes.Not():
            inner = _known(test.node, audience)
            return None if inner is None else not inner
        case _:
            return None


def _chain(name: str) -> Iterator[Source]:
    at: Source | None = source(name)
    while at is not None:
        yield at
        at = source(at.parent) if at.parent else None


@cache
def said_by(template: str, audience: Audience) -> frozenset[str]:
    """Every sentence that a template can come to say to *audience*, its own and those of all that it calls."""
    chain = tuple(_chain(template))
    walk = _Walk(audience, chain)
    for at in chain[:-1]:  # outside its blocks, a template that extends another prints nothing but may set
        walk.go((part for part in at.body if isinstance(part, nodes.Assign | nodes.AssignBlock)), at)
    walk.go(chain[-1].body, chain[-1])
    return frozenset(walk.said)


def reachable(kind: AnyKind, audience: Audience) -> frozenset[str]:
    """Every sentence that a letter of *kind* to *audience* can come to say, in any of its parts."""
    every = (said_by(f"{part.folder}/{audience}.html", audience) for part in kind.parts)
    return frozenset().union(*every)


_NO_ADVISER_BEFORE = "nobody has a case that is passed back, or that still waits in a Hub"
_TOLD_BY_THE_LETTER_ITSELF = "both days stand in the letter itself, so its facts leave the change of day out"
CANNOT_BE = {
    "brought_forward": {
        "Until now, your family’s adviser was": _NO_ADVISER_BEFORE,
        "Until now, your adviser was": _NO_ADVISER_BEFORE,
        "Before, your helper was": _NO_ADVISER_BEFORE,
    },
    "hub_closing": {
        "Until now, your family’s adviser was": _NO_ADVISER_BEFORE,
        "Until now, your adviser was": _NO_ADVISER_BEFORE,
        "Before, your helper was": _NO_ADVISER_BEFORE,
    },
    "extension_sought": {"The judge has given us a new day": _TOLD_BY_THE_LETTER_ITSELF},
    "extension_decided": {
        "The court has changed the day by which we must finish.": _TOLD_BY_THE_LETTER_ITSELF,
        "The judge has given us a new day": _TOLD_BY_THE_LETTER_ITSELF,
    },
}
"""How sentences begin that a kind cannot say though its templates could, and why: its facts never lead there.

That they never do is tried with random cases (`tests/service/test_nothing_is_held_by_its_own_words.py`): such a letter
would be held.
"""


def sayable(kind: AnyKind, audience: Audience) -> frozenset[str]:
    """What is reachable, without what cannot be."""
    never = tuple(CANNOT_BE.get(kind.code, ()))
    return frozenset(sentence for sentence in reachable(kind, audience) if not sentence.startswith(never))


_AT_WORK = frozenset({Audience.COURT, Audience.OFFICE, Audience.FILE})


def readership(audience: Audience) -> frozenset[Audience]:
    """Those for whom a sentence is reviewed at once: readers at work are one, each of a family is one by itself."""
    return _AT_WORK if audience in _AT_WORK else frozenset({audience})


def shared(shown: Mapping[str, Mapping[str, Collection[str]]]) -> dict[str, dict[str, list[str]]]:
    """What each kind can say in words that its own golden files do not show, and another kind's do.

    *shown*: by kind and audience the sentences in golden files. Only what was shown to the same readership counts: a
    sentence that nobody has seen in a finished letter is accepted nowhere.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for code, kind in CATALOGUE.items():
        for audience in kind.versions:
            seen = {s for one in shown.values() for each in readership(audience) for s in one.get(each.value, ())}
            more = sayable(kind, audience) & seen - {*shown.get(code, {}).get(audience.value, ())}
            if more:
                found.setdefault(code, {})[audience.value] = sorted(more)
    return dict(sorted(found.items()))
