#!/usr/bin/env bash
# Makes up the secrets that compose.yaml hands to its services, in deploy/secrets.
#
#   deploy/secrets.sh
#
# What is there already stays as it is, so that it may be run again. The files can be read by
# everybody, because a container's user has a number that this machine does not know; the folder
# lets nobody but you get at them.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
umask 077
mkdir -p secrets
echo '*' >secrets/.gitignore

random() {
  head -c "$1" /dev/urandom | od -An -v -tx1 | tr -d ' \n'
}

# Keeps standard input as a secret of this name, whole or not at all.
keep() {
  if [ -e "secrets/$1" ]; then
    cat >/dev/null
    return
  fi
  cat >"secrets/$1.new"
  chmod 444 "secrets/$1.new"
  mv "secrets/$1.new" "secrets/$1"
  echo "made deploy/secrets/$1"
}

fresh_key=
[ -e secrets/master.key ] || fresh_key=yes
random 32 | keep master.key
random 24 | keep postgres-password
random 10 | keep s3-access-key-id
random 24 | keep s3-secret-access-key
printf 'postgresql+psycopg://safelight:%s@postgres/safelight' "$(cat secrets/postgres-password)" |
  keep database-url
keep seaweedfs.json <<JSON
{
  "identities": [
    {
      "name": "safelight",
      "credentials": [
        {
          "accessKey": "$(cat secrets/s3-access-key-id)",
          "secretKey": "$(cat secrets/s3-secret-access-key)"
        }
      ],
      "actions": ["Read:safelight", "Write:safelight", "List:safelight"]
    }
  ]
}
JSON

if [ -n "$fresh_key" ]; then
  echo "Keep a copy of deploy/secrets/master.key elsewhere: without it nothing can be opened again."
fi
