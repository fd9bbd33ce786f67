"""Zip files that do not depend on the day or the machine they were made on."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST = "[Content_Types].xml"
_DOS_EPOCH = (1980, 1, 1, 0, 0, 0)


def stable_zip(content: bytes) -> bytes:
    """The same files in the order of their names, without times: equal files give equal bytes."""
    return zipped(unzipped(content))


def unzipped(content: bytes) -> dict[str, bytes]:
    """The files of a zip, by name."""
    with ZipFile(BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files by name in one zip, in the order of their names, without times."""
    made = BytesIO()
    with ZipFile(made, "w") as target:
        for name in sorted(files, key=lambda name: (name != _FIRST, name)):
            entry = ZipInfo(name, _DOS_EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            target.writestr(entry, files[name])
    return made.getvalue()
