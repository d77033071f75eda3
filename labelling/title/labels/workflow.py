"""Workflow table of the label."""

from django.db.models import Q

from labelling.parties.framework.kinds import DossierType
from labelling.parties.organisms.rules import chair, committee_office, instructor, signatory
from labelling.path.dossiers.steps.opening import filing_due
from labelling.title.labels import guards, notices
from labelling.title.labels import step_forms as forms
from labelling.title.labels.attestations.actions import issue, void
from labelling.title.labels.models import Label
from portal import access
from portal.absences.models import LABEL_OFFICE
from portal.assignments.registry import register_assignable
from portal.core import clock
from portal.ui import words
from portal.workflow import Reminder, Timed, Transition, Workflow, audit_log

S = Label.State
HELD = (S.ACTIVE, S.EXTENDED)


def notify(label, by, reason, measure=""):
    """The hearing that it begins (`labelling.title.hearings`) keeps the measure."""
    label.notice_sent_on, label.reason = clock.today(), reason
    return {"measure": measure}


def notify_effects(label):
    day = words.day(label.dossier.rules.due("D15", clock.today()))
    return [
        f"{label.organism} reçoit la mesure envisagée et les griefs, et présente ses observations jusqu’au {day}.",
        "Le comité ne décide rien avant. Le label garde son état d’ici là.",
    ]


def drop_hearing(label, by, reason):
    """BR-72: the measure is no longer considered; another one is heard anew. A suspension keeps its reason."""
    label.notice_sent_on, label.reason = None, ""
    if label.state == S.SUSPENDED:
        stops = audit_log.entries_of(label).filter(act__in=("suspend", "safeguard"))
        label.reason = next((entry.reason for entry in stops), "")


def drop_effects(label):
    return [
        "La mesure n’est plus envisagée\u00a0: une autre se notifierait de nouveau par écrit.",
        f"L’état du label ne change pas\u00a0: {label.get_state_display().lower()}.",
    ]


def _stop(label, reason):
    label.suspended_on, label.reason = clock.today(), reason
    label.due_on = label.dossier.rules.due("D14", clock.today())  # BR-73


def suspend(label, by, decision=None, reason="", **_):
    """BR-72: the notice has served; a withdrawal that would follow is heard anew."""
    _stop(label, reason)
    label.notice_sent_on = None


def safeguard(label, by, reason):
    """BR-72: the présidence does not wait; the next session, which lists it by itself, confirms or not."""
    _stop(label, reason)
    label.safeguard_on = clock.today()


def safeguard_effects(label):
    return [
        "Le label est suspendu aussitôt : l’annuaire et la vérification le disent.",
        "La prochaine séance du comité confirme la mesure ; sinon elle prend fin à la clôture de cette séance.",
        f"{label.organism} reçoit le motif.",
    ]


def confirm(label, by, decision=None, reason="", **_):
    """The suspension goes on as if the committee had decided it; its end (D14) does not move."""
    label.safeguard_on, label.reason = None, reason


def confirm_effects(label):
    until = words.day(label.due_on)
    return [f"La suspension décidée en urgence continue, jusqu’au {until} au plus."]


def lapse(label, by, **_):
    label.safeguard_on = label.suspended_on = None


def lapsing(label):
    """The step by which an unconfirmed safeguard gives the label back the state it had."""
    return "lapse_extended" if guards.was_extended(label) else "lapse"


def reinstate(label, by, decision=None, reason="", **_):
    """The end date does not move."""
    label.suspended_on = label.notice_sent_on = label.safeguard_on = None
    label.reason = reason


def withdraw(label, by, decision=None, reason="", **_):
    label.safeguard_on = label.notice_sent_on = None
    label.ended_on, label.reason = clock.today(), reason
    void(label, "Label retiré.")


def restore(label, by, reason, **_):
    """An upheld appeal: the label comes back suspended, with a new attestation, until the committee decides again."""
    _stop(label, reason)
    label.ended_on = None
    issue(label, by=by)


def restore_effects(label):
    return [
        "Le label n’est plus retiré : il est suspendu jusqu’au réexamen par le comité.",
        "Une attestation porte un nouveau numéro ; l’ancienne reste annulée.",
    ]


