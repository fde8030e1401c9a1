"""What the database and the blob store raise when they are away, rather than asked wrongly."""

from obstore.exceptions import BaseError as BlobStoreError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFreeError

OUTAGES = (
    OperationalError,
    InterfaceError,
    NoConnectionFreeError,
    BlobStoreError,
    OSError,
)
"""The same request may succeed later, unchanged. A broken constraint or statement is not here:
trying that again cannot help."""
