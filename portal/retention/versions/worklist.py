"""Tasks of the versions of the durations: to prepare, to answer, to follow."""

from django.db.models import Exists, Q
from django.urls import reverse

from portal.absences.models import LABEL_OFFICE
from portal.access.models import Role, User
from portal.retention.durations import of_the_file
from portal.retention.models import RetentionVersion
from portal.retention.rules import approver, decides, preparer, preparer_of_one
from portal.web.worklist import DO, WAIT, Task, source

S = RetentionVersion.State
TITLES = {
    S.DRAFT: "Durées de conservation en préparation",
    S.PROPOSED: "Durées de conservation à approuver",
}


def _tell(user, version):
    rule = preparer if version.state == S.DRAFT else approver
    is_mine = rule(user, version)
    return Task(
        DO if is_mine else WAIT,
        TITLES[S(version.state)],
        f"Version {version.reference}",
        version.get_absolute_url(),
        version.hand_for(user),
        button="Répondre" if is_mine and version.state == S.PROPOSED else "Ouvrir",
    )


@source(tell=_tell, most=1)
def open_versions(user):
    """What another office prepares is not yet anybody else's affair."""
    if not preparer_of_one(user, None):
        return None
    own = [one for one in (Role.DPO, *LABEL_OFFICE) if user.has_role(one)]
    offices = {*own, *(LABEL_OFFICE if set(own) & set(LABEL_OFFICE) else ())}
    shown = Q(state=S.PROPOSED) | Q(state=S.DRAFT, prepared_as__in=sorted(offices))
    return RetentionVersion.objects.visible_to(user).filter(shown).order_by("pk")


def _begin(_user, _officer):
    return Task(
        DO,
        "Durées de conservation à approuver",
        "Celles d’aujourd’hui sont proposées par le portail",
        reverse("retention_versions"),
        "vous",
        button="Préparer",
        undated="avant la mise en service",
    )


@source(tell=_begin, most=1)
def no_version_yet(user):
    """One row, their own, as long as the durations are ours and nobody has begun others."""
    if not decides(user, None) or not all(one.is_demo for one in of_the_file()):
        return None
    begun = RetentionVersion.objects.filter(state__in=(S.DRAFT, S.PROPOSED, S.APPROVED))
    return User.objects.filter(~Exists(begun), pk=user.pk)
