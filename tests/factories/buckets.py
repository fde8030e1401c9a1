"""Buckets at a test's S3 server, and what S3 says of them that obstore does not ask for."""

import hashlib
import hmac
from datetime import UTC, datetime
from uuid import uuid4

import httpx

from safelight.cluster.servers import SeaweedServer
from storage.blobs import BlobRef, Blobs

_EMPTY = hashlib.sha256(b"").hexdigest()


def new_bucket(server: SeaweedServer) -> str:
    """Make an empty bucket and return its name."""
    name = f"blobs-{uuid4().hex[:12]}"
    server.create_bucket(name)
    return name


def blobs_in(server: SeaweedServer, bucket: str) -> Blobs:
    """Open a bucket."""
    return Blobs.in_bucket(
        bucket,
        endpoint=server.endpoint,
        region=server.region,
        access_key_id=server.access_key_id,
        secret_access_key=server.secret_access_key,
    )


def uploads_under_way(server: SeaweedServer, bucket: str) -> int:
    """Count the uploads in parts that were neither completed nor aborted."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    headers = {
        "host": f"127.0.0.1:{server.port}",
        "x-amz-content-sha256": _EMPTY,
        "x-amz-date": moment,
    }
    scope = f"{moment[:8]}/{server.region}/s3/aws4_request"
    request = "\n".join(
        (
            "GET",
            f"/{bucket}",
            "uploads=",
            *(f"{name}:{value}" for name, value in headers.items()),
            "",
            ";".join(headers),
            _EMPTY,
        )
    )
    digest = hashlib.sha256(request.encode()).hexdigest()
    key = f"AWS4{server.secret_access_key}".encode()
    for part in (*scope.split("/"), f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{digest}"):
        key = hmac.digest(key, part.encode(), "sha256")
    headers["authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={server.access_key_id}/{scope}, "
        f"SignedHeaders={';'.join(headers)}, Signature={key.hex()}"
    )
    answer = httpx.get(f"{server.endpoint}/{bucket}?uploads=", headers=headers, trust_env=False)
    answer.raise_for_status()
    return answer.text.count("<UploadId>")


def whole(blobs: Blobs, ref: BlobRef) -> bytes:
    """Return all bytes of a blob."""
    return b"".join(blobs.chunks(ref))
