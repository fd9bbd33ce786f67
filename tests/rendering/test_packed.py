"""The streams of a PDF are packed at one level, whatever pydyf asks for."""

import zlib

import pydyf
import pytest

from correspondence.rendering import packed

CONTENT = b" ".join(b"%d" % (number * number) for number in range(2000))


def test_a_stream_is_packed_at_our_level_and_says_what_it_said() -> None:
    written = pydyf.Stream([CONTENT], compress=True).data
    assert zlib.compress(CONTENT, packed.LEVEL) in written
    assert zlib.compress(CONTENT, packed.LEVEL) != zlib.compress(CONTENT, 9)


def test_another_version_of_what_writes_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pydyf, "VERSION", "0.14.0")
    with pytest.raises(RuntimeError, match=r"0\.14\.0"):
        packed.install()
