"""The documents' files."""

import os
import stat
from hashlib import sha256
from pathlib import Path
from resource import RLIMIT_FSIZE, getrlimit, setrlimit
from threading import Event, Thread

import pytest

from correspondence.storage.documents import DocumentStore
from correspondence.storage.errors import DocumentDamaged, Fault

from .samples import files

WORDS = b"the words of a letter"
DIGEST = sha256(WORDS).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> DocumentStore:
    return DocumentStore(tmp_path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file of `WORDS` is."""
    return tmp_path / "documents" / DIGEST[:2] / DIGEST


def test_a_content_is_read_as_it_was_put(store: DocumentStore) -> None:
    store.put([WORDS])
    assert store.read(DIGEST) == WORDS


def test_a_content_stands_in_a_file_named_by_its_hash_for_its_owner_alone(store: DocumentStore, path: Path) -> None:
    store.put([WORDS])
    assert path.read_bytes() == WORDS
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_content_and_its_name_are_on_the_disk_once_it_is_put(
    store: DocumentStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut takes neither: the file is there before it has its name, and the name before `put` ends."""
    synced: list[tuple[str, bool]] = []

    def note(opened: int) -> None:
        synced.append((str(Path(f"/proc/self/fd/{opened}").readlink()), path.exists()))

    monkeypatch.setattr(os, "fsync", note)
    store.put([WORDS])
    file, last = synced[-2:]
    assert (Path(file[0]).parent, file[1]) == (path.parent, False)
    assert last == (str(path.parent), True)


def test_the_same_content_is_kept_once(store: DocumentStore, path: Path, tmp_path: Path) -> None:
    store.put([WORDS, WORDS])
    before = path.stat()
    store.put([WORDS])
    assert files(tmp_path) == {path}
    assert path.stat().st_ino == before.st_ino


@pytest.mark.parametrize("damage", [b"the words of a better", b"", WORDS[:-1]], ids=["changed", "emptied", "cut"])
def test_a_file_that_is_no_longer_what_was_kept_is_never_served(
    store: DocumentStore, path: Path, damage: bytes
) -> None:
    store.put([WORDS])
    path.write_bytes(damage)
    with pytest.raises(DocumentDamaged) as raised:
        store.read(DIGEST)
    assert raised.value.fault is Fault.CHANGED
    assert raised.value.sha256 == DIGEST


def test_a_file_that_is_gone_is_named_as_missing(store: DocumentStore) -> None:
    with pytest.raises(DocumentDamaged) as raised:
        store.read(DIGEST)
    assert raised.value.fault is Fault.MISSING


def test_putting_a_content_again_mends_its_damaged_file(store: DocumentStore, path: Path) -> None:
    store.put([WORDS])
    path.write_bytes(b"damaged")
    store.put([WORDS])
    assert store.read(DIGEST) == WORDS


def test_a_write_that_fails_leaves_no_file(store: DocumentStore, tmp_path: Path) -> None:
    store.put([WORDS])
    limits = getrlimit(RLIMIT_FSIZE)
    setrlimit(RLIMIT_FSIZE, (len(WORDS), limits[1]))  # as when the disk is full
    try:
        with pytest.raises(OSError, match="File too large"):
            store.put([WORDS + WORDS])
    finally:
        setrlimit(RLIMIT_FSIZE, limits)
    assert len(files(tmp_path)) == 1


def test_a_sweep_removes_what_nothing_names_and_half_written_files(
    store: DocumentStore, path: Path, tmp_path: Path
) -> None:
    store.put([WORDS, b"an orphan"])
    (path.parent / ".new-abc").write_bytes(b"half writ")
    assert store.sweep(lambda prefix: {DIGEST} if DIGEST.startswith(prefix) else set()) == 2
    assert files(tmp_path) == {path}


def test_removing_what_is_gone_already_removes_nothing(store: DocumentStore) -> None:
    store.put([WORDS])
    with store.alone():
        assert store.remove([DIGEST, "0" * 64]) == 1
        assert store.remove([DIGEST]) == 0


def test_nothing_is_removed_while_somebody_keeps(store: DocumentStore) -> None:
    entered = Event()

    def sweep() -> None:
        with store.alone():
            entered.set()

    with store.keeping(), store.keeping():  # any number may keep
        sweeper = Thread(target=sweep)
        sweeper.start()
        assert not entered.wait(0.2)
    sweeper.join(5)
    assert entered.is_set()
