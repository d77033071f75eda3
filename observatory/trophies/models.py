"""Models: yearly edition of the trophies, categories, candidates, and secret votes."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from observatory.practices import durations
from observatory.practices.terms import PUBLISHED
from observatory.practices.visibility import ClubVisibility, office_visibility, organism_visibility
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import Role
from portal.ui.states import States
from portal.workflow import Stateful

TIE_RULE = (
    "À égalité de voix, la pratique la plus reprise l’emporte\u00a0; à égalité de reprises, la plus "
    "anciennement publiée\u00a0; si elles le sont du même jour, elles partagent le trophée."
)
RUNNING = ("nominating", "voting", "counted", "published")


class TrophyEdition(Stateful):
    """One a year. The clock opens and closes the vote on its days."""

    class State(States):
        PREPARED = "prepared", "pencil", "quiet", "En préparation"
        NOMINATING = "nominating", "tray", "info", "Candidatures ouvertes"
        VOTING = "voting", "vote", "strong", "Vote ouvert"
        COUNTED = "counted", "lock", "info", "Vote dépouillé"
        PUBLISHED = "published", "tile-tick", "ok", "Résultats publiés"
        CANCELLED = "cancelled", "cross", "quiet", "Annulée"

    year = models.PositiveSmallIntegerField("année", unique=True)
    state = models.CharField(
        "état", max_length=10, choices=State, default=State.PREPARED, editable=False
    )
    opens_on = models.DateField("le vote ouvre le")
    closes_on = models.DateField("dernier jour du vote")
    tie_rule = models.TextField("en cas d’égalité", default=TIE_RULE, editable=False)
    voters = models.PositiveIntegerField("organismes votants", null=True, editable=False)
    published_on = models.DateField("résultats publiés le", null=True, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility(
            "tout le monde",
            "parce que les résultats sont publiés",
            public=True,
            when=lambda: Q(state="published"),
        ),
        ClubVisibility("le club", "parce qu’il vote", when=lambda: Q(state__in=RUNNING)),
        *office_visibility("parce qu’il organise les trophées"),
        Visibility(
            "la Dircom",
            "parce qu’elle fait connaître les trophées",
            role=Role.DIRCOM,
            when=lambda: Q(state__in=RUNNING),
        ),
    )

    class Meta:
        verbose_name = "édition des trophées"
        verbose_name_plural = "éditions des trophées"
        ordering = ("-year",)
        constraints = (
            models.CheckConstraint(
                name="trophy_dates_in_order", condition=Q(closes_on__gte=F("opens_on"))
            ),
        )

    def __str__(self):
        return f"Trophées {self.year}"

    def get_absolute_url(self):
        return reverse("observatory:trophy", args=[self.year])

    def get_public_url(self):
        return reverse("observatory:trophy_results", args=[self.year])

    def reminder_days(self, code):
        return durations.in_force(code, self.opens_on).reminders

    @property
    def is_public(self):
        return self.state == self.State.PUBLISHED


class TrophyCategory(models.Model):
    edition = models.ForeignKey(TrophyEdition, models.CASCADE, related_name="categories")
    order = models.PositiveSmallIntegerField("rang")
    title = models.CharField("catégorie", max_length=90)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("edition")

    class Meta:
        verbose_name = "catégorie des trophées"
        verbose_name_plural = "catégories des trophées"
        ordering = ("edition", "order")
        constraints = (
            models.UniqueConstraint(fields=("edition", "order"), name="trophy_category_order"),
            models.UniqueConstraint(fields=("edition", "title"), name="trophy_category_once"),
        )

    def __str__(self):
        return self.title


class TrophyCandidate(Stateful):
    """A practice in a category, proposed or accepted by its organism."""

    class State(States):
        INVITED = "invited", "mail", "info", "À accepter"
        RUNNING = "running", "list", "info", "En lice"
        WITHDRAWN = "withdrawn", "cross", "danger", "Retirée"

    reference = models.CharField("référence", max_length=20, unique=True)
    category = models.ForeignKey(TrophyCategory, models.CASCADE, related_name="candidates")
    practice = models.ForeignKey(
        "observatory.GoodPractice",
        models.PROTECT,
        related_name="candidacies",
        verbose_name="pratique",
    )
    organism = models.ForeignKey(
        "labelling.Organism", models.PROTECT, related_name="+", verbose_name="organisme"
    )
    state = models.CharField(
        "état", max_length=9, choices=State, default=State.INVITED, editable=False
    )
    proposed_by = models.ForeignKey("portal.User", models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField("rang", null=True, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility(
            "tout le monde",
            "parce que les résultats sont publiés",
            public=True,
            when=lambda: Q(category__edition__state="published", state="running"),
        ),
        ClubVisibility(
            "le club",
            "parce qu’il vote",
            when=lambda: Q(category__edition__state__in=RUNNING, state="running"),
        ),
        organism_visibility("organism", "l’organisme", "parce que c’est sa pratique"),
        *office_visibility("parce qu’il organise les trophées"),
    )

    class Meta:
        verbose_name = "candidature aux trophées"
        verbose_name_plural = "candidatures aux trophées"
        ordering = ("category", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("category", "practice"),
                condition=~Q(state="withdrawn"),
                name="trophy_candidate_once",
            ),
        )

    @property
    def answer_by(self):
        """The day before which an invited organism answers: that on which the vote opens."""
        return self.category.edition.opens_on if self.state == self.State.INVITED else None

    def __str__(self):
        return str(self.practice)

    def get_absolute_url(self):
        return reverse("observatory:trophy_candidate", args=[self.reference])

    @property
    def aggregate(self):
        """The edition: no candidate comes or leaves while the votes are counted."""
        return self.category.edition

    @property
    def is_shown(self):
        return self.practice.state in PUBLISHED


class TrophyVote(models.Model):
    """One a labelled organism and category. The choice is erased once counted."""

    category = models.ForeignKey(TrophyCategory, models.PROTECT, related_name="votes")
    organism = models.ForeignKey("labelling.Organism", models.PROTECT, related_name="+")
    candidate = models.ForeignKey(TrophyCandidate, models.PROTECT, null=True, related_name="votes")
    chosen = models.ForeignKey("labelling.Organism", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = ()  # secret: nobody reads a vote, the counting alone

    class Meta:
        verbose_name = "vote aux trophées"
        verbose_name_plural = "votes aux trophées"
        constraints = (
            models.UniqueConstraint(
                fields=("category", "organism"), name="trophy_one_vote_an_organism"
            ),
            models.CheckConstraint(
                name="trophy_never_one_s_own",
                condition=Q(chosen__isnull=True) | ~Q(chosen=F("organism")),
            ),
        )

    def __str__(self):
        return f"vote de {self.organism_id}"
