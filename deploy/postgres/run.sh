#!/usr/bin/env bash
# Runs PostgreSQL in the foreground, on 127.0.0.1 and on a Unix socket inside DATA_DIR.
#
#   run.sh DATA_DIR PORT
#
# The first start makes a cluster with the superuser and the database "safelight"; the password is
# made up and kept in DATA_DIR/password. A restart goes on with the data. PostgreSQL refuses to run
# as root: started by root, it runs as the user "postgres", who must be able to enter DATA_DIR.
# The process that was started becomes PostgreSQL itself, so signals to it reach PostgreSQL: SIGINT
# stops it fast, SIGQUIT is a crash. With SAFELIGHT_DIE_WITH_PARENT set, the death of the parent is
# a SIGQUIT too. Exit status 69: a program is missing; stderr says which.
set -euo pipefail

missing() {
  echo "$1 is missing: run deploy/install-servers.sh or install the package $2" >&2
  exit 69
}

# The folder of the programs: what is on PATH, or the newest of Debian's, which hides them.
find_programs() {
  local found
  if found=$(command -v postgres) && command -v initdb >/dev/null; then
    dirname "$found"
    return
  fi
  found=$(find /usr/lib/postgresql/*/bin -name postgres 2>/dev/null | sort -V | tail -n 1)
  [ -n "$found" ] && dirname "$found"
}

# A change of user takes back the wish to die with the parent, so each of these says it anew, and
# does nothing when the parent has died before the wish was made.
unless_gone='[ "$PPID" = "$0" ] && exec "$@"'
as_owner() {
  setpriv "${owner[@]}" --pdeathsig KILL -- sh -c "$unless_gone" "$$" "$@"
}

# Renamed into place when complete: a first start that broke off is begun anew.
make_password() {
  [ -e password ] && return
  as_owner sh -c 'umask 077 && od -An -N24 -tx1 /dev/urandom | tr -d " \n" >password.new'
  as_owner mv password.new password
}

make_cluster() {
  [ -e cluster ] && return
  as_owner rm -rf cluster.new
  as_owner "$programs/initdb" --pgdata="$data/cluster.new" --username=safelight \
    --pwfile="$data/password" --auth=scram-sha-256 --encoding=UTF8 --locale=C --data-checksums \
    >/dev/null
  as_owner "$programs/postgres" --single -D "$data/cluster.new" postgres \
    <<<"CREATE DATABASE safelight" >/dev/null
  as_owner mv cluster.new cluster
}

if [ $# -ne 2 ]; then
  echo "usage: run.sh DATA_DIR PORT" >&2
  exit 64
fi
command -v setpriv >/dev/null || missing setpriv util-linux
programs=$(find_programs) || missing postgres postgresql
mkdir -p "$1"
cd "$1"
data=$(pwd -P)

owner=()
if [ "$(id -u)" = 0 ]; then
  id postgres >/dev/null 2>&1 || missing "the user postgres" postgresql
  owner=(--reuid=postgres --regid=postgres --init-groups)
  chown postgres: .
fi
if ! as_owner test -w "$data"; then
  echo "the user $(id -un ${owner:+postgres}) cannot write to $data: a folder above it is closed to it" >&2
  exit 77
fi
make_password
make_cluster

# The path of a Unix socket holds 107 bytes; under a very long DATA_DIR there is only TCP.
socket_folder=$data
[ ${#data} -le 90 ] || socket_folder=
watch=()
at_parents_death=clear
if [ -n "${SAFELIGHT_DIE_WITH_PARENT:-}" ]; then
  watch=(sh -c "$unless_gone" "$PPID")
  at_parents_death=QUIT
fi
exec setpriv "${owner[@]}" --pdeathsig "$at_parents_death" -- "${watch[@]}" "$programs/postgres" \
  -D "$data/cluster" -c listen_addresses=127.0.0.1 -c port="$2" \
  -c unix_socket_directories="$socket_folder" -c fsync=on -c synchronous_commit=on
