"""Probes of the services that every installation has: database, cache, mails, folders, worker, clock, disk."""

import errno
import secrets
import shutil
import smtplib
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django_tasks_db.models import DBTaskResult

from portal.cache import versions
from portal.core import clock
from portal.notifications.models import Message
from portal.ops import health, worker
from portal.ops.health import DOWN, OK, WARN, in_production, register_service
from portal.ops.models import JournalCheck
from portal.ui import words

LATE_MAIL, LOST_MAIL = 15 * 60, 2 * 3600  # seconds
DISK_WARN, DISK_FULL = 0.80, 0.95
MAIL_PATIENCE = 3  # seconds
DRIFT_WARN, DRIFT_DOWN = 2, 30  # seconds: a one-time code lives thirty
FAILED_SINCE = timedelta(days=1)
UNVERIFIED = timedelta(days=8)  # a verification a week, and a day of grace
WHY = {
    errno.ENOSPC: "plus de place",
    errno.EDQUOT: "plus de place",
    errno.EACCES: "écriture refusée",
    errno.EPERM: "écriture refusée",
    errno.EROFS: "en lecture seule",
    errno.ENOENT: "dossier absent",
    errno.ENOTDIR: "n’est pas un dossier",
}


def database():
    start = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        try:
            cursor.execute(f"SELECT 1 FROM {Message._meta.db_table} LIMIT 1")  # noqa: S608 -- our own name
        except DatabaseError:
            return DOWN, "répond, sans les tables du portail"
    return OK, f"répond en {(time.perf_counter() - start) * 1000:.0f} ms"


def shared_cache():
    cache.set("portal:health", "1", timeout=60)
    if cache.get("portal:health") != "1":
        return DOWN, "ne garde pas ce qu’on lui confie"
    return OK, "répond"


def kept_pages():
    """A table whose trigger was lost would change without ending the pages that tell it, for five minutes."""
    if lacking := versions.missing():
        tables = words.count(
            len(lacking), "table n’est pas surveillée", "tables ne sont pas surveillées"
        )
        return WARN, f"{tables}, dont {lacking[0]}"
    return OK, "gardées jusqu’au prochain changement"


def mails():
    """The age of the oldest mail that should have left, and how many were given up."""
    due = Message.objects.filter(state=Message.State.PENDING, not_before__lte=clock.now())
    given_up = Message.objects.filter(state=Message.State.FAILED).count()
    oldest = due.order_by("not_before").values_list("not_before", flat=True).first()
    age = (clock.now() - oldest).total_seconds() if oldest else 0
    detail = f"{due.count()} à envoyer, {given_up} abandonné(s)"
    if age > LOST_MAIL:
        return DOWN, detail
    return (WARN if age > LATE_MAIL or given_up else OK), detail


def mail_server():
    """Goes as far as a mail does, short of giving one: connection, EHLO, TLS, name and password."""
    mailer = settings.MAILERS["default"]
    if not mailer["BACKEND"].endswith("smtp.EmailBackend"):
        return OK, "aucun\u00a0: les courriels ne quittent pas la machine"
    asked = mailer["OPTIONS"]
    kind = smtplib.SMTP_SSL if asked.get("use_ssl") else smtplib.SMTP
    try:
        with kind(asked["host"], asked["port"], timeout=MAIL_PATIENCE) as server:
            server.ehlo()
            if asked.get("use_tls"):
                server.starttls()
                server.ehlo()
            if asked.get("username"):
                server.login(asked["username"], asked["password"])
    except smtplib.SMTPAuthenticationError:
        return DOWN, "refuse l’identifiant ou le mot de passe"
    except (TimeoutError, smtplib.SMTPServerDisconnected):
        return DOWN, "se tait, ou coupe la connexion"
    return OK, "répond"


def folders():
    """A small file is written, read again and erased where the files of people go."""
    wrong = [
        f"{name}\u00a0: {why}"
        for name, folder in (
            ("PRIVATE_ROOT", settings.PRIVATE_ROOT),
            ("MEDIA_ROOT", settings.MEDIA_ROOT),
        )
        if (why := _why_not_written(Path(folder)))
    ]
    return (DOWN, ", ".join(wrong)) if wrong else (OK, "s’écrivent, se relisent et s’effacent")


def _why_not_written(folder):
    """Empty when all is well. In service a folder is there: a share that is not mounted is not to be made."""
    trial, content = folder / f".essai-{secrets.token_hex(8)}", secrets.token_bytes(32)
    try:
        if settings.IS_LOCAL:
            folder.mkdir(parents=True, exist_ok=True)
        try:
            trial.write_bytes(content)
            return "" if trial.read_bytes() == content else "ne rend pas ce qu’on y écrit"
        finally:
            trial.unlink(missing_ok=True)
    except OSError as error:
        return WHY.get(error.errno, "illisible")


def background():
    age = worker.last_beat()
    if age is None:
        return DOWN, "jamais vu"
    return (DOWN if age > worker.SILENT else OK), f"vu il y a {age:.0f}\u00a0s"


def failed_tasks():
    since = clock.now() - FAILED_SINCE
    failed = DBTaskResult.objects.filter(status="FAILED", finished_at__gte=since).count()
    said = words.count(failed, "travail en échec", "travaux en échec")
    return (WARN, f"{said} depuis un jour") if failed else (OK, "aucun échec depuis un jour")


def clocks():
    """The machine's clock against that of the database, which may be another machine."""
    if connection.vendor != "postgresql":
        return OK, "la base lit celle de cette machine"
    begun = time.time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        (theirs,) = cursor.fetchone()
    drift = abs(float(theirs) - (begun + time.time()) / 2)
    if drift < DRIFT_WARN:
        return OK, "celle de la base, à moins de deux secondes"
    return (
        DOWN if drift > DRIFT_DOWN else WARN
    ), f"{drift:.0f}\u00a0s d’écart avec celle de la base"


