"""The lines of the access matrix: the club, the auditors' community and a working group (BR-88)."""

from tests.access.lines import seen
from tests.access.people import OFFICE, OWN

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
)
COMMUNITY = (
    *SURVEYS,
    seen("community:communities", by=COMERS),
    seen("community:space", "space", by=CLUB),
    seen("community:space", "auditors_space", by=AUDITORS),
    seen("community:space", "group_space", by=GROUP),
    seen("community:space_organisms", "space", by=CLUB),
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
        write=OFFICE,
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
