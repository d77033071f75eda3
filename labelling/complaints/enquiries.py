"""Public message to the label, answered within the first delay of the rules."""

from django.db import models

from labelling.complaints.submissions import DIRCOM, OFFICE, FromStranger
from portal.ui.states import States


class Enquiry(FromStranger):
    """What the contact form brings."""

    class Topic(models.TextChoices):
        LABEL = "label", "Le label et ses étapes"
        JOIN = "join", "Devenir labellisé"
        VERIFY = "verify", "Une attestation à vérifier"
        PRESS = "press", "Presse et partenariats"
        DATA = "data", "Mes données personnelles"
        SITE = "site", "Le site et son accessibilité"
        OTHER = "other", "Autre sujet"

    class State(States):
        RECEIVED = "received", "tray", "warn", "Reçu"
        ANSWERED = "answered", "mail", "ok", "Répondu"
        CLOSED = "closed", "box", "quiet", "Classé"
        TRANSFERRED = "transferred", "swap", "quiet", "Transféré"

    promise = "D23"
    noun = "message"

    topic = models.CharField("sujet", max_length=8, choices=Topic, default=Topic.LABEL)
    state = models.CharField(
        "état", max_length=12, choices=State, default=State.RECEIVED, editable=False
    )

    visibilities = (*OFFICE, DIRCOM)

    class Meta(FromStranger.Meta):
        verbose_name = "message"

    @property
    def subject(self):
        return self.get_topic_display()
