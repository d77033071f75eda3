"""Access matrix of the club, the auditors' community and a working group (BR-88)."""

from tests.access.lines import seen
from tests.access.people import EVERYBODY, OFFICE, OWN

CLUB = (*OWN, *OFFICE)
AUDITORS = ("ali", "agnes", *OFFICE)
GROUP = ("alice", "ali", *OFFICE)
MESSAGE = ("space", "thread", "message")
COMERS = (*OWN, *OFFICE, "bob", "ali", "agnes")

LEADING = ("alice", *OFFICE)  # who animates the working group
SURVEYS = (
    seen("community:surveys", "group_space", by=GROUP),
    seen("community:survey_create", "group_space", by=GROUP, write=LEADING),
    seen("community:poll_create", "group_space", by=GROUP, write=LEADING),
    seen("community:survey", "group_space", "survey", by=GROUP),
    seen("community:survey", "group_space", "survey_draft", by=LEADING),
    seen("community:survey_edit", "group_space", "survey_draft", by=LEADING),
    seen("community:survey_measure", "group_space", "survey_draft", by=LEADING, write=OFFICE),
    seen("community:survey_preview", "group_space", "survey_draft", by=LEADING),
    seen("community:survey_question_add", "group_space", "survey_draft", by=LEADING),
    seen("community:survey_question", "group_space", "survey_draft", "survey_question", by=LEADING),
    seen(
        "community:survey_question_act",
        "group_space",
        "survey_draft",
        "survey_question",
        by=LEADING,
        literal=("monter",),
        post_only=True,
    ),
    seen("community:survey_answer", "group_space", "survey", by=GROUP, write=("alice", "ali")),
    seen("community:survey_results", "group_space", "survey_closed", by=LEADING),
    seen("community:survey_results", "group_space", "survey_told", by=GROUP),
    seen("community:survey_csv", "group_space", "survey_closed", by=LEADING),
    seen("community:survey_csv", "group_space", "survey_told", by=GROUP),
    seen("community:survey_answers_csv", "group_space", "survey_closed", by=LEADING),
    seen("community:survey_answers_csv", "group_space", "survey_told", by=()),  # it is anonymous
    seen(
        "community:survey_act",
        "group_space",
        "survey",
        by=GROUP,
        write=LEADING,
        literal=("clore",),
    ),
    seen(
        "community:survey_act",
        "group_space",
        "survey",
        by=GROUP,
        write=LEADING,
        literal=("changer-le-dernier-jour",),
    ),
)
STAFF = ("chloe", *OFFICE)  # who animates the club
KEEPERS = ("alice", *OFFICE)  # who animates the group
PAIR = (*OWN, *OFFICE)


def page(name, *args, by=CLUB, write=None, **more):
    return seen(f"community:{name}", *args, by=by, write=write, **more)


LIFE = (
    page("space_new", by=COMERS, write=OFFICE),
    page("space_edit", "space", write=STAFF),
    page("space_welcome", "space", post_only=True),
    page("space_charter", "space"),
    page("space_charter_new", "space", write=OFFICE),
    page("space_team", "space"),
    page("space_team", "group_space", by=GROUP),
    page("space_names", "group_space", by=("alice", *OFFICE)),
    page("space_leave", "group_space", by=GROUP),
    page("pages", "space"),
    page("page_new", "space", write=STAFF),
    page("page", "space", "space_page"),
    page("page", "space", "space_draft", by=STAFF),
    page("page_write", "space", "space_page", write=STAFF),
    page("page_place", "space", "space_page", write=STAFF),
    page("page_read", "space", "space_page", post_only=True),
    page("page_version", "space", "space_page", by=STAFF, literal=(1,)),
    page("page_act", "space", "space_page", write=STAFF, literal=("retirer-la-page",)),
    page("documents", "group_space", by=GROUP),
    page("document_new", "group_space", by=GROUP, write=KEEPERS),
    page("document", "group_space", "document", by=GROUP),
    page("document_version", "group_space", "document", by=GROUP, write=KEEPERS),
    page("document_edit", "group_space", "document", by=GROUP, write=KEEPERS),
    page("document_check", "group_space", "document", by=GROUP, write=KEEPERS),
    page("document_read", "group_space", "document", by=GROUP, post_only=True),
    page("document_readers", "group_space", "document", by=GROUP, write=KEEPERS),
    page(
        "document_act", "group_space", "document", by=GROUP, write=KEEPERS,
        literal=("retirer-le-document",),
    ),
    page("people", "space"),
    page("profile_edit", "space", write=OWN),
    page("profile", "space", "profile"),
    page("profile", "group_space", "profile", by=GROUP),
    page("contact_new", "space", "profile", write=("chloe", *OFFICE)),
    page("contacts", by=EVERYBODY),
    page("contact", "contact", by=OWN),
    page("contact_act", "contact", by=OWN, write=("alice",), literal=("repondre",)),
    page("profile_own", by=EVERYBODY),
    page("profile_act", by=("alice",), literal=("quitter-lannuaire",)),
    page("mentorings", "space"),
    page("mentoring_propose", "space", "new_organism", by=CLUB, write=OFFICE),
    page("mentoring", "mentoring", by=PAIR),
    page("mentoring_follow_up", "mentoring", by=OWN),
    page("mentoring_act", "mentoring", by=PAIR, write=OWN, literal=("accepter-ce-mentorat",)),
)  # fmt: skip

