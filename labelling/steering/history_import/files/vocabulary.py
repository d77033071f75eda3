"""Column titles of tracking files: the portal's words, and those that people write, by kind of sheet."""

ORGANISMS, AUDITS, DECISIONS = "organisms", "audits", "decisions"
REMINDERS, EVENTS, IGNORED = "reminders", "events", "ignored"

WORDS = {
    "name": "organisme",
    "siren": "Siren",
    "family": "famille",
    "region": "région",
    "departement": "département",
    "homes": "nombre de logements",
    "emails": "contact",
    "application_on": "candidature",
    "hqs_on": "diagnostic HQS",
    "implementation_audit_on": "audit de mise en œuvre",
    "verification_audit_on": "audit de vérification",
    "auditor": "auditeur",
    "committee_on": "comité",
    "label_start": "début du label",
    "label_end": "fin du label",
    "mention": "mention",
    "status": "statut",
    "note": "observations",
    "audit_type": "type d’audit",
    "start": "début de l’audit",
    "end": "fin de l’audit",
    "report_on": "rapport reçu le",
    "nc_major": "non-conformités majeures",
    "nc_minor": "non-conformités mineures",
    "session": "séance",
    "decision": "décision",
    "seats_present": "sièges présents",
    "on": "date",
    "text": "texte",
    "event": "évènement",
}
KINDS = {
    ORGANISMS: "une ligne par organisme",
    AUDITS: "une ligne par audit",
    DECISIONS: "une ligne par décision",
    REMINDERS: "une ligne par relance",
    EVENTS: "une ligne par évènement",
    IGNORED: "feuille non lue",
}

# Folded (folding.fold): no accent nor capital. The first of a word is its usual name.
ORGANISM = "organisme|bailleur|nom|raison sociale|nom de l organisme|organismes|denomination|org"
NOTE = "observations|obs|remarques|remarque|commentaire|commentaires|note|notes|observation|divers"
AUDITOR = "auditeur|auditrice|auditeur rice|auditeur trice|auditeurs|audite par"
SIREN = "siren|n siren|numero siren|no siren|siret|n siret|siren siret"
FAMILY = (
    "famille|fam|type d organisme|statut juridique|forme juridique|type organisme"
    "|nature juridique|federation"
)
PLACES = {
    "region": "region|reg|regions|region administrative",
    "departement": "departement|dept|dpt|dep|dept siege|departement du siege",
}
TITLES = {
    ORGANISMS: {
        "name": ORGANISM,
        "siren": SIREN,
        "family": FAMILY,
        **PLACES,
        "homes": "nombre de logements|nb lgts|nb de logts|nb logements|nb logts|nb de logements"
        "|logements|parc|parc logements|nb lgt|patrimoine|nombre logements",
        "emails": "contact|contact mail|mail|courriel|email|e mail|adresse mail|contacts|mails",
        "application_on": "candidature|date de candidature|depot candidature|depot de candidature"
        "|candidature recue le|depot|date de depot|dossier recu le|engagement",
        "hqs_on": "hqs|diagnostic hqs|diag hqs|diagnostic|diag|date hqs|audit hqs",
        "implementation_audit_on": "amo|audit de mise en oeuvre|audit mise en oeuvre|audit m o"
        "|audit mo|mise en oeuvre",
        "auditor": AUDITOR,
        "committee_on": "comite|comite du|date comite|date du comite|passage comite"
        "|passage en comite|commission|comite de labellisation",
        "label_start": "label du|label obtenu le|debut label|debut du label|label depuis"
        "|labellise le|label le|date label|date de labellisation",
        "label_end": "fin du label|au|fin label|fin de validite|label au|echeance"
        "|valable jusqu au|label jusqu au|jusqu au|echeance label|echeance du label",
        "verification_audit_on": "av|audit de verification|verification|audit verification"
        "|audit de suivi|audit de maintien",
        "mention": "mention|mention speciale|mentions",
        "status": "statut|etat|ou en est on|situation|avancement|etape|phase|etat du dossier",
        "note": NOTE,
    },
    AUDITS: {
        "name": ORGANISM,
        "audit_type": "type|type d audit|audit|type audit|nature|nature de l audit",
        "start": "date debut|debut|date|du|date audit|date de l audit|date de debut",
        "end": "fin|au|date fin|date de fin",
        "auditor": AUDITOR,
        "report_on": "rapport recu|rapport|date rapport|rapport le|reception rapport"
        "|rapport recu le|remise du rapport",
        "nc_major": "nc maj|nc majeures|majeures|nc majeure|non conformites majeures",
        "nc_minor": "nc min|nc mineures|mineures|nc mineure|non conformites mineures",
        "note": NOTE,
    },
    DECISIONS: {
        "session": "date|seance|comite|date comite|date du comite|seance du|comite du",
        "name": ORGANISM,
        "decision": "decision|avis|decision du comite|avis du comite|resultat",
        "seats_present": "presents|nb presents|nombre de presents|quorum|votants",
        "note": NOTE,
    },
    REMINDERS: {
        "on": "quand|date|le|relance le|date de relance",
        "name": f"qui|{ORGANISM}",
        "text": "quoi|objet|texte|relance|contenu|action|ce qui a ete dit|echange",
    },
    EVENTS: {
        "on": "date|quand|le|date de l evenement",
        "name": ORGANISM,
        "siren": SIREN,
        "family": FAMILY,
        **PLACES,
        "event": "evenement|etape|jalon|type d evenement|type|nature|action|fait",
        "auditor": f"intervenant|{AUDITOR}|intervenante|par",
        "text": f"detail|details|precision|precisions|texte|{NOTE}|resultat",
    },
}

# What a header of this kind must hold beside the organism: all of one of these groups.
NEEDED = {
    ORGANISMS: (
        ("siren",),
        ("status",),
        ("application_on",),
        ("hqs_on",),
        ("label_start",),
        ("label_end",),
        ("family", "homes"),
        ("family", "region"),
    ),
    AUDITS: (("audit_type", "start"), ("audit_type", "report_on"), ("start", "nc_major")),
    DECISIONS: (("decision",),),
    REMINDERS: (("on", "text"),),
    EVENTS: (("on", "event"),),
}
MILESTONES = (
    "application_on",
    "hqs_on",
    "implementation_audit_on",
    "committee_on",
    "verification_audit_on",
)
ROW_NUMBERS = {"n", "no", "numero", "rang", "ordre", "#", "code", "id", "ref", "reference"}
