# Sourced: collects the static files of production and demonstration in var/static, when they changed.

export STATIC_ROOT=$ROOT/var/static

# fingerprint PATH…: one line that changes with any file under the paths, or with the lock.
fingerprint() { find "$@" -type f ! -name '*.pyc' -exec cksum {} + | sort | cat - "$ROOT/requirements/base.txt" | cksum; }

# once STAMP FINGERPRINT COMMAND…: runs the command unless it succeeded before on the same files.
once() {
  local stamp=$1 now=$2
  shift 2
  [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$now" ] || return 0
  "$@" || return 1
  printf '%s\n' "$now" > "$stamp"
}

collect_static() {
  once "$STATIC_ROOT/.stamp" "$(cd "$ROOT" && fingerprint static portal/settings.py portal/ui/storage.py)" \
    env -u DJANGO_SETTINGS_MODULE -u DATABASE_URL PORTAL_PROFILE=demonstration PORTAL_VAR="$ROOT/var/static-work" "$VENV_PYTHON" "$ROOT/manage.py" collectstatic --noinput --clear -v 0 \
    > "$ROOT/var/static.log" 2>&1 \
    || fail "Les fichiers statiques n’ont pas pu être préparés : lisez var/static.log, puis relancez la commande."
}