PUBLISHERS = ("dircom", *OFFICE)
QUESTIONS = (
    page("public_prepare", "space", "faq_entry", write=OFFICE),
    page("public_questions", by=PUBLISHERS),
    page("public_question", "public_entry", by=PUBLISHERS),
    page("public_write", "public_entry", by=PUBLISHERS),
    page("public_act", "public_entry", by=PUBLISHERS, literal=("rendre-publique",)),
    page("public_act", "shown_entry", by=PUBLISHERS, literal=("retirer-du-site-public",)),
)

COMMUNITY = (
    *SURVEYS,
    *QUESTIONS,
    seen("community:communities", by=COMERS),
    seen("community:space", "space", by=CLUB),
    seen("community:space", "auditors_space", by=AUDITORS),
    seen("community:space", "group_space", by=GROUP),
    seen("community:space_organisms", "space", by=CLUB),
    *LIFE,
    seen(
        "community:space_act",
        "group_space",
        by=GROUP,
        write=OFFICE,
        literal=("mettre-en-lecture-seule",),
    ),
    seen("community:reply_addresses", by=COMERS),
    seen("community:threads", "space", by=CLUB),
    seen("community:thread_ask", "space", by=CLUB),
    seen("community:threads_near", "space", by=CLUB),
    seen("community:thread_names", "space", by=CLUB),
    seen("community:thread", "space", "thread", by=CLUB),
    seen("community:thread", "group_space", "group_thread", by=GROUP),
    seen("community:thread_answer", "space", "thread", by=CLUB),
    seen("community:thread_follow", "space", "thread", by=CLUB, post_only=True),
    seen(
        "community:thread_act",
        "space",
        "thread",
        by=CLUB,
        write=("chloe", *OFFICE),
        literal=("clore-la-question",),
    ),
    seen("community:message", *MESSAGE, by=CLUB),
    seen("community:message_mend", *MESSAGE, by=CLUB, write=("alice",)),
    seen("community:message_thank", *MESSAGE, by=CLUB, post_only=True),
    seen(
        "community:message_offshoot",
        *MESSAGE,
        by=CLUB,
        write=("alice", *OFFICE),
        literal=("practice",),
    ),
    seen(
        "community:message_act", *MESSAGE, by=CLUB, write=("chloe", *OFFICE), literal=("signaler",)
    ),
    seen("community:faq", "space", by=CLUB),
    seen("community:faq_make", "space", "thread", by=CLUB, write=OFFICE),
    seen("community:faq_entry", "space", "faq_entry", by=CLUB),
    seen("community:faq_mend", "space", "faq_entry", by=CLUB, write=OFFICE),
    seen(
        "community:faq_act",
        "space",
        "faq_entry",
        by=CLUB,
        write=OFFICE,
        literal=("retirer-de-la-faq",),
    ),
)
