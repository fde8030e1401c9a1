"""Submissions with one sealed medium, put straight into a database and a vault."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from moderation import accounts, intake
from schemas.http.accounts import Registration
from schemas.http.submissions import NewSubmission
from schemas.media_type import MediaType
from schemas.states import Role
from schemas.vocabulary import CONSENT_VERSION, BodyRegion, Specialty
from storage.blobs import Blobs, RawRef
from storage.darkroom import Darkroom
from storage.keyring import Keyring
from storage.submission_keys import SubmissionKeys
from storage.unit_of_work import Database
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Kept:
    """A database with blobs and keys, as the system has them."""

    database: Database
    blobs: Blobs
    keyring: Keyring
    keys: SubmissionKeys
    vault: Vault
    darkroom: Darkroom


def keep(database: Database, folder: Path) -> Kept:
    """Put blobs and keys beside a database."""
    blobs, keyring = Blobs.in_folder(folder / "blobs"), Keyring(bytes(32))
    keys = SubmissionKeys(keyring, database.clock)
    return Kept(database, blobs, keyring, keys, Vault(blobs, keys), Darkroom(blobs, keys))


def submitted(kept: Kept, data: bytes) -> tuple[UUID, UUID]:
    """Submit one medium; return the submission's and the medium's id."""
    medium_id = uuid4()
    with kept.database.writing() as uow:
        email = f"{uuid4().hex}@example.org"
        new = Registration(email=email, display_name="Ada", password="long enough 1")
        uploader = accounts.register(uow, new, [Role.CLINICIAN]).id
        draft = NewSubmission(
            title="A case",
            specialty=Specialty.OTHER,
            body_region=BodyRegion.OTHER,
            consent=True,
            consent_version=CONSENT_VERSION,
        )
        submission_id = intake.open_submission(uow, kept.keys, uploader, draft).id
        key = kept.vault.key(uow.session, submission_id)
    kept.vault.store(RawRef(submission_id, medium_id), [data], key)
    with kept.database.writing() as uow:
        intake.add_medium(uow, submission_id, uploader, medium_id, MediaType.PNG, len(data))
        intake.submit(uow, submission_id, uploader)
    return submission_id, medium_id
