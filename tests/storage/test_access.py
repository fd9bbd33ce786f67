"""Keys, and who did what."""

from pathlib import Path

import pytest

from correspondence.storage.errors import KeyNameTaken, KeyNeedsHub, NoSuchKey
from correspondence.storage.records import Access, Key, KeyRole
from correspondence.storage.register import Register

from .samples import NOW


def test_a_key_opens_what_it_was_made_for(register: Register) -> None:
    plain = register.add_key("essex-desk", KeyRole.HUB, "essex")
    assert register.key_of(plain) == Key(name="essex-desk", role=KeyRole.HUB, hub="essex", made_at=NOW)


def test_no_two_keys_are_the_same_and_none_can_be_guessed(register: Register) -> None:
    one, two = (register.add_key(name, KeyRole.ADMIN) for name in ("one", "two"))
    assert one != two
    assert len(one) >= 43  # 256 bits


@pytest.mark.parametrize("wrong", ["", "x", "é" * 43, "a" * 100_000])
def test_what_is_no_key_opens_nothing(register: Register, wrong: str) -> None:
    register.add_key("essex-desk", KeyRole.HUB, "essex")
    assert register.key_of(wrong) is None


def test_a_key_is_kept_only_as_a_hash(register: Register, folder: Path) -> None:
    plain = register.add_key("essex-desk", KeyRole.HUB, "essex")
    assert all(plain.encode() not in path.read_bytes() for path in folder.iterdir() if path.is_file())


def test_a_revoked_key_opens_nothing_and_its_name_stays_taken(register: Register) -> None:
    plain = register.add_key("desk", KeyRole.LISTS)
    register.revoke_key("desk")
    assert register.key_of(plain) is None
    with pytest.raises(KeyNameTaken):
        register.add_key("desk", KeyRole.LISTS)
    with pytest.raises(NoSuchKey):
        register.revoke_key("desk")


@pytest.mark.parametrize("role", [KeyRole.HUB, KeyRole.SUPERVISOR])
def test_a_role_that_is_for_one_hub_needs_one(register: Register, role: KeyRole) -> None:
    with pytest.raises(KeyNeedsHub):
        register.add_key("desk", role)


def test_every_access_is_recorded_with_its_key_in_order(register: Register) -> None:
    register.note_access("essex-desk", "read", "AAAA-AAAA-AAAA")
    register.note_access(None, "status", "AAAA-AAAA-AAAA")
    register.note_access("essex-desk", "read", "BBBB-BBBB-BBBB")
    assert register.accesses_of("AAAA-AAAA-AAAA") == (
        Access(at=NOW, key_name="essex-desk", action="read", target="AAAA-AAAA-AAAA"),
        Access(at=NOW, key_name=None, action="status", target="AAAA-AAAA-AAAA"),
    )