def disk():
    """The fullest of the disks of our folders."""
    roots = [root for root in (settings.PRIVATE_ROOT, settings.MEDIA_ROOT) if root.exists()]
    usages = [shutil.disk_usage(root) for root in roots or ["/"]]
    used = max(usage.used / usage.total for usage in usages)
    state = DOWN if used >= DISK_FULL else WARN if used >= DISK_WARN else OK
    return state, f"{used:.0%} utilisé".replace("%", "\u00a0%")


def journal():
    last = JournalCheck.objects.first()
    if last is None:
        return WARN, "jamais vérifié"
    said = words.day(last.at.astimezone(clock.PARIS).date())
    if last.faults:
        faults = words.count(last.faults, "faute", "fautes")
        return DOWN, f"{faults} à la vérification du {said}"
    late = clock.now() - last.at > UNVERIFIED
    lines = words.count(last.entries, "ligne", "lignes")
    return (WARN if late else OK), f"intact le {said}, {lines}"


def tls_certificate():
    try:
        certificate = health.of_pem(settings.TLS_CERTIFICATE)
    except (OSError, ValueError):
        return WARN, "TLS_CERTIFICATE ne se lit pas"
    return health.judge(certificate)


register_service(
    "base", "Base de données", database,
    harm="Le portail ne répond plus\u00a0: ni page, ni dépôt. Ce qui était enregistré n’est pas perdu.",
    remedy="Démarrez PostgreSQL et vérifiez DATABASE_URL\u00a0; le portail revient seul. Une base neuve se remplit par "
    "«\u00a0manage.py migrate\u00a0».",
)  # fmt: skip
register_service(
    "cache", "Cache partagé", shared_cache,
    harm="Les pages restent ouvertes, plus lentes\u00a0; connexions et formulaires sans compte sont refusés, "
    "car leurs essais ne se comptent plus.",
    remedy="Démarrez Redis ou Valkey et vérifiez REDIS_URL\u00a0; il ne garde rien qui ne se refasse.",
)  # fmt: skip
register_service(
    "pages", "Pages gardées", kept_pages,
    harm="Ce que les tables nommées disent peut rester affiché jusqu’à cinq minutes après un changement.",
    remedy="Lancez «\u00a0manage.py migrate\u00a0»\u00a0: il remet les déclencheurs qui manquent.",
)  # fmt: skip
register_service(
    "courriels", "Courriels en attente", mails,
    harm="Des personnes n’ont pas reçu leur courriel\u00a0; chaque message se lit déjà dans leur espace.",
    remedy="Levez d’abord la panne du serveur de courriels ou du travail de fond, puis renvoyez ce qui est "
    "abandonné depuis la page «\u00a0Courriels\u00a0».",
)  # fmt: skip
register_service(
    "serveur-de-courriels", "Serveur de courriels", mail_server, is_far=True,
    harm="Aucun courriel ne part. Chacun est essayé à nouveau pendant huit heures, puis abandonné.",
    remedy="Vérifiez MAIL_URL (adresse, port, identifiant) et que ce serveur accepte cette machine.",
)  # fmt: skip
register_service(
    "dossiers", "Dossiers de fichiers", folders, is_far=True,
    harm="Aucun fichier ne se dépose\u00a0: la personne lit pourquoi, et garde ce qu’elle a tapé.",
    remedy="Vérifiez que PRIVATE_ROOT et MEDIA_ROOT existent, que le compte du portail y écrit et qu’il y reste "
    "de la place.",
)  # fmt: skip
register_service(
    "travail-de-fond", "Travail de fond", background,
    harm="Courriels, documents à imprimer, analyses de fichiers et échéances attendent. Les droits et l’état "
    "des labels restent justes.",
    remedy="Démarrez «\u00a0manage.py run_worker\u00a0», lisez sa dernière ligne\u00a0; ce qui attendait repart.",
)  # fmt: skip
register_service(
    "travaux", "Travaux en échec", failed_tasks,
    harm="Un document, une image ou une analyse demandés ne sont pas faits.",
    remedy="Cherchez l’échec dans les lignes du travail de fond\u00a0; un fichier sera analysé à nouveau.",
)  # fmt: skip
register_service(
    "horloge", "Horloge", clocks,
    harm="Échéances et codes à usage unique se trompent d’heure\u00a0: des connexions échouent.",
    remedy="Mettez les machines à l’heure (chrony ou systemd-timesyncd), puis redémarrez le travail de fond.",
)  # fmt: skip
register_service(
    "disque", "Disque", disk,
    harm="Plein, il refuse tout dépôt de fichier, puis les écritures de la base si elle le partage.",
    remedy="Agrandissez-le, ou effacez les journaux du système et les vieilles sauvegardes\u00a0; jamais PRIVATE_ROOT.",
)  # fmt: skip
register_service(
    "certificat", "Certificat du site", tls_certificate, lambda: bool(settings.TLS_CERTIFICATE), is_far=True,
    harm="Échu, il fait dire aux navigateurs que le site n’est pas sûr\u00a0: plus personne n’entre.",
    remedy="Renouvelez-le (certbot renew), rechargez nginx, et vérifiez que TLS_CERTIFICATE nomme le nouveau.",
)  # fmt: skip
register_service(
    "journal", "Journal vérifié", journal, in_production,
    harm="Rien ne dit que le journal des décisions est intact depuis la dernière vérification.",
    remedy="Lancez «\u00a0manage.py verify_journal\u00a0». S’il dit une faute, n’écrivez rien dans la base, gardez "
    "la dernière sauvegarde à part et prévenez le référent label.",
)  # fmt: skip
