"""What questions add to the feed of their space: asked, answered, certified; moderation has no words here."""

from django.urls import reverse

from community.models import Space, Thread
from portal.feed.topics import Branch, Named, grow

ACTS = {
    "ask": "une question est posée|{n} questions sont posées",
    "faq": "une réponse entre dans la FAQ|{n} réponses entrent dans la FAQ",
}
MESSAGES = {
    "answer": "une réponse est donnée|{n} réponses sont données",
    "certify": "une réponse est certifiée|{n} réponses sont certifiées",
}


def address(space, reference):
    return reverse("community:thread", args=[space.slug, reference])


named = Named("title", "reference", address)
grow(Space, Branch(Thread, ACTS, "space", {"threadmessage": MESSAGES}, named))
