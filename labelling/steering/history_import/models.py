"""Imports of the référent's tracking: what was read of a file, what was decided of it, what it became."""

from django.db import models
from django.urls import reverse

from portal import access
from portal.access import Visibility
from portal.models import Role, User
from portal.ui.states import States
from portal.workflow import Stateful

PROOF = "proof"  # the kind of the file that proves a label taken over by the screen


class TrackingImport(Stateful):
    """`content`: the lines as they were understood, each with its sheet and row; `choices`: what the référent
    decided of them (`lines/base.py` says how). Both stay as they were confirmed.

    `file` is read again at each correction of `matching`, and leaves the row once it is confirmed; `reading` is
    what else was understood of it (`files.reading`): sheets, values met, anomalies. Nothing of
    all this stays once it is abandoned.

    `corrected` holds what an organism known here had before it took a fact of the file (`taking.py`).

    A label taken over by the screen (`labels/`) is an import of one line, without a file nor its digest: the proof
    is a stored file.

    A large file is read by the worker: `to_read_at` is when that was asked, until it is done; `read_since` when a
    worker took it, or last showed that it was alive.
    """

    class State(States):
        PREVIEWED = "previewed", "book", "info", "À confirmer"
        CONFIRMED = "confirmed", "tick", "ok", "Repris"
        TAKEN_BACK = "taken_back", "turn", "quiet", "Reprise annulée"
        ABANDONED = "abandoned", "box", "quiet", "Abandonné"

    reference = models.CharField("référence", max_length=20, unique=True)
    state = models.CharField(
        "état", max_length=12, choices=State, default=State.PREVIEWED, editable=False
    )
    file_name = models.CharField("fichier", max_length=255)
    digest = models.CharField("empreinte du fichier", max_length=64, db_index=True)
    content = models.JSONField("lignes lues")
    choices = models.JSONField("décisions", default=dict)
    corrected = models.JSONField("faits pris du fichier", default=list, editable=False)
    file = models.BinaryField("fichier envoyé", null=True)
    matching = models.JSONField("correspondances", default=dict)
    reading = models.JSONField("lecture", default=dict)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="importé par")
    confirmed_on = models.DateField("repris le", null=True, editable=False)
    abandoned_on = models.DateField("abandonné le", null=True, editable=False)
    to_read_at = models.DateTimeField("à lire depuis", null=True, editable=False)
    read_since = models.DateTimeField("lu depuis", null=True, editable=False)
    rows_read = models.PositiveIntegerField("lignes lues", default=0, editable=False)
    refusal = models.CharField("pourquoi illisible", max_length=400, blank=True, editable=False)
    rows_total = models.PositiveIntegerField("lignes à lire", default=0, editable=False)
    taken_back_on = models.DateField("reprise annulée le", null=True, editable=False)
    is_demo = models.BooleanField("suivi inventé", default=False)

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility("le référent label", "parce que c’est son suivi", role=Role.REFERENT),
        Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
    )

    class Meta:
        verbose_name = "import du suivi"
        verbose_name_plural = "imports du suivi"
        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                name="tracking_confirmed_has_date",
                condition=models.Q(state__in=("previewed", "abandoned"))
                | models.Q(confirmed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="tracking_abandoned_holds_no_file",
                condition=~models.Q(state="abandoned")
                | models.Q(abandoned_on__isnull=False, file__isnull=True),
            ),
            models.CheckConstraint(
                name="tracking_to_read_has_file",
                condition=models.Q(to_read_at=None)
                | models.Q(state="previewed", file__isnull=False),
            ),
        )

    def __str__(self):
        return f"Import {self.reference}, {self.file_name}"

    def get_absolute_url(self):
        return reverse("labelling:tracking_import", args=[self.reference])

    @property
    def is_typed(self):
        return not self.digest

    @property
    def auditors(self):
        """{name in the file: slug of an auditor}, as somebody said it."""
        return self.choices.get("auditors", {})
