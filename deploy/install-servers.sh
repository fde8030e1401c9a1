#!/usr/bin/env bash
# Installs what the local servers of the distributed run need: Java 17 or later and Maven for Kafka
# (whose jars deploy/kafka/run.sh fetches), and PostgreSQL. SeaweedFS comes with the Python extra
# "cluster". Does nothing when all is there. Installs as root on Debian and its kin; elsewhere it
# says what is missing and exits with status 69.
set -euo pipefail

has() {
  command -v "$1" >/dev/null
}

has_java() {
  local version
  has java && version=$(java -version 2>&1 | sed -n '1s/.* version "\([0-9]*\).*/\1/p') &&
    [ "${version:-0}" -ge 17 ]
}

has_postgres() {
  has postgres && has initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

find_missing() {
  missing=()
  has_java || missing+=(default-jre-headless)
  has mvn || missing+=(maven)
  has_postgres || missing+=(postgresql)
  has setpriv && has flock || missing+=(util-linux)
}

give_up() {
  echo "$1 (these are Debian's names):" >&2
  printf '  %s\n' "${missing[@]}" >&2
  exit 69
}

find_missing
[ ${#missing[@]} -gt 0 ] || exit 0
if [ "$(id -u)" != 0 ] || ! has apt-get; then
  give_up "The distributed run needs these packages; install them as root"
fi
echo "Installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -qq --no-install-recommends "${missing[@]}" >/dev/null
find_missing
[ ${#missing[@]} -eq 0 ] || give_up "Installed, and still without what these packages should bring"
