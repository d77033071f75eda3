"""Page types « Agenda »: events to come, archive by year, each event."""

from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from home.pages.base import SitePage
from home.pages.pictures import Pictured, picture_panel, with_pictures
from home.site_map.tree import for_all
from labelling import public
from portal.core import clock
from portal.models import Role
from portal.ui import structured_data, words
from portal.web.pagination import Paginator

PAGE = 20
SEATED = {
    "cancelled_at": None,
    "confirmed_at__isnull": False,
}  # of a registration that holds a seat
NEEDS_A_SEAT = "Indiquez au moins une place, ou laissez vide\u00a0: sans limite."


class AgendaPage(SitePage):
    """Events to come, nearest first; `?annee=` opens the archive, `?nature=` filters by kind."""

    filters = ("nature", "annee", "page")
    parent_page_types = ("home.HomePage",)
    subpage_types = ("home.EventPage",)
    max_count = 1
    template = "home/agenda/index.html"

    class Meta:
        verbose_name = "page «\u00a0Agenda\u00a0»"

    def get_context(self, request, *args, **kwargs):
        kind, years = request.GET.get("nature", ""), archived_years()
        year = next((y for y in years if str(y) == request.GET.get("annee")), None)
        kind = kind if kind in EventPage.Kind.values else ""
        rows = archived(year, kind) if year else EventPage.upcoming(kind=kind)
        return super().get_context(request, *args, **kwargs) | {
            "kinds": EventPage.Kind.choices,
            "kind": kind,
            "kind_label": dict(EventPage.Kind.choices).get(kind, ""),
            "years": years,
            "year": year,
            "page_of": Paginator(with_pictures(rows), PAGE).get_page(request.GET.get("page")),
            "sessions": [] if year or kind else list(public.upcoming_sessions()[:6]),
        }


class EventPage(Pictured, SitePage):
    """An event; a reserved one is announced without its details."""

    class Kind(models.TextChoices):
        CONGRESS = "congres", "Congrès Hlm"
        REGIONAL = "action-regionale", "Action régionale"
        CLUB = "journee-du-club", "Journée du club"
        AUDITORS = "journee-des-auditeurs", "Journée des auditeurs"
        OTHER = "autre", "Autre rendez-vous"

    class Audience(models.TextChoices):
        PUBLIC = "public", "ouvert à tous"
        CLUB = "club", "réservé au club"
        AUDITORS = "auditeurs", "réservé aux auditeurs agréés"

    kind = models.CharField("nature", max_length=24, choices=Kind, default=Kind.OTHER)
    audience = models.CharField("public", max_length=10, choices=Audience, default=Audience.PUBLIC)
    starts_at = models.DateTimeField("début")
    ends_at = models.DateTimeField("fin")
    place = models.CharField("lieu", max_length=200, blank=True)
    link = models.URLField("lien de connexion ou d’information", blank=True)
    takes_registrations = models.BooleanField("inscription sur ce site", default=False)
    capacity = models.PositiveIntegerField("places", null=True, blank=True)
    closes_on = models.DateField("dernier jour d’inscription", null=True, blank=True)
    is_demo = models.BooleanField("rendez-vous inventé", default=False)

    page_description = "Une date, un lieu, et l’inscription sur ce site si vous l’ouvrez."
    content_panels = (
        *SitePage.content_panels[:1],
        MultiFieldPanel(
            [FieldPanel(name) for name in ("kind", "audience", "starts_at", "ends_at")], "Quand"
        ),
        MultiFieldPanel([FieldPanel("place"), FieldPanel("link")], "Où"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("takes_registrations", "capacity", "closes_on")],
            "Inscriptions",
        ),
        picture_panel(),
        *SitePage.content_panels[1:],
    )
    parent_page_types = ("home.AgendaPage",)
    subpage_types = ()
    template = "home/agenda/event.html"

    class Meta:
        verbose_name = "rendez-vous"
        verbose_name_plural = "rendez-vous"
        indexes = (models.Index(fields=("starts_at",), name="event_starts"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="event_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="event_has_a_seat"
            ),
        )

    @classmethod
    def upcoming(cls, *, kind="", limit=None, since=None):
        """Published events that are not over, now or at another instant, nearest first."""
        seated = Count(
            "registrations", filter=Q(**{f"registrations__{k}": v for k, v in SEATED.items()})
        )
        rows = for_all(cls.objects).filter(ends_at__gte=since or clock.now()).annotate(taken=seated)
        rows = rows.filter(kind=kind) if kind else rows
        return rows.order_by("starts_at", "pk")[:limit]

    def problems(self):
        return [*super().problems(), *self.picture_problems()]

    def clean(self):
        super().clean()
        faults = _faults(self)
        if faults:
            raise ValidationError(faults)

    def get_context(self, request, *args, **kwargs):
        is_open = self.opens_to(request.user)
        return super().get_context(request, *args, **kwargs) | {
            "is_open_to_reader": is_open,
            "lead": self.intro if is_open else "",
            "shown_picture": self.picture if is_open else None,
            "structured": self.structured(),
            **(self._for_member(request.user) if request.user.is_authenticated else {}),
            "registration": {
                "is_open": registration_state(self) == "open",
                "sentence": self._registering(),
                "url": reverse("home:registration_create", args=[self.slug]),
            },
        }

    def structured(self):
        """What machines read of it; nothing of what is reserved, or invented."""
        if self.is_demo or self.audience != self.Audience.PUBLIC:
            return None
        return structured_data.describe_thing(
            "Event",
            self.url,
            name=self.title,
            description=self.intro,
            image=self.picture_address(),
            startDate=self.starts_at.astimezone(clock.PARIS),
            endDate=self.ends_at.astimezone(clock.PARIS),
            location=self.place and {"@type": "Place", "name": self.place, "address": self.place},
            organizer=structured_data.PUBLISHER,
        )

    def _for_member(self, user):
        """Their registration, and the materials that they may read."""
        seats = self.registrations.filter(person=user.pk, cancelled_at=None)
        materials = self.materials.visible_to(user).select_related("file").order_by("number")
        return {"seat": seats.first(), "materials": materials}

    def _registering(self):
        """Context of registration; empty when it is not done here."""
        if self.seats_left == 0:
            return "Complet\u00a0: vous pouvez vous inscrire sur la liste d’attente, une place rendue est pour elle."
        left = self.seats_left
        seats = f" Il reste {words.count(left, 'place', 'places')}." if left else ""
        return {
            "": "",
            "over": "Ce rendez-vous a commencé ou il est passé\u00a0: on ne s’y inscrit plus.",
            "closed": f"Les inscriptions sont closes depuis le {words.day(self.last_day)}.",
            "open": f"Jusqu’au {words.day(self.last_day)} inclus, avec ou sans compte.{seats}",
        }[registration_state(self)]

    @property
    def listed_picture(self):
        """Its picture in the lists, which anybody reads: that of a reserved event is one of its details."""
        return self.picture if self.audience == self.Audience.PUBLIC else None

    @property
    def public_place(self):
        """What anybody reads of where it is: its place, or for whom it is reserved."""
        is_public = self.audience == self.Audience.PUBLIC
        return self.place if is_public else self.get_audience_display()

    def opens_to(self, user):
        """Whether this reader may see the place and the programme."""
        return self.audience == self.Audience.PUBLIC or self.audience in audiences_of(user)

    @cached_property
    def taken(self):
        """Seats given; a list counts them for all its rows at once."""
        return self.registrations.filter(**SEATED).count()

    @property
    def seats_left(self):
        """Of an event where one registers today; None without limit, or where nobody registers."""
        if self.capacity is None or registration_state(self) != "open":
            return None
        return max(0, self.capacity - self.taken)

    @property
    def is_over(self):
        return self.ends_at < clock.now()

    @property
    def last_day(self):
        """Last day to register."""
        return self.closes_on or self.starts_at.astimezone(clock.PARIS).date()

    @property
    def when(self):
        return format_period(self.starts_at, self.ends_at)


