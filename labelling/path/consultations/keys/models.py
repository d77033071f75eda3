"""Keys that open a consultation to its body; neither link nor code is kept as such."""

import hashlib
import secrets

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils.crypto import salted_hmac

from labelling.parties.bodies.models import BodyContact
from portal import access
from portal.core import clock

signer = signing.Signer(sep=".", salt="labelling.consultations.link")
mailbox_signer = signing.TimestampSigner(sep=".", salt="labelling.consultations.mailbox")
MAILBOX_AGE = 7 * 24 * 3600  # seconds: whoever finds an old message opens nothing with it
ALPHABET = "ABCDEFGHJKMNPQRTUVWXYZ346789"  # no sign that is taken for another, read from paper
CODE_LENGTH = 12  # 57 bits: ten tries an hour a network never meet one


def digest_of(code):
    """What is kept of a code: nobody reads it in the database."""
    folded = "".join(one for one in code.upper() if one in ALPHABET)
    return hashlib.sha256(folded.encode()).hexdigest()


def code_of(salt, number):
    """The code that follows from a number and the secret key of the portal, « K7PM-4XQD-9RTH »."""
    seal = int(salted_hmac(salt, number, algorithm="sha256").hexdigest(), 16)
    signs = []
    for _ in range(CODE_LENGTH):
        seal, place = divmod(seal, len(ALPHABET))
        signs.append(ALPHABET[place])
    return "-".join("".join(signs[at : at + 4]) for at in range(0, CODE_LENGTH, 4))


def reach_of(contact):
    """The digest of the addresses of a contact: a key opens nothing once they are others."""
    said = f"{contact.email}\n{contact.postal}"
    return salted_hmac("labelling.consultations.reach", said, algorithm="sha256").hexdigest()


def draw_number():
    return secrets.token_hex(16)


class AccessKey(models.Model):
    """What opens one consultation to its body, by a link or by the code of a letter; never kept as such.

    Both follow from `number` and from the secret key of the portal, so that a letter may be printed again.
    `is_handed_over` tells that the organism had to bring the code itself: its word has the third strength.
    """

    class Kind(models.TextChoices):
        LINK = "link", "lien par courriel"
        CODE = "code", "code par lettre"

    consultation = models.ForeignKey("labelling.Consultation", models.CASCADE, related_name="keys")
    contact = models.ForeignKey(BodyContact, models.SET_NULL, null=True, related_name="keys")
    kind = models.CharField("nature", max_length=4, choices=Kind)
    number = models.CharField(max_length=32, default=draw_number, unique=True, editable=False)
    reach = models.CharField(max_length=64, editable=False)  # what it was sent to, as a digest
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_on = models.DateField("fait le", default=clock.today)
    posted_on = models.DateField("lettre partie le", null=True, editable=False)
    revoked_on = models.DateField("retiré le", null=True, editable=False)
    is_handed_over = models.BooleanField("remis par l’organisme", default=False)

    objects = access.QuerySet.as_manager()
    visibilities = ()  # the office's, given in rules.py

    class Meta:
        verbose_name = "accès d’une instance"
        verbose_name_plural = "accès d’instances"
        ordering = ("-pk",)

    def __str__(self):
        return f"{self.get_kind_display()} {self.pk}"

    def save(self, **options):
        self.digest = digest_of(self.code)
        self.reach = self.reach or reach_of(self.contact)
        super().save(**options)

    def get_absolute_url(self):
        """The page of those who keep it, never what it opens."""
        return self.consultation.get_absolute_url()

    @property
    def code(self):
        """Twelve signs, « K7PM-4XQD-9RTH », the same each time it is printed."""
        return code_of("labelling.consultations.code", self.number)

    @property
    def path(self):
        return reverse("labelling:tenant_link", args=[signer.sign(self.number)])

    @property
    def url(self):
        return settings.PORTAL_ADDRESS + self.path

    @property
    def mailbox_url(self):
        """Of all that several organisms ask of its mailbox: the mailbox itself is told by no address."""
        token = mailbox_signer.sign(self.number)
        return settings.PORTAL_ADDRESS + reverse("labelling:tenant_mailbox_link", args=[token])

    @property
    def opens(self):
        """Whether it still opens: not taken back, and its contact still there, at the address that was verified."""
        if self.revoked_on is not None or self.consultation.body.ended_on is not None:
            return False
        contact = self.contact
        is_there = (
            contact is not None and contact.left_on is None and contact.verified_on is not None
        )
        return is_there and reach_of(contact) == self.reach

    @property
    def is_printable(self):
        """Whether its letter may be drawn: the code still opens, and the portal's secret has not changed since."""
        return self.kind == self.Kind.CODE and self.opens and digest_of(self.code) == self.digest

    @property
    def is_to_post(self):
        """Whether its letter has still to leave, while the body is waited for."""
        return self.posted_on is None and self.consultation.is_waited and self.is_printable


def open_keys(consultation):
    """The keys that open it today, each with its contact."""
    return [key for key in consultation.keys.select_related("contact") if key.opens]


def key_of_link(token):
    """The number of the key of a link of ours, or None."""
    return _number_of(signer.unsign, token)


def key_of_mailbox_link(token):
    """The same of the link of a mailbox, less than MAILBOX_AGE old."""
    return _number_of(mailbox_signer.unsign, token, max_age=MAILBOX_AGE)


def _number_of(unsign, token, **options):
    try:
        return unsign(token, **options)
    except signing.BadSignature:
        return None
