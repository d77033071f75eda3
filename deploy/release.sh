#!/usr/bin/env bash
# Releases of the portal, in dated folders under $CODE/releases, and the link « current » to the one in service.
#   release.sh prepare NAME   its libraries (from the lock, shared by the releases of the same lock)
#   release.sh first NAME     puts the first one in service
#   release.sh upgrade NAME   backup, migrations that the release in service bears, restarts one after another
#   release.sh back           the release before, on the same database
# It is run again without harm: what is done is done once.
set -euo pipefail
CODE=${CODE:-/srv/portail}
WEBS=${WEBS:-"portail-web@1 portail-web@2"}
WORKERS=${WORKERS:-"portail-worker@1"}
SAUVEGARDES=${SAUVEGARDES:-/var/backups/portail}

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# of NAME COMMAND…: manage.py of this release.
of() {
  local release=$CODE/releases/$1
  shift
  "$release/deploy/manage" "$@"
}

release_or_fail() {
  [ -n "$1" ] && [ -f "$CODE/releases/$1/manage.py" ] \
    || fail "La version « $1 » n’est pas dans $CODE/releases : déposez-y son dossier, puis relancez la commande."
}

# The first Python that the portal and venv run with: a name on PATH proves nothing.
find_python() {
  local candidate
  for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 /usr/bin/python3}; do
    if "$candidate" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; then
      command -v "$candidate"
      return
    fi
  done
  fail "Il faut Python 3.12 ou plus récent et son module venv : « apt-get install python3 python3-venv », ou donnez son chemin (PYTHON=/chemin/vers/python3)."
}

in_service() { [ ! -L "$CODE/current" ] || basename "$(readlink "$CODE/current")"; }

prepare() {
  local release=$CODE/releases/$1 lock python venv
  lock=$(sha256sum "$release/requirements/base.txt" | cut -c1-16)
  venv=$CODE/venvs/$lock
  if [ ! -f "$venv/complete" ]; then
    python=$(find_python)
    say "Bibliothèques de la version $1 (verrou $lock), une seule fois."
    mkdir -p "$CODE/venvs"
    "$python" -m venv --clear "$venv"
    "$venv/bin/python" -m pip install --quiet --require-hashes -r "$release/requirements/base.txt"
    touch "$venv/complete"
  fi
  ln -sfn "$venv" "$release/.venv"
  # The service may not write there: what Python compiles is compiled now.
  "$venv/bin/python" -m compileall -q -j 2 "$release/portal" "$release/labelling" "$release/observatory" \
    "$release/community" "$release/home" >/dev/null || true
  of "$1" check --deploy --fail-level WARNING
  of "$1" collectstatic --noinput -v 0
}

# link LINK NAME: in one act, whoever reads it meanwhile.
link() {
  ln -sfn "releases/$2" "$CODE/$1.new"
  mv -T "$CODE/$1.new" "$CODE/$1"
}

restart_all() {
  local unit
  for unit in $WEBS $WORKERS; do
    systemctl restart "$unit" || return 1
  done
}

# switch NAME FORMER: both web processes, one after another; the former release comes back when one does not start.
switch() {
  link current "$1"
  if ! restart_all; then
    link current "$2"
    restart_all || true
    fail "La version $1 ne démarre pas (lisez « journalctl -u 'portail-*' ») : la version $2 est restée en service. La base a reçu les migrations, que la version $2 supporte."
  fi
  link previous "$2"
}

follow() {
  local command
  for command in ensure_site ensure_licences load_synonyms build_search_entries; do
    of "$1" "$command"
  done
}

upgrade() {
  local former
  former=$(in_service)
  [ -n "$former" ] || fail "Aucune version n’est en service : suivez d’abord le guide d’installation."
  [ "$former" != "$1" ] || fail "La version $1 est déjà en service."
  prepare "$1"
  of "$1" upgrade_database --check
  # SANS_SAUVEGARDE=1: one was just made otherwise.
  [ -n "${SANS_SAUVEGARDE:-}" ] || of "$former" backup "$SAUVEGARDES"
  of "$1" --owner upgrade_database
  switch "$1" "$former"
  follow "$1"
  say "La version $1 est en service ; « release.sh back » revient à la version $former."
}

back() {
  local former target
  former=$(in_service)
  [ -L "$CODE/previous" ] || fail "Aucune version précédente n’est connue : rien à remettre en service."
  target=$(basename "$(readlink "$CODE/previous")")
  release_or_fail "$target"
  of "$target" check --database default
  switch "$target" "$former"
  say "La version $target est de nouveau en service, sur la même base."
}

mkdir -p "$CODE"
exec 9>"$CODE/release.lock"
flock -n 9 || fail "Une autre mise à jour est en cours : attendez sa fin, puis relancez la commande."
case ${1:-} in
  prepare) release_or_fail "${2:-}"; prepare "$2" ;;
  first)
    release_or_fail "${2:-}"
    [ "$(in_service)" != "$2" ] || exit 0
    [ -z "$(in_service)" ] || fail "La version $(in_service) est déjà en service : « release.sh upgrade $2 » la remplace."
    link current "$2"
    ;;
  upgrade) release_or_fail "${2:-}"; upgrade "$2" ;;
  back) back ;;
  *) fail "Dites ce que vous voulez : release.sh prepare NOM, first NOM, upgrade NOM ou back." ;;
esac
