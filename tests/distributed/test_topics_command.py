"""``safelight topics apply`` and ``safelight lag`` on a real cluster."""

import json
from uuid import uuid4

from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType
from typer.testing import CliRunner, Result

from safelight.cli import app
from safelight.cluster.local import Servers
from tests.factories.installation import Installation, upload_locally


def _apply(environment: dict[str, str], *options: str) -> Result:
    return CliRunner().invoke(app, ["topics", "apply", *options], env=environment)


def _keep_for_ever(servers: Servers, topic: str) -> None:
    """Do what an operator does by hand: keep a topic's records longer than the code says."""
    client = KafkaAdminClient(bootstrap_servers=servers.kafka.bootstrap)
    setting = {"retention.ms": "-1"}
    client.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, setting)])
    client.close()


def test_topics_are_made_grown_and_never_shrunk_unasked(servers: Servers) -> None:
    prefix = f"t{uuid4().hex[:10]}"
    environment = {
        "SAFELIGHT_KAFKA": servers.kafka.bootstrap,
        "SAFELIGHT_KAFKA_PREFIX": prefix,
        "SAFELIGHT_KAFKA_REPLICATION": "1",
        "SAFELIGHT_KAFKA_PARTITIONS": "2",
    }
    shown = _apply(environment, "--dry-run")
    assert shown.exit_code == 0
    assert f"{prefix}.strip-phi" in shown.stdout
    assert _apply(environment, "--yes").exit_code == 0
    assert "as they should be" in _apply(environment, "--yes").stdout, "a dry run made them"
    grown = {**environment, "SAFELIGHT_KAFKA_PARTITIONS": "4"}
    assert _apply(grown, "--yes").exit_code == 0
    assert "as they should be" in _apply(grown, "--yes").stdout
    assert _apply(environment, "--yes").exit_code == 1, "partitions cannot be taken away"
    _keep_for_ever(servers, f"{prefix}.check")
    left = _apply(grown, "--yes")
    assert left.exit_code == 1
    assert "0 applied, 1 left alone" in left.stdout
    assert _apply(grown, "--yes", "--shrink").exit_code == 0
    assert "as they should be" in _apply(grown, "--yes").stdout


def test_an_answer_is_asked_for_before_anything_changes(servers: Servers) -> None:
    environment = {
        "SAFELIGHT_KAFKA": servers.kafka.bootstrap,
        "SAFELIGHT_KAFKA_PREFIX": f"t{uuid4().hex[:10]}",
        "SAFELIGHT_KAFKA_REPLICATION": "1",
    }
    refused = CliRunner().invoke(app, ["topics", "apply"], env=environment, input="n\n")
    assert "Apply?" in refused.stdout
    assert "create" in _apply(environment, "--dry-run").stdout


def test_lag_counts_what_waits_in_the_outbox(installation: Installation) -> None:
    upload_locally(installation)
    shown = CliRunner().invoke(app, ["lag", "--json"], env=installation.run.environment)
    assert shown.exit_code == 0
    waiting = json.loads(shown.stdout)
    assert waiting["outbox"] > 0
    assert waiting["workers"] == 0
    assert set(waiting["queues"].values()) == {0}
    table = CliRunner().invoke(app, ["lag"], env=installation.run.environment)
    assert "strip_phi" in table.stdout
