"""Settings: from the environment, prefix ``SAFELIGHT_``; nothing is read at import."""

import os
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from workers.deidentification.options import DEFAULT, Options, parsed

_ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """What an operator may set. docs/configuration.md lists them; a test holds it to that."""

    model_config = SettingsConfigDict(env_prefix="SAFELIGHT_", frozen=True)

    data: Path = Field(Path("data"), description="Folder for the database, the blobs and the key")
    host: str = Field("127.0.0.1", description="Address to listen on")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one")
    https: bool = Field(
        default=False,
        description="Whether browsers reach the site over HTTPS (behind a proxy, say); "
        "session cookies are then sent over HTTPS only",
    )
    master_key_file: Path | None = Field(
        None,
        description="File with the master key, 64 hexadecimal digits; "
        "made by `safelight vault new-key FILE`",
    )
    web_folder: Path = Field(
        _ROOT / "moderation_ui" / "dist", description="Folder of the built web face"
    )
    max_upload_bytes: int = Field(
        500_000_000, gt=0, description="Largest upload of one file, in bytes"
    )
    pool_size: int = Field(
        default_factory=lambda: os.cpu_count() or 1,
        gt=0,
        description="Processes that decode and detect; one per core as a rule",
    )
    pool_memory_bytes: int = Field(
        8 << 30, gt=0, description="Address space of each of these processes, in bytes"
    )
    stages: str = Field(
        "workers.stages", description="Package whose modules are the stages; every role needs it"
    )
    deidentification: str = Field(
        ",".join(sorted(DEFAULT)),
        description="Options of the DICOM confidentiality profile, with commas between; "
        "docs/phi.md says what each of them does",
    )
    dlib_vote: bool = Field(
        default=False,
        description="Give dlib's finder of faces a vote on still pictures; docs/adr/0017-faces.md "
        "says what that adds and costs",
    )
    sweep_seconds: float = Field(
        30.0, gt=0, description="How often the sweeper looks for what stands still"
    )
    still_after_seconds: float = Field(
        7200.0, gt=0, description="How long work may stand before it is announced again"
    )
    stop_seconds: float = Field(
        20.0, ge=0, description="How long a stop waits for pictures that are being processed"
    )
    log_level: str = Field("info", description="debug, info, warning or error")

    # The distributed run: docs/distributed.md

    database_url: SecretStr | None = Field(
        None,
        description="PostgreSQL as `postgresql+psycopg://USER:PASSWORD@HOST/NAME`; "
        "without it, SQLite in the data folder",
    )
    s3_bucket: str | None = Field(
        None, description="Bucket for the bytes; without it, the data folder"
    )
    s3_endpoint: str | None = Field(
        None, description="Address of the S3-compatible store, where it is not Amazon's"
    )
    s3_region: str = Field("us-east-1", description="The bucket's region")
    s3_access_key_id: str | None = Field(None, description="Who asks for the bucket")
    s3_secret_access_key: SecretStr | None = Field(None, description="Their secret")
    kafka: str | None = Field(
        None, description="Kafka's bootstrap servers, `HOST:PORT`, several with commas between"
    )
    kafka_prefix: str = Field(
        "safelight", description="What topic names begin with, and the consumer group's name"
    )
    kafka_partitions: int = Field(
        16, gt=0, description="Partitions of each queue's topic: the most workers that can share it"
    )
    kafka_replication: int = Field(3, gt=0, description="Copies of each topic among the brokers")
    worker_name: str | None = Field(
        None,
        description="A worker's own name over restarts; with one, a quick restart "
        "does not move its partitions",
    )
    worker_session_seconds: float = Field(
        10.0, gt=0, description="How long a worker may be silent before others get its partitions"
    )
    worker_patience_seconds: float = Field(
        120.0,
        gt=0,
        description="How long a worker with lag may make no progress before it ends itself",
    )

    @field_validator("deidentification")
    @classmethod
    def _are_options(cls, value: str) -> str:
        parsed(value)
        return value

    @property
    def options(self) -> Options:
        """The options of the confidentiality profile."""
        return parsed(self.deidentification)

    @property
    def database_address(self) -> str:
        """Where the database is, for SQLAlchemy."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data.resolve() / 'safelight.db'}"
