"""Access matrix of campaigns and of the monthly letter."""

from tests.access.lines import closed, public, seen
from tests.access.people import OFFICE

READING = (*OFFICE, "dircom")
WRITING = ("dircom",)


def campaign(name, *args, **more):
    return seen(f"home:{name}", "campaign", *args, by=READING, **more)


def letter(name, *args, **more):
    return seen(f"home:{name}", "letter", *args, by=READING, **more)


COMMUNICATION = (
    seen("home:campaigns", by=READING),
    seen("home:campaigns_csv", by=READING),
    seen("home:campaign_create", by=READING, write=WRITING),
    campaign("campaign"),
    campaign("campaign_edit", write=WRITING),
    campaign("campaign_duplicate", write=WRITING, post_only=True),
    campaign("campaign_line_add", write=WRITING, literal=("taches",)),
    campaign("campaign_line", write=WRITING, literal=("taches", 1)),
    campaign("campaign_line_drop", write=WRITING, literal=("taches", 1), post_only=True),
    campaign("campaign_act", write=WRITING, literal=("lancer-la-campagne",)),
    public("home:letter"),
    public("home:letter_asked"),
    public("home:letter_archive"),
    public("home:letter_read", "sent_letter", ours="communication"),
    closed("home:letter_confirm", literal=("inconnu",)),
    closed("home:letter_stop", literal=("inconnu",)),
    public("home:alert"),
    public("home:alert_asked"),
    public("home:directory_rss"),
    closed("home:alert_confirm", literal=("inconnu",)),
    closed("home:alert_stop", literal=("inconnu",)),
    seen("home:letters", by=READING),
    letter("letter_issue"),
    letter("letter_edit", write=WRITING),
    letter("letter_compose", write=WRITING, post_only=True),
    letter("letter_try", write=WRITING, post_only=True),
    letter("letter_item_add", write=WRITING),
    letter("letter_item", write=WRITING, literal=(1,)),
    letter("letter_item_up", write=WRITING, literal=(1,), post_only=True),
    letter("letter_item_drop", write=WRITING, literal=(1,), post_only=True),
    seen(
        "home:letter_correct",
        "sent_letter",
        by=READING,
        write=WRITING,
        literal=(0,),
        ours="communication",
    ),
    letter("letter_act", write=WRITING, literal=("dire-la-lettre-prete",)),
)
