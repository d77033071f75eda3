"""Workflow tables of the trademark, of its rules of use and of the charter."""

from django.db.models import Q

from labelling.title.brand import guards, notices
from labelling.title.brand.charters.looks import same_as_in_force
from labelling.title.brand.models import BrandCharterVersion, Trademark, UsageRulesVersion
from labelling.title.brand.rules import dircom
from labelling.title.brand.step_forms import RecallForm, RegisterForm, RenewForm
from portal import access
from portal.core import clock, working_days
from portal.ui import words
from portal.workflow import Refused, Reminder, Timed, Transition, Workflow

LIFE = 120  # months that a registration lasts, counted from the filing
LATE = 6  # months after its end in which a mark may still be renewed
TOPIC = "labelling/brand"
IDENTICAL = (
    "Cette charte est identique à «\u00a0{}\u00a0», en vigueur\u00a0: rien ne change à l’œil."
)
T, V = Trademark.State, BrandCharterVersion.State


def register(trademark, by, number, registered_on):
    trademark.number, trademark.registered_on = number, registered_on
    trademark.renewal_on = trademark.renewal_on or working_days.add_months(trademark.filed_on, LIFE)


def renew(trademark, by, renewed_on):
    """Ten years more from the old end, whenever in its last year the request was made."""
    former = trademark.renewal_on
    trademark.renewal_on = working_days.add_months(former, LIFE)
    return {"renewed_on": renewed_on.isoformat(), "former_end": former.isoformat()}


def renewal_effects(trademark):
    if trademark.renewal_on is None:
        return []
    last = working_days.add_months(trademark.renewal_on, LIFE)
    return [f"La marque est à renouveler de nouveau avant le {words.day(last)}."]


def publish(version, by):
    """The guard is asked again once nobody else can publish: two versions never begin the same day."""
    version.lock_siblings()
    if problem := guards.after_the_last(version):
        raise Refused(problem)
    version.published_at = clock.now()


def charter_effects(charter):
    day = words.day(charter.effective_from)
    last = words.day(working_days.add_days(charter.effective_from, charter.grace_days))
    same = same_as_in_force(charter)
    return [
        *([IDENTICAL.format(same)] if same else []),
        f"Le site, les documents et le badge prennent ces couleurs le {day}, sans autre geste.",
        f"Les organismes autorisés ont jusqu’au {last} pour accepter la nouvelle charte.",
        "Passé ce jour, ceux qui ne l’ont pas acceptée ne téléchargent plus rien.",
        "Une charte publiée ne change plus : une correction passe par une nouvelle version.",
    ]


def rules_effects(rules):
    return [
        f"Ce règlement d’usage vaut à partir du {words.day(rules.effective_from)}.",
        "Un règlement publié ne change plus : une correction passe par une nouvelle version.",
    ]


def published_said(version):
    return f"C’est publié. « {version} » prend effet le {words.day(version.effective_from)}."


def _abandon(past):
    return Transition(
        "abandon", "Abandonner ce brouillon", (V.DRAFT,), V.ABANDONED, dircom, past, tone="danger"
    )


def recall_effects(version):
    before = version.previous
    stays = (
        f"« {before} » reste en vigueur."
        if before
        else "Aucune version n’était en vigueur avant elle."
    )
    return [
        f"« {version} » ne prend pas effet le {words.day(version.effective_from)}.",
        stays,
        "Sa page et son texte restent lisibles ici, avec votre motif.",
    ]


def recalled_said(version):
    return f"C’est retiré. « {version} » ne prend pas effet."


def _recall(past, notice):
    """Before its first day alone: nobody has had to follow it."""
    return Transition(
        "recall", "Retirer avant son effet", (V.PUBLISHED,), V.RECALLED, dircom, past,
        needs=(guards.not_begun,), form=RecallForm, effects=recall_effects, tells=(notice,),
        said=recalled_said, tone="danger", slug="retirer", undoes=True,
    )  # fmt: skip


TRADEMARK = Workflow(
    Trademark,
    topic=TOPIC,
    path=(T.FILED, T.REGISTERED),
    hands={T.FILED: "la Dircom", T.REGISTERED: "la Dircom"},
    dated={T.REGISTERED: "le renouvellement du dépôt (`renewal_on`)"},
    undated={T.FILED: "l’INPI n’a pas de date à tenir", T.REGISTERED: "la marque dit son renouvellement"},
    transitions=(
        Transition(
            "register", "Noter l’enregistrement", (T.FILED,), T.REGISTERED, dircom,
            "a noté l’enregistrement de la marque", needs=(guards.filed,), form=RegisterForm, then=register,
        ),
        Transition(
            "renew", "Noter le renouvellement", (T.REGISTERED,), T.REGISTERED, dircom,
            "a noté le renouvellement de la marque", needs=(guards.in_window,), form=RenewForm, then=renew,
            effects=renewal_effects,
        ),
        Transition(
            "lapse", "Constater la fin de la marque", (T.REGISTERED,), T.LAPSED, access.clock,
            "constate que la marque n’a pas été renouvelée", tells=(notices.LAPSED,),
        ),
    ),
    timed=(
        Timed("lapse", lambda: Q(renewal_on__lt=working_days.add_months(clock.today(), -LATE))),
    ),
    reminders=(
        Reminder(T.FILED, notices.RENEWAL, "months", field="renewal_on"),
        Reminder(T.REGISTERED, notices.RENEWAL, "months", field="renewal_on"),
    ),
)  # fmt: skip
USAGE_RULES = Workflow(
    UsageRulesVersion,
    topic=TOPIC,
    reading=("trademark",),
    path=(V.DRAFT, V.PUBLISHED),
    hands={V.DRAFT: "la Dircom"},
    undated={V.DRAFT: "la Dircom prépare à son rythme"},
    transitions=(
        Transition(
            "publish", "Publier ce règlement d’usage", (V.DRAFT,), V.PUBLISHED, dircom,
            "a publié le règlement d’usage", needs=(guards.written, guards.after_the_last),
            then=publish, effects=rules_effects, tells=(notices.RULES_PUBLISHED,), said=published_said,
        ),
        _abandon("a abandonné le brouillon du règlement d’usage"),
        _recall("a retiré le règlement d’usage avant son effet", notices.RULES_RECALLED),
    ),
    reminders=(Reminder(V.PUBLISHED, notices.REVIEW, "months", field="review_on"),),
)  # fmt: skip
CHARTER = Workflow(
    BrandCharterVersion,
    topic=TOPIC,
    path=(V.DRAFT, V.PUBLISHED),
    hands={V.DRAFT: "la Dircom"},
    undated={V.DRAFT: "la Dircom prépare à son rythme"},
    transitions=(
        Transition(
            "publish", "Publier cette charte", (V.DRAFT,), V.PUBLISHED, dircom, "a publié la charte graphique",
            needs=(guards.readable, guards.explained, guards.not_in_the_past, guards.after_the_last),
            then=publish, effects=charter_effects, tells=(notices.CHARTER_PUBLISHED,), said=published_said,
        ),
        _abandon("a abandonné le brouillon de la charte graphique"),
        _recall("a retiré la charte graphique avant son effet", notices.CHARTER_RECALLED),
    ),
)  # fmt: skip
