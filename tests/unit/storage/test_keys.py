"""The master key, submissions' keys, and what shredding one means."""

import stat
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag

from moderation import accounts, intake
from schemas.http.accounts import Registration
from schemas.http.submissions import NewSubmission
from schemas.states import Role
from schemas.vocabulary import CONSENT_VERSION, BodyRegion, Specialty
from storage.blobs import Blobs, RawRef
from storage.keyring import Keyring, new_key_file, read_key_file
from storage.submission_keys import KeyShreddedError, SubmissionKeys
from storage.unit_of_work import Database
from storage.vault import Vault


def test_a_key_file_is_its_owners_alone_and_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "master.key"
    new_key_file(file)
    first = read_key_file(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(first) == 32
    new_key_file(file)
    assert read_key_file(file) == first


def test_a_wrapped_key_opens_only_for_its_submission_and_under_its_master_key() -> None:
    keyring, submission_id = Keyring(bytes(32)), uuid4()
    wrapped = keyring.wrap(b"k" * 32, submission_id)
    assert keyring.unwrap(wrapped, submission_id) == b"k" * 32
    with pytest.raises(InvalidTag):
        keyring.unwrap(wrapped, uuid4())
    with pytest.raises(InvalidTag):
        Keyring(b"\x01" * 32).unwrap(wrapped, submission_id)


def test_pseudonym_keys_differ_between_accounts_and_stay_the_same_for_one() -> None:
    keyring, account = Keyring(bytes(32)), uuid4()
    assert keyring.pseudonym_key(account) == keyring.pseudonym_key(account)
    assert keyring.pseudonym_key(account) != keyring.pseudonym_key(uuid4())


def test_a_shredded_key_leaves_noise(database: Database, tmp_path: Path) -> None:
    keys = SubmissionKeys(Keyring(bytes(32)), database.clock)
    vault = Vault(Blobs.in_folder(tmp_path / "blobs"), keys)
    with database.writing() as uow:
        person = accounts.register(
            uow,
            Registration(email="a@b.co", display_name="Ada", password="long enough 1"),
            [Role.CLINICIAN],
        )
        new = NewSubmission(
            title="Title",
            specialty=Specialty.OTHER,
            body_region=BodyRegion.OTHER,
            consent=True,
            consent_version=CONSENT_VERSION,
        )
        submission = intake.open_submission(uow, keys, person.id, new)
        key = vault.key(uow.session, submission.id)
    ref = RawRef(submission.id, uuid4())
    vault.store(ref, [b"the original"], key)
    (stored,) = (path for path in (tmp_path / "blobs").rglob("*") if path.is_file())
    assert b"the original" not in stored.read_bytes()
    assert b"".join(vault.chunks(ref, key)) == b"the original"
    with database.writing() as uow:
        assert keys.shred(uow.session, submission.id)
        assert not keys.shred(uow.session, submission.id)
    with database.reading() as session, pytest.raises(KeyShreddedError):
        vault.key(session, submission.id)
