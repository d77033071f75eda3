"""Consultations: one body asked at one stage of a dossier, its word, the answers given to it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from labelling.parties.bodies.models import RepresentativeBody
from labelling.path.dossiers import stages
from labelling.path.dossiers.models import LabelDossier
from portal import access
from portal.core import clock
from portal.documents import StoredFile
from portal.models import User
from portal.ui.states import States
from portal.workflow import Stateful

LONGEST = 5000
CLOSED = "Cette étape est close\u00a0: rien ne s’y écrit plus."


class Consultation(Stateful):
    """One body is asked at one stage; what it says is its own word (BR-14)."""

    part_of = "dossier"
    read_with = ("body",)

    class State(States):
        ASKED = "asked", "mail", "info", "Avis demandé"
        SILENT = "silent", "clock", "quiet", "Sans réponse"
        CONFIRMED = "confirmed", "tick", "ok", "Confirmé"
        TO_ANSWER = "to_answer", "pencil", "warn", "Avis à répondre"
        ANSWERED = "answered", "mail", "ok", "Avis répondu"
        CONTESTED = "contested", "flag", "danger", "Contesté"
        CONTEST_ANSWERED = "contest_answered", "mail", "warn", "Contestation répondue"
        SETTLED = "settled", "book", "ok", "Contestation lue"

    dossier = models.ForeignKey(LabelDossier, models.PROTECT, related_name="consultations")
    stage = models.CharField("étape", max_length=40)
    body = models.ForeignKey(
        RepresentativeBody,
        models.PROTECT,
        related_name="consultations",
        verbose_name="instance",
    )
    state = models.CharField(
        "état", max_length=16, choices=State, default=State.ASKED, editable=False
    )
    asked_on = models.DateField("demandé le", default=clock.today)
    answer_until_on = models.DateField("réponse de l’instance attendue le")
    # of its word, for what weighs it: a later reading asks no other table
    word_given_at = models.DateTimeField("parole donnée le", null=True, editable=False)
    is_brought_by_organism = models.BooleanField(
        "accès remis par l’organisme", default=False, editable=False
    )
    answer_promised_on = models.DateField("réponse promise pour le", null=True, editable=False)
    settled_reason = models.TextField("pourquoi l’étape continue", blank=True)
    erased_on = models.DateField("contenu effacé le", null=True, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("dossier")

    class Meta:
        verbose_name = "demande d’avis"
        verbose_name_plural = "demandes d’avis"
        ordering = ("asked_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "stage", "body"), name="consultation_once"),
        )

    def __str__(self):
        return f"{self.body}, {self.stage_label}"

    def get_absolute_url(self):
        return reverse("labelling:consultation_detail", args=[self.dossier.reference, self.pk])

    @property
    def organism_id(self):
        return self.dossier.organism_id

    @property
    def stage_label(self):
        found = self.dossier.rules.stage(self.dossier.dossier_type, self.stage)
        return found.label if found else self.stage

    @property
    def is_open(self):
        """Whether its stage goes on: until it closes, the body writes, corrects and takes back."""
        current = stages.current_stage(self.dossier)
        return current is not None and current.code == self.stage

    @property
    def is_waited(self):
        """Whether the body may still write: nothing of its word is given, and its stage goes on."""
        return self.is_open and self.state in (self.State.ASKED, self.State.SILENT)

    @property
    def last_reply(self):
        """Of those that a list has read already; none of them answers what waits for another."""
        waits = self.state in (self.State.TO_ANSWER, self.State.CONTESTED)
        return None if waits else next(reversed(self.replies.all()), None)

    @property
    def reply_to_post(self):
        """The answer that a letter still has to bring to who asked for one, or None."""
        word = getattr(self, "word", None)
        reply = self.last_reply
        if word is None or word.follow != TenantWord.Follow.LETTER or self.erased_on is not None:
            return None
        return reply if reply is not None and reply.posted_on is None else None

    @property
    def rules_version(self):
        return self.dossier.rules.code

    def due_date(self, code):
        return self.dossier.rules.due(code, clock.today())

    def reminder_days(self, code):
        return self.dossier.rules.reminder_days(code)


class TenantWord(models.Model):
    """What a body says, once given; taken back until the stage closes.

    `entered_by` is who typed what was said on paper or aloud: the office or an auditor, never the organism.
    """

    class Stance(models.TextChoices):
        CONFIRMS = "confirms", "C’est exact"
        CORRECTS = "corrects", "C’est à corriger"
        CONTESTS = "contests", "Nous contestons"

    class Channel(models.TextChoices):
        OWN = "own", "par l’instance elle-même"
        PAPER = "paper", "sur papier"
        ALOUD = "aloud", "de vive voix"

    class Follow(models.TextChoices):
        MAIL = "mail", "par courriel"
        LETTER = "letter", "par lettre"
        NONE = "none", "pas de suite"

    consultation = models.OneToOneField(Consultation, models.CASCADE, related_name="word")
    stance = models.CharField(
        "ce qui est dit de la rencontre", max_length=8, choices=Stance, blank=True
    )
    met_on = models.DateField("rencontre du", null=True, blank=True)
    attendees = models.PositiveSmallIntegerField("nombre de présents", null=True, blank=True)
    account = models.TextField("ce qui s’est passé", blank=True)
    opinion = models.TextField("avis", blank=True)
    wants_hearing = models.BooleanField("demande à être entendue", default=False)
    follow = models.CharField("suite", max_length=6, choices=Follow, default=Follow.MAIL)
    may_quote = models.BooleanField("accepte d’être citée en public", default=False)
    channel = models.CharField("reçu", max_length=5, choices=Channel, default=Channel.OWN)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )
    sheet = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="feuille"
    )
    given_at = models.DateTimeField("donné le", default=clock.now, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("consultation")

    class Meta:
        verbose_name = "parole d’une instance"
        verbose_name_plural = "paroles d’instances"
        constraints = (
            models.CheckConstraint(
                name="word_typed_by_somebody_unless_own",
                condition=Q(channel="own", entered_by=None)
                | ~Q(channel="own") & Q(entered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="word_given_says_something",
                condition=~Q(stance="") | ~Q(opinion=""),
            ),
            models.CheckConstraint(
                name="word_contest_has_its_account",
                condition=Q(stance__in=["", "confirms"]) | ~Q(account=""),
            ),
        )

    def __str__(self):
        return self.opinion or self.account or self.get_stance_display()


class WordDraft(models.Model):
    """What a body is writing: read and finished by any of its people, and by nobody else."""

    consultation = models.OneToOneField(Consultation, models.CASCADE, related_name="draft")
    fields = models.JSONField("champs", default=dict)
    version = models.PositiveIntegerField("version", default=1)
    saved_at = models.DateTimeField("enregistré le", default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = ()

    class Meta:
        verbose_name = "brouillon d’une instance"
        verbose_name_plural = "brouillons d’instances"

    def __str__(self):
        return f"brouillon {self.pk}"


class WordFile(models.Model):
    """Minutes or a photograph of them, joined to a word."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("consultation")

    class Meta:
        verbose_name = "pièce d’une instance"
        verbose_name_plural = "pièces d’instances"
        ordering = ("pk",)

    def __str__(self):
        return str(self.file)


