#!/usr/bin/env bash
# Plays docs/install.md on throw-away servers of this machine (Debian), then breaks and upgrades what it made.
# Nothing is written outside its temporary folder. Root lends it to a user who owns nothing. While one works on it,
# LIBRARIES=FOLDER takes the code/venvs that a former proof has left (KEEP=1) instead of installing them.
set -u
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
fail() { printf '%s\n' "$*" >&2; exit 1; }

PACKAGES="python3-venv postgresql redis-server nginx clamav-daemon openssl systemd libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
missing=""
for command in python3 nginx clamd openssl systemd-analyze psql; do
  PATH=$PATH:/usr/sbin command -v "$command" >/dev/null || missing="$missing $command"
done
PATH=$PATH:/usr/sbin command -v redis-server >/dev/null || PATH=$PATH:/usr/sbin command -v valkey-server >/dev/null || missing="$missing redis-server"
[ -z "$missing" ] || fail "Il manque :$missing. Lancez « sudo apt-get install --no-install-recommends $PACKAGES », puis relancez « make proof-install »."

HOME_OF_PROOF=$(mktemp -d /tmp/portail-proof.XXXXXX)
mkdir "$HOME_OF_PROOF/source"
(cd "$ROOT" && git ls-files -z --cached --others --exclude-standard | tar --null --files-from - --create --ignore-failed-read 2>/dev/null) \
  | tar -x -C "$HOME_OF_PROOF/source" || fail "Le code n’a pas pu être recopié dans $HOME_OF_PROOF : vérifiez l’espace disque, puis relancez."
chmod 755 "$HOME_OF_PROOF"
as=""
if [ "$(id -u)" = 0 ]; then
  user=nobody
  id postgres >/dev/null 2>&1 && user=postgres
  chown -R "$user" "$HOME_OF_PROOF"
  as="setpriv --reuid=$user --regid=$(id -g "$user") --clear-groups"
fi
cd "$HOME_OF_PROOF/source" || exit 1
# shellcheck disable=SC2086 -- words on purpose
env -u PYTHONDONTWRITEBYTECODE -u DATABASE_URL -u DJANGO_SETTINGS_MODULE -u PORTAL_PROFILE HOME="$HOME_OF_PROOF" \
  PYTHONUNBUFFERED=1 PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin $as python3 -m scripts.proof "$HOME_OF_PROOF"
status=$?
if [ -n "${KEEP:-}" ]; then
  printf '%s\n' "Le dossier de la preuve est gardé : $HOME_OF_PROOF"
else
  rm -rf "$HOME_OF_PROOF"
fi
exit $status
