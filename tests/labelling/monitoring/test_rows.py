"""Table of the scheme: what each column tells of an organism, where it leads, how it is sorted."""

from datetime import date, time, timedelta

import pytest
from django.http import QueryDict

from labelling.committee.models import AgendaItem, CommitteeSession
from labelling.parties.framework.binding import current_committee_rules
from labelling.steering.follow_up import notes
from labelling.steering.follow_up.exchanges import actions as exchanges
from labelling.steering.monitoring import titles
from labelling.steering.monitoring.listing import Asked
from labelling.steering.monitoring.registry import COLUMNS
from labelling.title.labels.mentions import LabelMention
from portal.access.references import next_reference
from portal.assignments import actions
from portal.exports.columns import Column
from portal.models import Role
from tests.factories import make_dossier, make_member, make_organism, make_user, siren
from tests.labelling.audits.factories import make_mission as make_bare_mission
from tests.labelling.dossiers.factories import make_auditor, make_mission
from tests.labelling.labels.factories import make_decision, make_label

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TODAY = date(2026, 11, 24)
EVERY = f"colonnes={','.join(COLUMNS)}"


def told(user, query=EVERY):
    """[{title: value}] of the rows that `user` reads."""
    asked = Asked(user, QueryDict(query))
    return [
        {"Organisme": row["name"]} | {one.title: one.value(row) for one in asked.columns}
        for row in asked.page().object_list
    ]


def names(user, query):
    return [row["Organisme"] for row in told(user, query)]


def write_note(organism, text, day):
    """What the office wrote to itself of an organism, and a call of that day, to follow the year after."""
    by = make_user(roles=[Role.REFERENT])
    notes.write(organism, by=by, text=text)
    exchanges.note(
        organism, by=by, kind="phone", on=day, with_name="Aude", said=text, next_step="Rappeler",
        next_on=day.replace(year=2027),
    )  # fmt: skip


def session_of(dossier, day):
    session = CommitteeSession.objects.create(
        reference=next_reference("QH-S", day.year), held_on=day, starts_at=time(14), place="Paris",
        rules=current_committee_rules(day),
    )  # fmt: skip
    AgendaItem.objects.create(session=session, number=1, kind="label", dossier=dossier)
    return session


def test_an_organism_under_way_tells_each_step_and_who_must_act_since_when(sonia):
    facts = {
        "siren": siren(7),
        "family": "COOP",
        "region": "53",
        "departement": "35",
        "homes": 1200,
    }
    organism = make_organism("Alma Habitat", **facts)
    make_member(organism, "signatory", first_name="Aude", last_name="Signe")
    make_member(organism, "contact", first_name="Chloé", last_name="Parle")
    dossier = make_dossier(
        organism, state="submitted", submitted_on=date(2026, 10, 1), due_on=date(2026, 11, 14)
    )
    actions.take(dossier, by=sonia)
    ali = make_auditor()
    make_mission(
        dossier,
        "hqs",
        state="closed",
        auditor=ali,
        starts_on=date(2026, 3, 2),
        ends_on=date(2026, 3, 3),
    )
    make_bare_mission(dossier, state="to_assign")
    session_of(dossier, date(2026, 12, 17))
    write_note(organism, "Elle rappelle lundi.", date(2026, 11, 20))

    assert told(sonia) == [
        {
            "Organisme": "Alma Habitat",
            "Statut": "Déposé",
            "La main est": "au référent label",
            "Retard (jours)": 10,
            "Candidature": date(2026, 10, 1),
            "Diagnostic HQS": date(2026, 3, 2),
            "Audit": "À attribuer",
            "Comité": date(2026, 12, 17),
            "Label": None,
            "Label du": None,
            "Label au": None,
            "Vérification": None,
            "Mention": None,
            "À renouveler avant le": None,
            "Cycle": 1,
            "Siren": siren(7),
            "Famille": "COOP",
            "Région": "Bretagne",
            "Département": "35",
            "Logements": 1200,
            "Correspondant": "Chloé Parle",
            "Auditeur": "Ali Delorme",
            "Qui s’en charge": str(sonia),
            "Dernier échange": date(2026, 11, 20),
            "Prochaine relance": date(2027, 11, 20),
            "Note": "Elle rappelle lundi.",
        }
    ]


def test_an_organism_with_a_label_tells_its_title_its_mention_and_its_renewal(sonia):
    label = make_label(make_organism("Berre"), start_on=date(2024, 6, 1))
    decision = make_decision(
        dossier=make_dossier(label.organism, state="granted", dossier_type="mention")
    )
    LabelMention.objects.create(
        label=label, decision=decision, start_on=date(2025, 1, 1), end_on=label.end_on
    )

    (row,) = told(sonia)

    own = "Siren", "Famille", "Région", "Département", "Logements"
    assert {title: row[title] for title in row if title not in ("Candidature", "Comité", *own)} == {
        "Organisme": "Berre",
        "Statut": "En vigueur",
        "La main est": None,
        "Retard (jours)": None,
        "Diagnostic HQS": None,
        "Audit": None,
        "Label": "En vigueur",
        "Label du": date(2024, 6, 1),
        "Label au": date(2027, 5, 31),
        "Vérification": None,
        "Mention": "Accompagnement du vieillissement",
        "À renouveler avant le": label.renewal_due_on,
        "Cycle": 1,
        "Correspondant": None,
        "Auditeur": None,
        "Qui s’en charge": None,
        "Dernier échange": None,
        "Prochaine relance": None,
        "Note": None,
    }