def annul(label, by, reason="", **_):
    """BR-69: in the decision's own transaction; the register, the directory and the club follow at once."""
    label.safeguard_on = None
    label.ended_on, label.reason = clock.today(), reason
    void(label, f"Décision annulée : {reason}")


def extend(label, by, decision=None, reason="", **_):
    """BR-74: once per cycle (only from `active`), by D13 at most."""
    label.end_on, label.reason = label.dossier.rules.delay("D13").after(label.end_on), reason


def renounce(label, by, ended_on):
    label.ended_on = ended_on


def end(label, by, **_):
    label.ended_on, label.safeguard_on = label.end_on, None


def renounce_effects(label):
    return [
        "L’organisme quitte l’annuaire, le club et perd l’usage de la marque à la date d’effet.",
        "La page de vérification dira «\u00a0Renoncé\u00a0».",
    ]


def may_follow(user, label, address):
    """The way to mend an annulment is an item of a session: shown to those who read it alone."""
    if label.decision is None:
        return True
    item = label.decision.item
    rows = type(item).objects.visible_to(user).filter(pk=item.pk)
    return address != item.get_absolute_url() or rows.exists()


LABEL = Workflow(
    Label,
    topic="labelling/labels",
    reading=("dossier", "organism__dossiers",),
    may_mend=may_follow,
    path=(S.PENDING, S.ACTIVE, S.EXPIRED),
    hands={
        S.PENDING: "le calendrier",
        S.ACTIVE: "personne",
        S.EXTENDED: "personne",
        S.SUSPENDED: "le comité de labellisation",
        S.WITHDRAWN: "personne",
    },
    dated={S.SUSPENDED: "D14, dès la suspension"},
    transitions=(
        Transition(
            "take_effect", "Prendre effet", (S.PENDING,), S.ACTIVE, access.clock, "constate la prise d’effet du label"
        ),
        *(
            Transition(
                name, "Ouvrir la phase contradictoire", (state,), state, instructor,
                "a ouvert la phase contradictoire", needs=(guards.not_yet_noticed,), form=forms.NoticeForm, then=notify,
                effects=notify_effects, tone="danger", slug=slug,
            )
            for name, state, slug in (
                ("open_contradictory", S.ACTIVE, "ouvrir-la-phase-contradictoire"),
                ("open_contradictory_extended", S.EXTENDED, "ouvrir-la-phase-contradictoire-prorogation"),
                ("open_contradictory_suspended", S.SUSPENDED, "ouvrir-la-phase-contradictoire-suspension"),
            )
        ),
        *(
            Transition(
                name, "Clore la phase contradictoire", (state,), state, instructor,
                "a clos la phase contradictoire sans mesure", needs=(guards.droppable,),
                form=forms.GroundsForm, then=drop_hearing, effects=drop_effects, tells=(notices.HEARING_DROPPED,),
                slug=slug, awaited=False,
            )
            for name, state, slug in (
                ("drop_hearing", S.ACTIVE, "clore-la-phase-contradictoire"),
                ("drop_hearing_extended", S.EXTENDED, "clore-la-phase-contradictoire-prorogation"),
                ("drop_hearing_suspended", S.SUSPENDED, "clore-la-phase-contradictoire-suspension"),
            )
        ),
        Transition(
            "suspend", "Suspendre le label", HELD, S.SUSPENDED, committee_office,
            "a validé la suspension du label", needs=(guards.decided("suspension"), guards.heard), then=suspend,
            tone="danger",
        ),
        Transition(
            "safeguard", "Suspendre à titre conservatoire", HELD, S.SUSPENDED, chair,
            "a suspendu le label à titre conservatoire", form=forms.GroundsForm, then=safeguard,
            effects=safeguard_effects, tells=(notices.SAFEGUARDED, notices.TO_CONFIRM), tone="danger",
        ),
        Transition(
            "confirm", "Confirmer la suspension", (S.SUSPENDED,), S.SUSPENDED, committee_office,
            "a validé la confirmation de la suspension conservatoire",
            needs=(guards.safeguarded, guards.decided("suspension")), then=confirm, effects=confirm_effects,
            awaited=False,
        ),
        *(
            Transition(
                name, "Lever la suspension conservatoire", (S.SUSPENDED,), state, access.clock,
                "constate que le comité n’a pas confirmé la suspension conservatoire",
                needs=(guards.safeguarded, which), then=lapse, tells=(notices.LAPSED,), slug=slug,
            )
            for name, state, which, slug in (
                ("lapse", S.ACTIVE, guards.not_extended, "lever-la-suspension-conservatoire"),
                ("lapse_extended", S.EXTENDED, guards.extended, "lever-la-suspension-conservatoire-prorogation"),
            )
        ),
        Transition(
            "reinstate", "Lever la suspension", (S.SUSPENDED,), S.ACTIVE, committee_office,
            "a validé la levée de la suspension", needs=(guards.decided("reinstatement"),), then=reinstate,
            tells=(notices.REINSTATED,), awaited=False,
        ),
        Transition(
            "withdraw", "Retirer le label", (*HELD, S.SUSPENDED), S.WITHDRAWN, committee_office,
            "a validé le retrait du label",
            needs=(guards.decided("withdrawal"), guards.heard, guards.withdrawal_announced), then=withdraw,
            tone="danger",
        ),
        Transition(
            "restore", "Remettre en cause le retrait", (S.WITHDRAWN,), S.SUSPENDED, chair,
            "a remis en cause le retrait du label", needs=(guards.contested, guards.not_ended, guards.alone),
            form=forms.GroundsForm, then=restore, effects=restore_effects, tells=(notices.RESTORED,), awaited=False,
        ),
        Transition(
            "annul", "Annuler le label", (S.PENDING, *HELD, S.SUSPENDED), S.ANNULLED, chair,
            "a annulé le label avec la décision qui l’accordait", needs=(guards.undecided,), then=annul,
            tells=(notices.ANNULLED,), tone="danger",
        ),
        Transition(
            "extend", "Proroger le label", (S.ACTIVE,), S.EXTENDED, committee_office,
            "a validé la prorogation du label",
            needs=(guards.decided("extension"), guards.renewal_open, guards.not_yet_extended), then=extend,
            tells=(notices.EXTENDED,), awaited=False,
        ),
        Transition(
            "renounce", "Renoncer au label", HELD, S.RENOUNCED, signatory, "a renoncé au label",
            form=forms.RenounceForm, then=renounce, effects=renounce_effects, tells=(notices.RENOUNCED,),
            tone="danger",
        ),
        Transition(
            "supersede", "Remplacer", (*HELD, S.SUSPENDED), S.SUPERSEDED, access.clock,
            "remplace ce label par celui du cycle suivant", then=end,
        ),
        Transition(
            "expire", "Échoir", (*HELD, S.SUSPENDED), S.EXPIRED, access.clock, "constate l’échéance du label", then=end,
            tells=(notices.EXPIRED,),
        ),
    ),
    timed=(
        Timed("supersede", lambda: Q(end_on__lt=clock.today(), organism__labels__state=S.PENDING)),
        Timed("expire", lambda: Q(end_on__lt=clock.today())),
        *(  # no session met before the longest suspension allowed (D14)
            Timed(name, lambda: Q(safeguard_on__isnull=False, due_on__lt=clock.today()))
            for name in ("lapse", "lapse_extended")
        ),
        Timed("take_effect", lambda: Q(start_on__lte=clock.today())),
    ),
    reminders=(
        Reminder(S.ACTIVE, notices.RENEWAL, "BR-75", field="end_on"),
        Reminder(S.SUSPENDED, notices.SUSPENSION_OVER, (0,)),
    ),
)  # fmt: skip


@LABEL.follow
def date_renewal(label, *, entry, **_):
    """D12: an extension moves the day of a renewal that is written (BR-74), a loss takes it; an end leaves it late."""
    if entry.act in ("expire", "supersede"):
        return
    drafts = label.organism.dossiers.filter(dossier_type=DossierType.RENEWAL, state="draft")
    if drafts.exists():
        drafts.update(due_on=filing_due(label.organism, DossierType.RENEWAL))


register_assignable(LABEL, "labels", roles=LABEL_OFFICE, by=instructor)
