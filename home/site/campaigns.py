"""Demonstration content of campaigns and letters: one in each state."""

from datetime import date, timedelta

from home.campaigns.models import Campaign, CampaignResult, CampaignSupport, CampaignTask
from home.letter.models import LetterIssue, LetterItem, Subscription
from portal.access.references import next_reference
from portal.core import clock, working_days
from portal.ui import words
from portal.workflow import audit_log

READERS = 12
REVIEW = (
    "Le stand a reçu plus de visites que prévu. Les fiches d’une page sont toutes parties le premier "
    "jour\u00a0: en imprimer le double. Le débat avec les locataires est à refaire."
)


def ensure_campaigns():
    """Idempotent: does nothing when campaigns exist."""
    if Campaign.objects.exists():
        return
    today = clock.today()
    _congress(today)
    _region(today)
    _partner(today)


def _make(state, **facts):
    campaign = Campaign.objects.create(
        reference=next_reference("QH-C", facts["starts_on"].year),
        state=state,
        is_demo=True,
        **facts,
    )
    sentence = "Campagne inventée, versée avec la démonstration."
    audit_log.write(campaign, by=None, act="load", sentence=sentence, target=campaign.state)
    return campaign


TASK = ("what", "who", "due_on", "done_on")
SUPPORT = ("name", "kind", "quantity", "due_on", "done_on")
RESULT = ("measure", "unit", "target", "achieved", "measured_on", "source")


def _lines(campaign, tasks=(), supports=(), results=()):
    """Each row gives its values in the order of the names above; the last may be omitted."""
    for model, names, rows in (
        (CampaignTask, TASK, tasks),
        (CampaignSupport, SUPPORT, supports),
        (CampaignResult, RESULT, results),
    ):
        model.objects.bulk_create(
            model(campaign=campaign, number=number, **dict(zip(names, row, strict=False)))
            for number, row in enumerate(rows, 1)
        )


def _congress(today):
    start = _last_congress(today)
    campaign = _make(
        "reviewed",
        title=f"Congrès Hlm {start.year}",
        kind="congress",
        objective="Faire connaître le label aux organismes qui ne s’y sont pas encore engagés.",
        audience="Directions générales et responsables de la qualité",
        owner="Dircom",
        budget="medium",
        starts_on=start - timedelta(days=60),
        ends_on=start + timedelta(days=3),
        review=REVIEW,
    )
    counted = start + timedelta(5)
    _lines(
        campaign,
        tasks=(
            ("Réserver le stand", "Dircom", start - timedelta(90), start - timedelta(95)),
            ("Faire relire les fiches", "Référent", start - timedelta(30), start - timedelta(28)),
        ),
        supports=(
            ("Fiche d’une page", "print", 400, start - timedelta(10), start - timedelta(12)),
        ),
        results=(
            ("Visites du stand", "visites", 300, 412, counted, "compteur du stand"),
            ("Rendez-vous pris", "organismes", 15, 11, counted, "agenda du référent"),
        ),
    )


def _last_congress(today):
    """The last Congrès, held at the end of September, over for two weeks at least."""
    opens = [
        working_days.next_working_day(date(year, 9, 22)) for year in (today.year - 1, today.year)
    ]
    return max(day for day in opens if day <= today - timedelta(days=14))


def _region(today):
    campaign = _make(
        "running",
        title="Rencontres régionales de la qualité de service",
        kind="region",
        region="84",
        objective="Réunir les organismes labellisés et ceux qui préparent leur candidature.",
        audience="Organismes d’Auvergne-Rhône-Alpes",
        owner="Dircom et association régionale",
        budget="small",
        starts_on=working_days.worked_before(today - timedelta(20)),
        ends_on=working_days.next_working_day(working_days.add_months(today, 2)),
    )
    _lines(
        campaign,
        tasks=(
            ("Écrire aux directions générales", "Référent label", today - timedelta(6)),
            ("Choisir deux témoins", "Dircom", today + timedelta(9)),
            ("Réserver la salle", "Association", today - timedelta(12), today - timedelta(13)),
        ),
        supports=(
            ("Affiche A3", "print", 120, today + timedelta(20)),
            ("Tuile pour les réseaux", "screen", None, today + timedelta(12)),
        ),
        results=(("Organismes présents", "organismes", 25),),
    )


def _partner(today):
    _make(
        "prepared",
        title="Semaine du bien vieillir",
        kind="partner",
        objective="Présenter la mention «\u00a0accompagnement du vieillissement\u00a0».",
        audience="Partenaires et locataires âgés",
        budget="none",
        starts_on=working_days.next_working_day(working_days.add_months(today, 4)),
        ends_on=working_days.next_working_day(working_days.add_months(today, 5)),
    )


def ensure_letters():
    """One letter sent last month, one being written, and a dozen invented subscribers."""
    if LetterIssue.objects.exists():
        return
    now = clock.now()
    Subscription.objects.bulk_create(
        Subscription(address=f"lecteur{n}@demonstration.example", asked_at=now, confirmed_at=now)
        for n in range(1, READERS + 1)
    )
    this_month = clock.today().replace(day=1)
    last = working_days.add_months(this_month, -1)
    for month, state in ((last, "sent"), (this_month, "draft")):
        _letter(month, state)


def _letter(month, state):
    sent_at = clock.now() if state == "sent" else None
    issue = LetterIssue.objects.create(
        month=month,
        state=state,
        sent_at=sent_at,
        is_demo=True,
        subject=f"Lettre Quali’Hlm, {words.month(month)}",
        intro="Ce mois-ci\u00a0: l’annuaire, une pratique à reprendre et les rendez-vous à venir.",
    )
    LetterItem.objects.bulk_create(
        LetterItem(issue=issue, number=number, kind="word", title=title, text=text, url=url)
        for number, (title, text, url) in enumerate(
            (
                ("L’annuaire se filtre", "Par région, par famille, par taille.", "/annuaire/"),
                ("Vérifier une attestation", "Un numéro suffit, à toute heure.", "/verifier/"),
            ),
            1,
        )
    )
    sentence = "Lettre inventée, versée avec la démonstration."
    audit_log.write(issue, by=None, act="load", sentence=sentence, target=issue.state)