def test_a_renewal_submitted_or_a_label_that_follows_is_not_to_renew_any_more(sonia):
    submitted = make_label(make_organism("Alma"), start_on=date(2024, 6, 1))
    make_dossier(submitted.organism, state="submitted", dossier_type="renewal")
    followed = make_label(make_organism("Berre"), start_on=date(2024, 1, 1))
    make_label(followed.organism, state="pending", start_on=date(2027, 1, 1))
    waiting = make_label(make_organism("Cluny"), start_on=date(2024, 6, 1))
    make_dossier(waiting.organism, state="draft", dossier_type="renewal")

    days = {row["Organisme"]: row["À renouveler avant le"] for row in told(sonia)}

    assert days == {"Alma": None, "Berre": None, "Cluny": waiting.renewal_due_on}
    assert names(sonia, "renouvellement=12") == ["Cluny"]
    assert [one.organism.name for one in titles.to_renew()] == ["Cluny"]


def test_among_several_dossiers_the_open_one_that_presses_most_is_told(sonia):
    organism = make_organism("Alma")
    make_dossier(organism, state="granted")
    make_dossier(organism, state="submitted", dossier_type="renewal", due_on=date(2027, 1, 5))
    make_dossier(organism, state="to_complete", dossier_type="mention", due_on=date(2026, 11, 23))

    (row,) = told(sonia)

    assert (row["Statut"], row["La main est"], row["Retard (jours)"]) == (
        "À compléter",
        "à l’organisme",
        1,
    )


@pytest.mark.parametrize(
    ("state", "fields", "status"),
    [
        ("active", {}, "En vigueur"),
        ("active", {"start_on": date(2020, 1, 1)}, "Échu"),
        ("pending", {"start_on": date(2027, 1, 1)}, "À prendre effet"),
        ("suspended", {"suspended_on": TODAY}, "Suspendu"),
        ("renounced", {"ended_on": date(2027, 1, 1)}, "En vigueur"),
        ("renounced", {"ended_on": date(2026, 1, 1)}, "Renoncé"),
        ("withdrawn", {"ended_on": date(2026, 1, 1)}, "Retiré"),
        ("extended", {}, "Prorogé"),
    ],
)
def test_the_status_of_a_label_is_that_of_the_day_for_who_reads_and_for_who_filters(
    sonia, state, fields, status
):
    label = make_label(make_organism("Alma"), state=state, **fields)
    today = label.status_on(TODAY)

    (row,) = told(sonia)

    assert (row["Statut"], row["Label"], today.label) == (status, status, status)
    assert names(sonia, f"statut={today.value}") == ["Alma"]


def three():
    """Organisms whose every column differs, and one of which nothing is known."""
    for n, name in enumerate(("Berre", "Alma"), 1):
        organism = make_organism(
            name, siren=siren(n), family=("COOP", "ESH")[n - 1], region=("11", "93")[n - 1],
            departement=("75", "83")[n - 1], homes=100 * n,
        )  # fmt: skip
        make_member(organism, "contact", first_name="X", last_name=f"Nom {name}")
        label = make_label(organism, start_on=date(2024, n, 1))
        organism.dossiers.update(submitted_on=date(2023, n, 1))
        decision = make_decision(
            dossier=make_dossier(organism, state="granted", dossier_type="mention")
        )
        LabelMention.objects.create(
            label=label,
            decision=decision,
            title=f"M {n}",
            start_on=label.start_on,
            end_on=label.end_on,
        )
        dossier = make_dossier(
            organism, state=("submitted", "to_complete")[n - 1], dossier_type="extension",
            submitted_on=TODAY + timedelta(days=n), due_on=TODAY - timedelta(days=n),
        )  # fmt: skip
        auditor = make_auditor()
        auditor.user.last_name = f"Auditeur {n}"
        auditor.user.save()
        for audit_type in ("hqs", "implementation", "verification"):
            make_mission(dossier, audit_type, state="closed", auditor=auditor, starts_on=date(2026, n, 1),
                         ends_on=date(2026, n, 2))  # fmt: skip
        session_of(dossier, date(2026, 12, n))
        write_note(organism, f"Mot {n}", date(2026, 5, n))
    bare = {"siren": None, "family": "", "region": "", "departement": "", "homes": 0}
    make_organism("Zéro", source="Essai", **bare)


def test_each_cell_leads_to_its_thing(sonia):
    three()
    asked = Asked(sonia, QueryDict(f"{EVERY}&q=alma"))
    (row,) = asked.page().object_list
    kinds = {
        one.code: one.address(row).strip("/").split("/")[1] for one in asked.columns if one.address
    }

    assert kinds == {
        "statut": "dossiers", "main": "dossiers", "retard": "dossiers", "candidature": "dossiers",
        "hqs": "audits", "audit": "audits", "comite": "comite", "label": "labels", "du": "labels", "au": "labels",
        "verification": "audits", "mention": "labels", "renouvellement": "labels", "correspondant": "organismes",
        "cycle": "organismes", "auditeur": "agrements", "charge": "dossiers", "echange": "organismes",
        "relance": "organismes", "note": "organismes",
    }  # fmt: skip


def test_a_column_is_what_the_exports_know(sonia):
    assert all(isinstance(one, Column) for one in COLUMNS.values())
