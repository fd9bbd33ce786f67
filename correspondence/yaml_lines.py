"""YAML files that people write, read strictly: words stay words, no key stands twice, each fault has its line."""

import re
from collections.abc import Iterator, Sequence

import yaml

_BOOLEAN = "tag:yaml.org,2002:bool"


class StrictYaml(yaml.SafeLoader):
    """YAML in which `on`, `off`, `yes` and `no` are words, as YAML 1.2 has them."""


StrictYaml.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOLEAN]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
StrictYaml.add_implicit_resolver(_BOOLEAN, re.compile(r"true|True|TRUE|false|False|FALSE"), list("tTfF"))


def told(tree: yaml.Node | None, path: Sequence[int | str], detail: str) -> str:
    """A fault as it is told: its line, its path in the file, and what is wrong."""
    return f"line {_line(tree, path)}: {'.'.join(map(str, path))}: {detail}"


def _line(tree: yaml.Node | None, path: Sequence[int | str]) -> int:
    """The line, from 1, on which what *path* leads to begins, or the last part of it that there is."""
    node, line = tree, 1
    for part in path:
        if isinstance(node, yaml.MappingNode):
            inside = {key.value: (key, value) for key, value in node.value}
            key, node = inside.get(str(part), (None, None))
            line = key.start_mark.line + 1 if key is not None else line
        elif isinstance(node, yaml.SequenceNode) and str(part).isdecimal() and int(part) < len(node.value):
            node = node.value[int(part)]
            line = node.start_mark.line + 1
        else:
            break
    return line


def repeated(node: yaml.Node | None, path: tuple[str, ...] = ()) -> Iterator[tuple[int, str]]:
    """Every key that stands a second time in one mapping: its line, and its path in the file."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            at = (*path, str(key.value))
            if at[-1] in seen:
                yield key.start_mark.line + 1, ".".join(at)
            seen.add(at[-1])
            yield from repeated(value, at)
    elif isinstance(node, yaml.SequenceNode):
        for place, value in enumerate(node.value):
            yield from repeated(value, (*path, str(place)))
