"""Context of the list and page of organisms."""

from django.db.models import Count, Q

from labelling.parties.organisms import audit_log
from labelling.parties.organisms.forms import FilterForm
from labelling.parties.organisms.models import Merger, Organism
from labelling.parties.organisms.panels import panels_of
from labelling.parties.organisms.people.actions import may_manage, signatories
from labelling.parties.organisms.rules import instructor, member, referent, signatory
from portal import access
from portal.ui import words

A_STORY = 12
told = member | instructor  # an auditor sees the organism, not who came and went


def read_list(user, query, form=None):
    """The organisms that a person sees: filtered, by name, each with its numbers of members and dossiers."""
    form = form or FilterForm(query, by=user)
    rows = form.narrow(Organism.objects.visible_to(user)).order_by("name__french", "pk")
    return rows.annotate(
        member_count=Count("memberships", Q(memberships__is_active=True), distinct=True),
        dossier_count=Count("dossiers", distinct=True),
    )


def organism_page(organism, user):
    """Facts, members, dossiers and labels of an organism, and what this person may do."""
    members = list(
        organism.memberships.filter(is_active=True)
        .select_related("user")
        .order_by("user__last_name__french")
    )
    signing = signatories(organism).count()
    mergers = Merger.objects.visible_to(user).select_related("absorbed", "absorbing")
    mergers = list(mergers.filter(Q(absorbed=organism) | Q(absorbing=organism)))
    return {
        "organism": organism,
        "members": members,
        "needs_signatory": organism.is_active and signing < 2,
        "absorption": next((one for one in mergers if one.absorbed_id == organism.pk), None),
        "absorptions": [one for one in mergers if one.absorbing_id == organism.pk],
        "signing": signing,
        "dossiers": list(organism.dossiers.visible_to(user)[:20]),
        "labels": list(organism.labels.visible_to(user)[:10]),
        "misuses": organism.misuses.facts(),
        "panels": panels_of(user, organism),
        "entries": audit_log.history(organism, members)[:A_STORY] if told(user, organism) else (),
        "may_manage": may_manage(user, organism),
        "may_edit": instructor(user, organism),
        "may_take_over": referent(user, organism) and organism.is_active,
        "may_consent": signatory(user, organism),
        "may_commit": told(user, organism),
        "may_publish": told(user, organism),
        "visibilities": [
            {"label": line.label, "reason": line.reason} for line in access.who_sees(organism)
        ],
    }


def departure_effects(organism):
    """What ending the access of a member does, in sentences."""
    return [
        f"La personne ne lit plus rien {words.of(organism)}, dès maintenant ou passé son dernier jour.",
        "Son compte reste ouvert.",
        "Ce qu’elle a écrit, versé et signé reste, sous son nom.",
        "Ce qu’elle suivait revient à qui vous désignez\u00a0; sinon, ceux qui restent ont à dire qui reprend.",
    ]
