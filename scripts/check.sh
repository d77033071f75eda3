#!/usr/bin/env bash
# The checks that read the code without running the portal; all are run, then the failures are named.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
cd "$ROOT" || exit 1
writable_or_fail
install_lock dev

failures=""

try() {
  local name=$1
  shift
  say "— $name"
  "$@" || failures="$failures$name ; "
}

# As a production machine would have it, with values that open nothing.
production() {
  env -u DJANGO_SETTINGS_MODULE PORTAL_PROFILE=production \
    SECRET_KEY="$("$VENV_PYTHON" -c 'import secrets; print(secrets.token_urlsafe(50))')" \
    ALLOWED_HOSTS=portail.example PORTAL_ADDRESS=https://portail.example \
    DATABASE_URL=postgres://portail:secret@127.0.0.1:5432/portail \
    REDIS_URL=redis://127.0.0.1:6379/0 MAIL_URL=smtp+tls://portail:secret@127.0.0.1:587 \
    MAIL_FROM="Portail <portail@portail.example>" ANTIVIRUS_URL=tcp://127.0.0.1:3310 TRUSTED_PROXIES=1 \
    PORTAL_VAR="$ROOT/var/check" \
    "$VENV_PYTHON" manage.py "$@"
}

try "ruff check" "$VENV_PYTHON" -m ruff check --output-format concise .
try "format" bash scripts/format.sh check
try "lint-imports" "$VENV_PYTHON" -c 'from importlinter.cli import lint_imports_command; lint_imports_command()' --no-logo
try "types" "$VENV/bin/ty" check --python "$VENV" --output-format concise --quiet
try "weight" "$VENV_PYTHON" -m scripts.weight --check
try "check --deploy" production check --deploy --fail-level WARNING
try "makemigrations --check" env -u DATABASE_URL PORTAL_PROFILE=test PORTAL_VAR="$ROOT/var/check" "$VENV_PYTHON" manage.py makemigrations --check --dry-run
try "check_migrations" env -u DATABASE_URL PORTAL_PROFILE=test PORTAL_VAR="$ROOT/var/check" "$VENV_PYTHON" manage.py check_migrations
# `make test-all`, which writes that record, does not fail for the former one.
told=""
[ "${1:-}" = all ] || told=$("$VENV_PYTHON" -m tests.report) || failures="$failures$told ; "

[ -z "$failures" ] || fail "À corriger : ${failures% ; }."
say "Règles du code, imports, réglages de production et migrations : rien à corriger."
[ -z "$told" ] || say "$told"
