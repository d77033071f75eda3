"""Lines of « Mise en service » about people: each role held, a deputy, a second technical administrator."""

from django.urls import reverse

from portal.access.models import Role
from portal.access.offices import desk
from portal.account_desk.roles import by_role, holders
from portal.commissioning.registry import register_line

UNASKED = {
    Role.DEPUTY,
    Role.COMEX,
    Role.COMMISSION,
}  # a line of its own, and readers who may come later
NO_DEPUTY = (
    "Personne ne remplace le référent absent, ni ne publie les règles qu’il propose\u00a0: donnez cette fonction "
    "avant de préparer les règles."
)
BOTH = "l’administration technique et le référent label"


def _register(user):
    return reverse("role_register") if desk(user, None) else ""


@register_line("roles", "Chaque fonction est tenue", hand=BOTH, order=10, address=_register)
def roles_missing():
    empty = [role.label for role, people in by_role().items() if role not in UNASKED and not people]
    return [f"Personne ne tient\u00a0: {', '.join(empty)}."] if empty else []


@register_line("deputy", "Le référent a un suppléant", hand=BOTH, order=11, address=_register)
def deputy_missing():
    return [] if holders(Role.DEPUTY).exists() else [NO_DEPUTY]


@register_line(
    "second_technician",
    "Une deuxième personne à l’administration technique",
    hand=BOTH,
    order=12,
    address=_register,
    is_advised=True,
)
def second_technician_missing():
    if holders(Role.TECH).count() > 1:
        return []
    return ["Une seule personne\u00a0: absente, rien ne se donne ni ne se retire."]
