"""Navigation entry « Absences », and what the home says of those of one's office."""

from portal.assignments.pages import presence
from portal.assignments.rules import officer
from portal.web.member_home import Block, register_home_block
from portal.web.navigation import SPACE, Entry, register_entry


@register_home_block
def home_block(user):
    said = presence(user)
    return Block("portal/assignments/home.html", said) if said else None


register_entry(
    SPACE,
    Entry(
        "Absences",
        "absence_list",
        lambda user: officer(user, None),
        order=930,
        root="/espace/absences/",
    ),
)
