"""Changes of threads in a space: asked, answered, certified; moderation is not listed."""

from community.spaces.changes import named
from community.spaces.models import Space
from community.threads.models import Thread
from portal.changes.registry import Branch, register_branch

ACTS = {
    "ask": "une question est posée|{n} questions sont posées",
    "faq": "une réponse entre dans la FAQ|{n} réponses entrent dans la FAQ",
}
MESSAGES = {
    "answer": "une réponse est donnée|{n} réponses sont données",
    "certify": "une réponse est certifiée|{n} réponses sont certifiées",
}
QUESTION = named("title", "reference", "community:thread")
register_branch(Space, Branch(Thread, ACTS, "space", {"threadmessage": MESSAGES}, QUESTION))
