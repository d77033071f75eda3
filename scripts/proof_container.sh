#!/usr/bin/env bash
# The container of the proof, for root: scripts/proof_install.sh starts it beside the proof, which owns nothing.
#   proof_container.sh SOURCE FOLDER    builds the image of SOURCE, waits for FOLDER/ask (the settings of the installed
# site), starts it on them; FOLDER/said tells what was seen, then FOLDER/code is 0 or not.
set -u
export PODMAN_IGNORE_CGROUPSV1_WARNING=1
SOURCE=$1 FOLDER=$2 IMAGE=localhost/portail-proof NAME=portail-proof-$$ PORT=${PORT_CONTAINER:-18765}
RUNTIME=()

tidy() {
  podman "${RUNTIME[@]}" rm --force --time 5 "$NAME-web" "$NAME-worker" >/dev/null 2>&1
  podman volume rm --force "$NAME" >/dev/null 2>&1
}
end() { tidy; printf '%s\n' "$1" > "$FOLDER/code"; exit "$1"; }
fail() { printf '%s\n' "$*" >> "$FOLDER/said"; end 1; }
trap 'tidy; exit 1' TERM INT

# start NAME-KIND WORDS…: as docs/operations.md says it.
start() {
  local kind=$1
  shift
  podman "${RUNTIME[@]}" run --detach --name "$NAME-$kind" --network host --read-only --tmpfs /tmp --cap-drop all \
    --security-opt no-new-privileges --env-file "$FOLDER/env" --volume "$NAME:/var/lib/portail" "$IMAGE" "$@"
}
inside() { podman "${RUNTIME[@]}" exec "$NAME-web" /srv/portail/.venv/bin/python "$@"; }
asks() { python3 - "$PORT" "$1" <<'P'
import sys, urllib.request
headers = {"Host": "portail.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"}
asked = urllib.request.Request(f"http://127.0.0.1:{sys.argv[1]}{sys.argv[2]}", headers=headers)
print(urllib.request.urlopen(asked, timeout=20).status)
P
}

podman image exists localhost/portail-base || bash "$SOURCE/deploy/base_image.sh" > "$FOLDER/said" 2>&1 || fail "image de base"
podman build --quiet --isolation chroot --ulimit nofile=4096:4096 --ulimit nproc=4096:4096 \
  --volume /etc/ssl/certs:/etc/ssl/certs:ro --file "$SOURCE/deploy/Containerfile" --tag "$IMAGE" \
  --ignorefile "$SOURCE/deploy/containerignore" "$SOURCE" > "$FOLDER/said" 2>&1 || fail "image"
until [ -e "$FOLDER/ask" ]; do
  [ -d "$FOLDER" ] || exit 1
  sleep 1
done
# podman keeps the quotes of a value, which systemd takes away.
sed -e 's/="\(.*\)"$/=\1/' -e '/^PORTAL_VAR=/d;/^PRIVATE_ROOT=/d;/^MEDIA_ROOT=/d;/^STATIC_ROOT=/d;/^TLS_CERTIFICATE=/d' \
  "$FOLDER/ask" > "$FOLDER/env"
podman run --rm --network host "$IMAGE" --version >/dev/null 2>&1 || RUNTIME=(--runtime runc)
start collect manage.py collectstatic --noinput -v 0 >> "$FOLDER/said" 2>&1 || fail "fichiers statiques"
podman "${RUNTIME[@]}" wait "$NAME-collect" > "$FOLDER/collected" && [ "$(cat "$FOLDER/collected")" = 0 ] \
  || fail "$(podman logs "$NAME-collect" 2>&1 | tail -5)"
podman "${RUNTIME[@]}" rm "$NAME-collect" >/dev/null
start web -m gunicorn portal.wsgi --bind "127.0.0.1:$PORT" --preload --worker-class gthread --threads 4 \
  --worker-tmp-dir /dev/shm --no-control-socket --logger-class portal.ops.logs.Logger >> "$FOLDER/said" 2>&1 || fail "web"
start worker manage.py run_worker >> "$FOLDER/said" 2>&1 || fail "travail de fond"
for _ in $(seq 60); do
  [ "$(asks /sante/ 2>/dev/null)" = 200 ] && break
  sleep 1
done
[ "$(asks /annuaire/ 2>&1)" = 200 ] || fail "$(podman logs "$NAME-web" 2>&1 | tail -5)"
[ "$(inside -c 'import os; print(os.getuid())')" = 10001 ] || fail "le conteneur tourne sous root"
inside -c 'open("/srv/portail/x", "w")' 2>&1 | grep -q 'Read-only file system' || fail "la racine du conteneur s’écrit"
sleep 5
[ "$(podman "${RUNTIME[@]}" inspect --format '{{.State.Running}}' "$NAME-worker")" = true ] || fail "$(podman logs "$NAME-worker" 2>&1 | tail -5)"
printf '%s\n' "uid 10001, racine en lecture seule, web et travail de fond" > "$FOLDER/said"
end 0
