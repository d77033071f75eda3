#!/usr/bin/env bash
# The image that deploy/Containerfile begins with: Debian 13 and the packages of docs/install.md, by Debian's own tools.
#   base_image.sh [IMAGE]     (root; mmdebstrap and podman)
set -euo pipefail
IMAGE=${1:-localhost/portail-base}
for command in mmdebstrap podman; do
  command -v "$command" >/dev/null || { printf '%s\n' "Il manque $command : « apt-get install --no-install-recommends podman mmdebstrap », puis relancez." >&2; exit 1; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
packages=python3,python3-venv,ca-certificates,postgresql-client,libpango-1.0-0,libpangoft2-1.0-0,libharfbuzz-subset0,fonts-dejavu-core
mmdebstrap --quiet --variant=minbase --include="$packages" trixie "$folder/base.tar"
podman import --quiet "$folder/base.tar" "$IMAGE"
