#!/usr/bin/env bash
# Plays docs/install.md on throw-away servers of this machine (Debian), then breaks and upgrades what it made.
# Nothing is written outside its temporary folder. Root lends it to a user who owns nothing. While one works on it,
# LIBRARIES=FOLDER takes the code/venvs that a former proof has left (KEEP=1) instead of installing them.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

PACKAGES="python3-venv postgresql redis-server nginx clamav-daemon openssl systemd chromium-headless-shell libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
missing=""
for command in python3 nginx clamd openssl systemd-analyze psql; do
  PATH=$PATH:/usr/sbin command -v "$command" >/dev/null || missing="$missing $command"
done
PATH=$PATH:/usr/sbin command -v redis-server >/dev/null || PATH=$PATH:/usr/sbin command -v valkey-server >/dev/null || missing="$missing redis-server"
[ -z "$missing" ] || fail "Il manque :$missing. Lancez « sudo apt-get install --no-install-recommends $PACKAGES », puis relancez « make proof-install »."

[ -n "${BROWSER_PYTHON:-}" ] || install_lock dev
BROWSER_PYTHON=${BROWSER_PYTHON:-$VENV_PYTHON}
(cd "$ROOT" && "$BROWSER_PYTHON" -m tests.e2e.portals.chromium >/dev/null) || fail "Le navigateur manque : « sudo apt-get install chromium-headless-shell »."
HOME_OF_PROOF=$(mktemp -d /tmp/portail-proof.XXXXXX)
mkdir "$HOME_OF_PROOF/source"
(cd "$ROOT" && git ls-files -z --cached --others --exclude-standard | tar --null --files-from - --create --ignore-failed-read 2>/dev/null) \
  | tar -x -C "$HOME_OF_PROOF/source" || fail "Le code n’a pas pu être recopié dans $HOME_OF_PROOF : vérifiez l’espace disque, puis relancez."
chmod 755 "$HOME_OF_PROOF"
as="" container=""
if [ "$(id -u)" = 0 ]; then
  user=nobody
  id postgres >/dev/null 2>&1 && user=postgres
  mkdir "$HOME_OF_PROOF/container"
  chown -R "$user" "$HOME_OF_PROOF"
  # The only part that root plays: the proof itself owns nothing.
  if command -v podman >/dev/null && command -v mmdebstrap >/dev/null; then
    bash "$ROOT/scripts/proof_container.sh" "$HOME_OF_PROOF/source" "$HOME_OF_PROOF/container" &
    container=$!
  else
    rmdir "$HOME_OF_PROOF/container"
  fi
  as="setpriv --reuid=$user --regid=$(id -g "$user") --clear-groups"
fi
cd "$HOME_OF_PROOF/source" || exit 1
# shellcheck disable=SC2086 -- words on purpose
env -u PYTHONDONTWRITEBYTECODE -u DATABASE_URL -u DJANGO_SETTINGS_MODULE -u PORTAL_PROFILE HOME="$HOME_OF_PROOF" \
  BROWSER_PYTHON="$BROWSER_PYTHON" PYTHONUNBUFFERED=1 PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin $as python3 -m scripts.proof "$HOME_OF_PROOF"
status=$?
if [ -n "$container" ]; then
  kill "$container" 2>/dev/null
  wait "$container" 2>/dev/null
fi
if [ -n "${KEEP:-}" ]; then
  printf '%s\n' "Le dossier de la preuve est gardé : $HOME_OF_PROOF"
else
  rm -rf "$HOME_OF_PROOF"
fi
exit $status