class AuditorRemark(models.Model):
    """Said to the auditors alone: written once, shown by no link, no code, no draft; no search, no export."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="remarks")
    text = models.TextField("remarque pour les auditeurs")
    channel = models.CharField(
        "reçue", max_length=5, choices=TenantWord.Channel, default=TenantWord.Channel.OWN
    )
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )
    written_on = models.DateField("écrite le", default=clock.today)

    objects = access.QuerySet.as_manager()
    visibilities = ()  # the auditors', given in rules.py

    class Meta:
        verbose_name = "remarque aux auditeurs"
        verbose_name_plural = "remarques aux auditeurs"
        ordering = ("pk",)

    def __str__(self):
        return f"remarque {self.pk}"


class Reply(models.Model):
    """An answer of the organism to a body, which may say that it does not answer."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="replies")
    text = models.TextField("réponse")
    promised_on = models.DateField("promise pour le")
    given_on = models.DateField("donnée le", default=clock.today)
    posted_on = models.DateField("partie par lettre le", null=True, editable=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    insisted_on = models.DateField("«\u00a0cela ne répond pas\u00a0» le", null=True)
    insisted_for = models.TextField("ce qui manque à la réponse", blank=True)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("consultation")

    class Meta:
        verbose_name = "réponse à une instance"
        verbose_name_plural = "réponses à des instances"
        ordering = ("pk",)

    def __str__(self):
        return f"réponse {self.pk}"


def locked_one(consultation):
    """Re-read, its dossier held: what is written of it follows what closes its stage."""
    rows = type(consultation.dossier).objects.select_for_update(of=("self",))
    root = rows.get(pk=consultation.dossier_id)
    found = Consultation.objects.select_related("body").get(pk=consultation.pk)
    found.dossier = root
    return found
