"""Version of the durations in preparation: begun from the one in force, then changed row by row."""

from django.db import IntegrityError, transaction

from portal.absences.models import LABEL_OFFICE
from portal.access.models import Role
from portal.access.references import next_reference
from portal.core import clock
from portal.core.working_days import Delay
from portal.retention import durations
from portal.retention.models import RetentionVersion
from portal.retention.registry import KEEPINGS
from portal.retention.rules import preparer, preparer_of_one
from portal.workflow import Forbidden, Problem, Refused, Stale, acting, audit_log

S = RetentionVersion.State
OPEN = (S.DRAFT, S.PROPOSED)
PREFIX = "QH-DC"
MOST = {"j": 3650, "m": 1200}  # ten years counted in days, a century in months


@transaction.atomic
def begin(*, by):
    """A draft of what is in force today. Refused while another one is not finished."""
    if not preparer_of_one(by, None):
        raise Forbidden(f"Seul {preparer_of_one.label} prépare une version des durées.")
    version = RetentionVersion(
        reference=next_reference(PREFIX, clock.today().year),
        periods=durations.written(durations.version().periods),
        prepared_by=by,
        prepared_as=next(one for one in (Role.DPO, *LABEL_OFFICE) if by.has_role(one)),
    )
    try:
        with transaction.atomic():
            version.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_already()) from error
    sentence = f"{by} a commencé une version des durées de conservation."
    audit_log.write(version, by=by, act="begin", sentence=sentence, target=version.state)
    return version


def _already():
    text = "Une autre version est en préparation ou proposée\u00a0: une seule l’est à la fois."
    other = RetentionVersion.objects.filter(state__in=OPEN).first()
    return Problem("open", text, other.get_absolute_url() if other else "", "Ouvrir cette version")


def edit(version, code, delays, *, by, seen=None):
    """Give a code other delays, as the versions keep them. Stale when they are no longer those of `seen`."""
    if not preparer(by, version):
        raise Forbidden(f"Seul {preparer.label} change ces durées.", thing=version)
    if problem := problem_of(code, delays):
        raise Refused(Problem("delay", problem))
    keeping, data = KEEPINGS[code], {"code": code, "after": delays}
    sentence = f"a changé une durée\u00a0: {keeping.what.lower()}"
    with acting(version, by=by, act="edit", sentence=sentence, data=data) as current:
        if current.state != S.DRAFT:
            raise Refused(Problem("state", "Cette version n’est plus en préparation."))
        data["before"] = before = current.periods.get(code, {})
        if seen is not None and seen != stamp(before):
            raise outrun(current, before)
        current.periods |= {code: delays}
    return current


def outrun(current, delays):
    """Somebody else has written this row."""
    stale = Stale(current)
    stale.seen = stamp(delays)
    return stale


def stamp(delays):
    """What a form has shown of a row."""
    return f"{delays.get('active', '')} {delays.get('archive', '')}".strip() or "sans"


def problem_of(code, delays):
    """Why a row cannot be so, or ""."""
    if code not in KEEPINGS:
        return f"Le registre ne connaît pas «\u00a0{code}\u00a0»."
    if unknown := delays.keys() - {"active", "archive"}:
        return f"Une durée est d’usage ou d’archive, pas «\u00a0{min(unknown)}\u00a0»."
    if "archive" in delays and "active" not in delays:
        return "L’archive vient après une durée d’usage\u00a0: donnez d’abord celle-ci."
    if "active" not in delays and KEEPINGS[code].is_erased:
        return "Le portail efface ceci\u00a0: il lui faut une durée d’usage."
    return next((said for text in delays.values() if (said := _problem_of_delay(text))), "")


def _problem_of_delay(text):
    try:
        delay = Delay.parse(text)
    except (TypeError, ValueError):
        return f"Une durée s’écrit 90j ou 12m, pas «\u00a0{text}\u00a0»."
    most = MOST.get(delay.unit, 0)
    if not most:
        return "Une durée de conservation compte des jours ou des mois."
    if not 1 <= delay.count <= most:
        return f"Une durée va de 1 jour à {most // 12 if delay.unit == 'm' else most // 365} ans."
    return ""


def faults(version):
    """What of a whole version cannot be in force."""
    found = [problem_of(code, delays) for code, delays in version.periods.items()]
    missing = [one.what for code, one in KEEPINGS.items() if code not in version.periods]
    return [
        *filter(None, found),
        *(f"Il manque une durée\u00a0: {what.lower()}." for what in missing),
    ]
