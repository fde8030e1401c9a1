#!/bin/sh
# `safelight` inside the image. A secret that is handed over as a file named like a setting becomes
# that setting, so that no password shows in the container's description.
set -eu

for file in /run/secrets/SAFELIGHT_*; do
  [ -f "$file" ] || continue
  export "${file##*/}=$(cat "$file")"
done
exec python -m safelight "$@"
