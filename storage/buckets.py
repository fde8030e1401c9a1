"""Buckets: how an S3-compatible store is reached, and how long it is waited for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from obstore.store import S3Store

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig, S3Config


def open_bucket(
    name: str,
    *,
    endpoint: str | None,
    region: str,
    access_key_id: str | None,
    secret_access_key: str | None,
) -> S3Store:
    """Open a bucket; nothing is asked of the store yet.

    Without an endpoint it is Amazon's, without keys they come from where Amazon's tools find them.
    Buckets are named in the path, which every S3-compatible store understands. Plain HTTP is
    spoken only where the endpoint says so.
    """
    config: S3Config = {"region": region, "virtual_hosted_style_request": False}
    if endpoint is not None:
        # This name rather than `endpoint`: the environment's AWS_ENDPOINT_URL_S3 would win over
        # that, and patients' bytes would go elsewhere.
        config["aws_endpoint_url_s3"] = endpoint
    if access_key_id is not None and secret_access_key is not None:
        config["access_key_id"] = access_key_id
        config["secret_access_key"] = secret_access_key
    plain = endpoint is not None and endpoint.startswith("http://")
    return S3Store(
        name, config=config, client_options=_client(allow_http=plain), retry_config=_retries()
    )


def _client(*, allow_http: bool) -> ClientConfig:
    """Give up on a store that stands still, not on a large blob that moves slowly."""
    return {
        "allow_http": allow_http,
        "connect_timeout": timedelta(seconds=3),
        "read_timeout": timedelta(seconds=10),
        "timeout": timedelta(minutes=30),
    }


def _retries() -> RetryConfig:
    """Bridge a hiccup; a store that is down is its caller's to wait for, who knows what to do."""
    return {
        "max_retries": 3,
        "retry_timeout": timedelta(seconds=5),
        "backoff": {
            "init_backoff": timedelta(milliseconds=100),
            "max_backoff": timedelta(seconds=1),
            "base": 2,
        },
    }
