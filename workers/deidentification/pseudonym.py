"""Unique identifiers, mapped so that the files of one case stay together, and no others."""

import hashlib
import hmac

from pydicom.uid import UID

_VERSION_MASK = ~(0xF << 76) & ~(0x3 << 62)
_VERSION_8 = (0x8 << 76) | (0x2 << 62)


def map_uid(uid: str, key: bytes) -> UID:
    """Return the pseudonym of a DICOM UID under a 32-byte key.

    The first 128 bits of HMAC-SHA256, marked as a custom UUID (RFC 9562 section 5.8) and written
    under the root 2.25 (PS3.5 section B.2). Without the key neither direction can be computed;
    with it the same UID always gets the same pseudonym, so series and studies hold together.
    """
    digest = hmac.new(key, uid.encode("utf-8", "surrogateescape"), hashlib.sha256).digest()
    number = (int.from_bytes(digest[:16], "big") & _VERSION_MASK) | _VERSION_8
    return UID(f"2.25.{number}")
