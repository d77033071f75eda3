#!/usr/bin/env bash
# Puts code, templates and stylesheets in their form; `scripts/format.sh check` only says what is not.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
cd "$ROOT" || exit 1

# The one formatter of stylesheets that is not Node's rewrites files and compares nothing.
stylesheets() {
  find "$1" -name '*.css' -exec "$VENV/bin/css-beautify" --indent-size 2 --end-with-newline \
    --space-around-combinator --replace {} + >/dev/null
}

check_stylesheets() {
  local copy
  copy=$(mktemp -d) || return 1
  cp -R static/css/. "$copy" && stylesheets "$copy" && diff -rq static/css "$copy"
  local result=$?
  rm -rf "$copy"
  return $result
}

if [ "${1:-}" = check ]; then
  wrong=0
  "$VENV_PYTHON" -m ruff format --check --output-format concise . || wrong=1
  "$VENV/bin/djangofmt" --quiet --check templates || wrong=1
  check_stylesheets || wrong=1
  exit $wrong
fi
"$VENV_PYTHON" -m ruff check --fix --quiet .
"$VENV_PYTHON" -m ruff format --quiet .
"$VENV/bin/djangofmt" --quiet templates
stylesheets static/css
