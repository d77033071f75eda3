"""Navigation entries of public questions, for those who publish them."""

from community.questions.rules import publisher
from portal.web.navigation import SPACE, Entry, register_entry

register_entry(
    SPACE,
    Entry(
        "FAQ publique",
        "community:public_questions",
        lambda user: publisher(user, None),
        93,
        root="/espace/questions-publiques/",
    ),
)
