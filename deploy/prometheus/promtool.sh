#!/usr/bin/env bash
# Runs Prometheus' promtool: the one on PATH, or one taken out of Debian's package into .tools
# without installing it (an installed Prometheus would start to run). Exit status 69: there is none.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tools=$here/../../.tools/prometheus
promtool=$tools/usr/bin/promtool

fetch() {
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
  local folder
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' RETURN
  chmod 755 "$folder"
  (cd "$folder" && { apt-get -qq download prometheus || { apt-get -qq update && apt-get -qq download prometheus; }; }) >&2 || return 1
  mkdir -p "$tools"
  dpkg-deb -x "$folder"/prometheus_*.deb "$tools"
}

if command -v promtool >/dev/null; then
  exec promtool "$@"
fi
if [ ! -x "$promtool" ] && ! fetch; then
  echo "promtool is missing: install Prometheus" >&2
  exit 69
fi
exec "$promtool" "$@"
