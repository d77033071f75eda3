#!/usr/bin/env bash
# Lays a file of deploy/ where the machine reads it, with the choices of the installation guide in place of the usual ones.
#   place.sh FILE FOLDER
set -euo pipefail
[ $# = 2 ] || { printf '%s\n' "Donnez le fichier puis le dossier : place.sh deploy/nginx/portail.conf /etc/nginx/sites-available" >&2; exit 1; }
mkdir -p "$2"
sed -e "s,portail\.example\.org,${NOM:-portail.example.org},g" \
  -e "s,/srv/portail,${CODE:-/srv/portail},g" \
  -e "s,/var/lib/portail,${DONNEES:-/var/lib/portail},g" \
  -e "s,/var/backups/portail,${SAUVEGARDES:-/var/backups/portail},g" \
  -e "s,/etc/portail,${REGLAGES:-/etc/portail},g" \
  -e "s,127\.0\.0\.1:8000,127.0.0.1:${PORT_WEB:-8000},g" \
  -e "s,listen 80;,listen ${PORT_HTTP:-80};," -e "s,listen 443 ssl;,listen ${PORT_TLS:-443} ssl;," \
  "$1" > "$2/$(basename "$1")"