def audiences_of(user):
    """Audiences that a person belongs to: two queries at most, whatever the number of events."""
    every = EventPage.Audience
    if not user.is_authenticated:
        return {every.PUBLIC}
    if user.has_role(Role.DIRCOM) or public.instructor(user, None):
        return set(every)
    found = {every.PUBLIC}
    found |= {every.CLUB} if public.is_club_member(user) else set()
    return found | ({every.AUDITORS} if public.is_auditor(user) else set())


def _faults(event):
    """Validation errors by field, said before a database constraint refuses the row."""
    found = {}
    if event.starts_at and event.ends_at and event.ends_at < event.starts_at:
        found["ends_at"] = "La fin vient avant le début\u00a0: corrigez l’une des deux."
    if event.capacity == 0:
        found["capacity"] = NEEDS_A_SEAT
    if event.closes_on and event.ends_at and event.closes_on > event.ends_at.date():
        found["closes_on"] = "Les inscriptions ferment au plus tard le dernier jour."
    return found


def registration_state(event):
    """« open », « closed » (last day past), « over » or "" (no registration here)."""
    if not event.takes_registrations:
        return ""
    if event.is_over or event.starts_at < clock.now():
        return "over"
    return "closed" if clock.today() > event.last_day else "open"


def format_period(starts_at, ends_at):
    """« jeudi 3 décembre 2026, de 9 h 30 à 17 h 00 », « du 6 au 8 octobre 2026 »."""
    first, last = starts_at.astimezone(clock.PARIS), ends_at.astimezone(clock.PARIS)
    if first.date() != last.date():
        same_year = first.year == last.year
        return f"du {words.day(first, year=not same_year)} au {words.day(last)}"
    day = words.day(first, weekday=True)
    if (first.time(), last.time()) == (time.min, time.min) or first == last:
        return day if first.time() == time.min else f"{day}, à {words.hour(first)}"
    return f"{day}, de {words.hour(first)} à {words.hour(last)}"


def past():
    return for_all(EventPage.objects).filter(ends_at__lt=clock.now())


def archived_years():
    """The years of past events, the latest first."""
    years = past().annotate(year=ExtractYear("starts_at", tzinfo=clock.PARIS))
    return sorted(set(years.order_by().values_list("year", flat=True).distinct()), reverse=True)


def archived(year, kind=""):
    first = clock.aware(datetime(year, 1, 1))
    last = clock.aware(datetime(year + 1, 1, 1))
    rows = past().filter(starts_at__gte=first, starts_at__lt=last)
    rows = rows.filter(kind=kind) if kind else rows
    return rows.order_by("-starts_at", "-pk")
