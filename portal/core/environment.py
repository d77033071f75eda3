"""Environment variables of the settings: typed, and refused with a sentence when wrong or missing."""

import os
import re
import sys
from datetime import time
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

LIMITS = (  # milliseconds, of the server
    "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000"
)
PROFILES = ("production", "rehearsal", "demonstration", "test")


def stop(sentence):
    """End the process with one sentence for the operator (a traceback would hide it)."""
    sys.exit(f"Réglage du portail\u00a0: {sentence}")


def text(name, default=None):
    """The value of `name`; without a default the variable is compulsory."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        stop(f"la variable {name} manque. Donnez-lui une valeur (voir .env.example).")
    return default


def number(name, default):
    value = text(name, str(default))
    if not value.isdigit():
        stop(f"{name} vaut «\u00a0{value}\u00a0»\u00a0; un nombre entier est attendu.")
    return int(value)


def flag(name, default=False):
    return text(name, "1" if default else "0").lower() in {"1", "true", "oui", "yes"}


def hours(name, default=""):
    """« 20:00-07:00 » as two times; None when empty."""
    value = text(name, default or " ").strip()
    if not value:
        return None
    try:
        starts, ends = (time.fromisoformat(part) for part in value.split("-"))
    except ValueError:
        return stop(
            f"{name} vaut «\u00a0{value}\u00a0»\u00a0; deux heures sont attendues, comme 20:00-07:00."
        )
    return starts, ends


def names(name, default=""):
    return [part.strip() for part in text(name, default or " ").split(",") if part.strip()]


def profile():
    value = text("PORTAL_PROFILE", "production")
    if value not in PROFILES:
        stop(f"PORTAL_PROFILE vaut «\u00a0{value}\u00a0»\u00a0; choisissez {', '.join(PROFILES)}.")
    return value


def database(url, base):
    """`sqlite:///path` or `postgres://user:password@host:port/name?host=/socket` as Django wants it."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = Path(unquote(parts.path[1:]))  # sqlite:///relative, sqlite:////absolute
        path = path if path.is_absolute() else base / path
        path.parent.mkdir(parents=True, exist_ok=True)
        return _sqlite(path)
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgres(parts)
    return stop("DATABASE_URL doit commencer par sqlite:// ou postgres://.")


def _sqlite(path):
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "cached_statements": 1500,  # prepared: the replay of the demonstration asks more than 128
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
            ),
        },
    }


def _postgres(parts):
    query = dict(parse_qsl(parts.query))
    patience, has_pooler = query.get("connect_timeout", "3"), query.get("pooler", "0")
    if not patience.isdigit():
        stop(
            f"connect_timeout de DATABASE_URL vaut «\u00a0{patience}\u00a0»\u00a0; des secondes sont attendues."
        )
    if has_pooler not in {"0", "1"}:
        stop(f"pooler de DATABASE_URL vaut «\u00a0{has_pooler}\u00a0»\u00a0; 0 ou 1 est attendu.")
    options = {"connect_timeout": int(patience), "patience": 20}  # more than LIMITS: else it hangs
    # A pooler refuses what a connection begins with: the role has the limits then.
    options |= {} if has_pooler == "1" else {"options": LIMITS}
    return {
        "ENGINE": "portal.core.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or parts.hostname or "",
        "PORT": query.get("port") or str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": has_pooler == "1",  # they outlive a transaction
        "OPTIONS": options,
    }


def mailer(url, mail_root):
    """`smtp://user:password@host:port`, `smtps://…`, or `eml` files under `mail_root`."""
    if url == "eml":
        return {
            "BACKEND": "portal.notifications.backends.EmlBackend",
            "OPTIONS": {"folder": str(mail_root)},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps", "smtp+tls"}:
        stop("MAIL_URL doit commencer par smtp://, smtp+tls:// ou smtps://.")
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or 25,
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
            "use_tls": parts.scheme == "smtp+tls",
            "timeout": 10,
        },
    }


def search(url):
    """`https://user:password@host:9200/index?ca=/path/of/ca.pem`, or nothing. The index has a plain name."""
    if not url:
        return ""
    parts = urlsplit(url)
    name = parts.path.rpartition("/")[2]
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        stop("SEARCH_URL doit commencer par http:// ou https:// et nommer une machine.")
    if name and not re.fullmatch(r"[a-z][a-z0-9_]{0,60}", name):
        stop(
            "le nom d’index de SEARCH_URL s’écrit en lettres minuscules, chiffres et «\u00a0_\u00a0»."
        )
    return url
