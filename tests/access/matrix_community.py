"""The lines of the access matrix: the club, the auditors' community and a working group (BR-88)."""

from tests.access.lines import seen
from tests.access.people import OFFICE, OWN

CLUB = (*OWN, *OFFICE)
AUDITORS = ("ali", "agnes", *OFFICE)
GROUP = ("alice", "ali", *OFFICE)
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
)
