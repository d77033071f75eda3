# Sourced: the packages of the system that the tests need, installed with apt where that is possible.

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

may_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

apt_install() {
  say "Installation par apt : $*."
  { as_root apt-get update -qq -o DPkg::Lock::Timeout=300 \
    && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      -o DPkg::Lock::Timeout=300 "$@"; } >> "$REPORTS/apt.log" 2>&1 \
    || say "apt n’a pas pu installer $* : lisez var/tests/apt.log."
}

has_postgres() { "$VENV_PYTHON" tests/postgres.py --available >/dev/null 2>&1; }
has_redis() { command -v redis-server >/dev/null || command -v valkey-server >/dev/null; }
has_browser() { "$VENV_PYTHON" tests/e2e/portals/chromium.py >/dev/null 2>&1; }
# Chromium without its windows: four times lighter. Debian alone has it apart.
lacks_light_browser() {
  ! command -v chromium-headless-shell >/dev/null && apt-cache show chromium-headless-shell >/dev/null 2>&1
}
has_checker() { "$VENV_PYTHON" tests/e2e/pages/validity.py >/dev/null 2>&1; }
has_pooler() { [ -x /usr/sbin/pgbouncer ] || command -v pgbouncer >/dev/null; }
# Gnumeric beside LibreOffice: both make again, in make test-all, the files of tests/data/spreadsheets.
has_spreadsheets() { command -v soffice >/dev/null && command -v ssconvert >/dev/null; }
has_fonts() { [ "$(uname)" != Linux ] || ls /usr/share/fonts/*/dejavu* >/dev/null 2>&1; }

# Python first, for what is looked for with it; then the rest at once. What is after `all` is for make test-all.
install_packages() {
  local lacks=""
  may_install || return 0
  venv_works || (find_python) >/dev/null 2>&1 || apt_install python3 python3-venv
  install_lock dev
  has_pdf_libraries || lacks="$lacks $PDF_LIBRARIES"
  has_fonts || lacks="$lacks fonts-dejavu-core"
  command -v pdftotext >/dev/null || lacks="$lacks poppler-utils"
  has_postgres || lacks="$lacks postgresql"
  has_redis || lacks="$lacks redis-server"
  has_browser || lacks="$lacks chromium"
  if [ "$1" = all ]; then
    has_pooler || lacks="$lacks pgbouncer"
    has_checker || lacks="$lacks default-jre-headless npm"
    has_spreadsheets || lacks="$lacks libreoffice-calc-nogui gnumeric"
  fi
  # shellcheck disable=SC2086 -- several words on purpose
  [ -z "$lacks" ] || apt_install $lacks
  ! lacks_light_browser || apt_install chromium-headless-shell
  if [ "$1" = all ] && ! has_checker; then
    "$VENV_PYTHON" tests/e2e/pages/validity.py --bring >> "$REPORTS/npm.log" 2>&1
  fi
}
