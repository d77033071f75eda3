"""Key that seals the PDFs: whether it is there, opens and is in its dates, at commissioning and among the services."""

from pathlib import Path

from django.conf import settings

from portal.commissioning.registry import register_line
from portal.core import clock
from portal.ops import health


@register_line(
    "seal",
    "Les documents portent le sceau du label",
    hand="qui administre la machine (SEAL_KEY, SEAL_PASSPHRASE)",
    order=90,
)
def missing():
    if not settings.SEAL_KEY:
        return ["Aucune clé n’est donnée\u00a0: les attestations partent sans sceau."]
    try:
        certificate = _certificate()
    except (OSError, ValueError):
        return ["La clé ne s’ouvre pas\u00a0: vérifiez le fichier et son mot de passe."]
    if certificate is None or certificate.not_valid_after_utc <= clock.now():
        return ["Le certificat de la clé est absent ou n’est plus valable."]
    return []


def _certificate():
    from cryptography.hazmat.primitives.serialization import pkcs12  # noqa: PLC0415 -- heavy

    passphrase = settings.SEAL_PASSPHRASE.encode() or None
    data = Path(settings.SEAL_KEY).read_bytes()
    _key, certificate, _others = pkcs12.load_key_and_certificates(data, passphrase)
    return certificate


def service():
    try:
        certificate = _certificate()
    except (OSError, ValueError):
        return health.DOWN, "la clé ne s’ouvre pas"
    return health.judge(certificate) if certificate else (health.DOWN, "certificat absent")


health.register_service(
    "sceau",
    "Sceau des documents",
    service,
    lambda: bool(settings.SEAL_KEY),
    is_far=True,
    harm="Sans clé valable, une attestation ne peut plus être émise\u00a0: l’acte est refusé, et rien ne change.",
    remedy="Remplacez la clé (SEAL_KEY, SEAL_PASSPHRASE) avant sa fin, puis redémarrez le portail et le travail de "
    "fond\u00a0; ce qui est déjà scellé le reste.",
)
