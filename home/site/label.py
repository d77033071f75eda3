"""Initial text of the section « Le label », from the facts that may be published."""

from home.site import facts
from home.texts import typeset


def points(shelf, name, *, without=()):
    """Published facts of a shelf as titled points."""
    return [
        (
            "point",
            {
                "title": typeset(row[name]),
                "text": typeset(row["texte"]),
                "source": facts.source(row),
            },
        )
        for row in facts.published(shelf)
        if row["id"] not in without
    ]


def history():
    return [
        (
            "event",
            {
                "date": facts.when(row),
                "title": typeset(row["titre"]),
                "text": typeset(row["texte"]),
                "source": facts.source(row),
            },
        )
        for row in facts.published("histoire")
    ]


def questions(*pairs):
    return [("question", {"question": typeset(q), "answer": typeset(a)}) for q, a in pairs]


LABEL = {
    "title": "Le label",
    "slug": "le-label",
    "intro": "La profession Hlm a créé Quali’Hlm pour reconnaître les organismes qui tiennent leurs "
    "engagements de qualité de service envers leurs locataires.",
    "body": (
        "<p>Un organisme s’engage, fait regarder son service par quelqu’un d’extérieur, bâtit un plan "
        "d’actions avec les représentants de ses locataires, puis fait vérifier ce qu’il a fait. Un "
        "comité décide.</p>"
        f"<p>{facts.fact('contexte', 'X01')} Le label s’adresse aux organismes qui le souhaitent\u00a0: "
        "la démarche est volontaire.</p>"
    ),
    "features": points("particularites", "titre"),
    "history": history(),
}
PATH = {
    "title": "Le parcours",
    "slug": "le-parcours",
    "intro": "De l’engagement au label, puis d’un cycle au suivant. Les étapes viennent du règlement "
    "en vigueur aujourd’hui.",
    "body": "",
    "details": points("parcours", "etape"),
}
GOVERNANCE = {
    "title": "La gouvernance",
    "slug": "la-gouvernance",
    "intro": "Qui fait évoluer le label, qui instruit, qui décide.",
    "body": "",
    "bodies": points("gouvernance", "instance"),
}
AUDITORS = {
    "title": "Les auditeurs",
    "slug": "les-auditeurs",
    "intro": "Le comité valide l’agrément de chaque auditeur. Seuls paraissent ici ceux dont l’agrément "
    "est en cours et qui ont accepté d’être nommés.",
    "body": "",
}
JOINING = {
    "title": "Devenir labellisé",
    "slug": "devenir-labellise",
    "intro": "Vous dirigez un organisme Hlm, vous y suivez la qualité de service\u00a0: voici par où commencer.",
    "body": (
        "<h2>Avant de vous engager</h2>"
        "<ol><li>Parlez-en à votre conseil et aux représentants de vos locataires.</li>"
        "<li>Lisez le cadre d’évaluation\u00a0: il dit ce qui sera regardé.</li>"
        "<li>Demandez l’ouverture de votre espace\u00a0: le référent du label y conseille, dès le premier jour.</li>"
        "<li>Préparez votre dossier, puis déposez-le.</li></ol>"
    ),
    "questions": questions(
        (
            "Est-ce obligatoire\u00a0?",
            "<p>Non. La démarche est volontaire.</p>",
        ),
        (
            "Combien de temps faut-il\u00a0?",
            "<p>Environ un an de préparation. Le parcours donne les délais du règlement en vigueur.</p>",
        ),
        (
            "Combien de temps le label dure-t-il\u00a0?",
            "<p>Trois ans. Un nouvel audit précède son maintien.</p>",
        ),
        (
            "Quelle place pour les locataires\u00a0?",
            "<p>Leurs représentants sont informés et associés à chaque étape. C’est une obligation.</p>",
        ),
        (
            "Faut-il déjà tout bien faire\u00a0?",
            "<p>Non. On évalue une organisation qui progresse, situations difficiles d’abord.</p>",
        ),
        (
            "Qui audite\u00a0?",
            "<p>Des auditeurs agréés, que vous trouvez dans la liste publique.</p>",
        ),
    ),
}
