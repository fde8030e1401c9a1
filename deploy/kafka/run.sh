#!/usr/bin/env bash
# Runs Apache Kafka in the foreground: broker and controller in one process, on 127.0.0.1 alone.
#
#   run.sh DATA_DIR PORT [CONTROLLER_PORT]    CONTROLLER_PORT is PORT + 1 unless told
#   run.sh --fetch                            only fetches the jars
#
# A restart on the same DATA_DIR goes on with its data. The process that was started becomes Kafka
# itself, so signals to it reach Kafka. Exit status 69: a program is missing; stderr says which.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jars=${SAFELIGHT_KAFKA_JARS:-$here/../../.tools/kafka}

need() {
  command -v "$1" >/dev/null && return
  echo "$1 is missing: run deploy/install-servers.sh or install the package $2" >&2
  exit 69
}

# Runs a command that ends with this script, and not at all when the script was killed before the
# wish was made.
ending_with_this() {
  setpriv --pdeathsig KILL -- sh -c '[ "$PPID" = "$0" ] && exec "$@"' "$$" "$@"
}

# Whether the jars that pom.xml names are there, all of them.
fetched() {
  sha256sum --check --status "$jars/.complete" <"$here/pom.xml" 2>/dev/null
}

fetch() {
  fetched && return
  need java default-jre-headless
  need mvn maven
  mkdir -p "$(dirname "$jars")"
  exec 9>"$jars.lock"
  flock 9
  fetched || copy_jars
  exec 9>&-
}

# The marker is written last: a fetch that broke off is done again.
copy_jars() {
  rm -rf "$jars"
  ending_with_this mvn -q -B -Dstyle.color=never -f "$here/pom.xml" \
    dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$jars" >&2 9>&-
  sha256sum <"$here/pom.xml" >"$jars/.complete"
}

# A killed broker may come back only when its session has run out: 3 s instead of 9 shorten that.
write_properties() {
  cat >"$data/server.properties" <<PROPERTIES
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$controller_port
listeners=PLAINTEXT://127.0.0.1:$port,CONTROLLER://127.0.0.1:$controller_port
advertised.listeners=PLAINTEXT://127.0.0.1:$port
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
controller.listener.names=CONTROLLER
log.dirs=$data/log
auto.create.topics.enable=false
default.replication.factor=1
min.insync.replicas=1
offsets.topic.replication.factor=1
offsets.topic.num.partitions=8
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=8
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=8
group.initial.rebalance.delay.ms=0
broker.heartbeat.interval.ms=500
broker.session.timeout.ms=3000
log.cleaner.dedupe.buffer.size=16777216
PROPERTIES
}

# The marker is written last: a format that broke off is done again.
format() {
  [ -e "$data/formatted" ] && return
  rm -rf "$data/log"
  # 16 random bytes in URL-safe Base64; the leading S keeps it from looking like an option.
  local id
  id=$( (printf S && head -c 15 /dev/urandom) | base64 | tr '+/' '-_' | tr -d '=')
  ending_with_this "${java[@]}" kafka.tools.StorageTool format \
    -t "$id" -c "$data/server.properties"
  touch "$data/formatted"
}

need setpriv util-linux
if [ "${1:-}" = --fetch ]; then
  fetch
  exit
fi
if [ $# -lt 2 ]; then
  echo "usage: run.sh DATA_DIR PORT [CONTROLLER_PORT] | run.sh --fetch" >&2
  exit 64
fi

fetch
need java default-jre-headless
mkdir -p "$1"
data=$(cd "$1" && pwd)
port=$2
controller_port=${3:-$((port + 1))}
java=(
  java -Xms256m -Xmx512m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true
  "-Dkafka.log=$data/kafka.log" "-Dlog4j2.configurationFile=$here/log4j2.xml" -cp "$jars/*"
)
write_properties
format
exec "${java[@]}" kafka.Kafka "$data/server.properties"
