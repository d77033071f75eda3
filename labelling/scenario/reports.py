"""Audit reports of a scenario and the organisms' answers, each different."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Gap:
    """A minor non-conformity, its evidence, and the organism's answer."""

    criterion: str
    text: str
    evidence: str
    cause: str
    correction: str
    action: str
    owner: str


STRENGTHS = (
    (
        "T03.2",
        (
            "Les associations de locataires reçoivent les questions de l’auditeur quinze jours avant la "
            "rencontre, y ajoutent les leurs, et leurs remarques ont fait changer trois procédures dans l’année."
        ),
    ),
    (
        "T05.1",
        (
            "Toute demande faite au gardien est enregistrée le jour même, depuis son téléphone\u00a0; sur "
            "quarante demandes suivies, aucune n’a été perdue."
        ),
    ),
    (
        "T06.2",
        (
            "Chaque nouveau locataire reçoit un rendez-vous d’explication dans son logement, avec un livret "
            "que des locataires ont relu."
        ),
    ),
    (
        "T08.2",
        (
            "La date de fin de chaque panne d’ascenseur est affichée dans le hall en moins de trois heures, "
            "le week-end compris."
        ),
    ),
)
PROGRESS = (
    (
        "T05.4",
        "La clôture d’une demande est vérifiée par sondage, sans que le résultat revienne aux équipes.",
    ),
    ("T04.2", "Le délai de première réponse est mesuré au siège, pas encore dans les agences."),
    (
        "T02.4",
        "Ce qui marche dans une agence se raconte de vive voix\u00a0: rien n’est écrit pour les autres.",
    ),
    (
        "T07.4",
        "L’éclairage extérieur est contrôlé au printemps seulement, quand les soirées sont longues.",
    ),
    ("T01.6", "Deux procédures affichées en loge portent encore la date d’il y a trois ans."),
)
GAPS = (
    Gap(
        "T09.2",
        "Deux prestataires de nettoyage sur cinq n’ont pas été évalués avec les équipes de terrain.",
        "Registre des évaluations de l’agence Nord\u00a0: aucune fiche pour ces deux marchés depuis dix-huit mois.",
        "La consigne n’était pas connue des nouveaux arrivants.",
        "Les deux prestataires ont été évalués avec les gardiens.",
        "La consigne entre au livret d’accueil.",
        "Responsable de la relation client",
    ),
    Gap(
        "T05.2",
        "L’accusé de réception des demandes écrites ne dit ni délai ni interlocuteur.",
        "Trois dossiers sur dix examinés le 2 du mois ne portent ni délai ni interlocuteur.",
        "Le modèle de courrier datait d’avant la réorganisation des agences.",
        "Les dossiers ouverts ont reçu un second courrier.",
        "Le modèle est refait et contrôlé chaque trimestre.",
        "Directrice de la clientèle",
    ),
    Gap(
        "T07.3",
        "Le délai d’enlèvement des encombrants n’est suivi que dans une agence sur trois.",
        "Tableaux de bord d’avril et de mai\u00a0: la colonne est vide pour les agences Est et Sud.",
        "L’outil de suivi n’avait pas été ouvert aux deux agences.",
        "Les signalements en attente ont été traités en deux semaines.",
        "L’outil est ouvert partout, et lu en réunion mensuelle.",
        "Responsable de la proximité",
    ),
    Gap(
        "T10.2",
        "Les résultats de l’enquête de satisfaction ne sont pas déclinés par résidence.",
        "Le rapport remis au conseil donne une moyenne par agence et aucune action locale.",
        "Le prestataire de l’enquête n’avait pas reçu la liste des résidences.",
        "Les résultats ont été recalculés pour les vingt plus grandes résidences.",
        "Le cahier des charges de la prochaine enquête le demande.",
        "Responsable qualité",
    ),
    Gap(
        "T04.4",
        "Rien n’est prévu pour les locataires qui lisent mal le français.",
        "Aucun document traduit ni en français facile dans les trois halls visités.",
        "Le besoin n’avait pas été recensé.",
        "L’avis d’échéance et la fiche d’urgence existent en français facile.",
        "Une association relit chaque nouveau document.",
        "Responsable de la communication",
    ),
    Gap(
        "T08.5",
        "Les régularisations de charges partent sans explication des écarts.",
        "Sur douze courriers lus, neuf ne donnent que le montant.",
        "Le logiciel ne permettait pas de joindre une note.",
        "Une note d’une page a été envoyée aux résidences concernées.",
        "La note accompagne désormais chaque régularisation.",
        "Responsable des charges",
    ),
)
MAJOR = Gap(
    "T08.3",
    "Quatre contrôles de sécurité obligatoires sont en retard de plus de six mois.",
    "Registre de sécurité\u00a0: pas de visite depuis l’an passé pour deux ascenseurs et deux chaufferies.",
    "Le suivi reposait sur une seule personne, absente.",
    "Les quatre contrôles ont été faits.",
    "Deux personnes suivent le registre, avec une alerte à trente jours.",
    "Directeur technique",
)
SUMMARIES = (
    (
        "Les engagements sont connus des équipes et tenus sur les sites visités\u00a0; les délais de réponse "
        "progressent, la propreté reste inégale d’une agence à l’autre."
    ),
    (
        "L’organisme mesure ce qu’il promet et le montre aux locataires. Les prestataires sont moins suivis que "
        "les équipes internes."
    ),
    (
        "Les gardiens portent la démarche, et cela se voit dans les halls. Le siège doit encore outiller les "
        "agences les plus petites."
    ),
    "Les réclamations sont enregistrées sans perte. Leur clôture est rarement vérifiée auprès du locataire.",
    (
        "Le plan d’actions avance comme prévu, à deux actions près que les travaux ont retardées. Les "
        "représentants des locataires sont entendus tôt."
    ),
    (
        "L’accueil est un point fort, au comptoir comme au téléphone. L’information écrite reste difficile à lire "
        "pour une partie des locataires."
    ),
    (
        "Le patrimoine est coté avec sérieux et les situations prioritaires sont traitées. La communication des "
        "résultats est à reprendre."
    ),
)
OBSERVATIONS = (
    "L’organisme partage les constats et n’a pas d’observation de fond.",
    "L’organisme précise que l’agence Sud a rejoint la démarche six mois après les autres.",
    "L’organisme demande de dire que les deux actions en retard attendent un permis de construire.",
)
COMMENTS = (
    "Vérifié sur pièces et sur site.",
    "Vu sur deux sites, et confirmé par les représentants des locataires.",
    "Procédure lue, puis suivie sur dix dossiers tirés au sort.",
)
COMES_BACK, GAP, REMARK = (
    4,
    1,
    2,
)  # of four organisms, whose same gap or remark comes back at each audit


def chosen(texts, seed):
    return texts[seed % len(texts)]


def findings_of(story):
    """[(kind, criterion, text, evidence)] of an audit; those of some organisms come back at each cycle."""
    remark = story.rank if story.rank % COMES_BACK == REMARK else story.voice
    gaps = [(kind, one.criterion, one.text, one.evidence) for kind, one in gaps_of(story)]
    return [
        ("PF", *chosen(STRENGTHS, story.seed), ""),
        ("PP", *chosen(PROGRESS, remark), ""),
        *gaps,
    ]


def gaps_of(story):
    """[(kind, Gap)] of its non-conformities."""
    minor = story.rank if story.rank % COMES_BACK == GAP else story.voice
    return [("NCm", chosen(GAPS, minor)), *([("NCM", MAJOR)] if story.major else [])]


CRITERIA = 5  # of the grid
OPINIONS = (
    "De l’écoute, et le temps pris d’expliquer chaque constat aux équipes.",
    "Le rapport est clair. Le plan d’audit est arrivé deux jours avant la visite, c’était court.",
    "Les locataires rencontrés se sont sentis entendus.",
)


def tell(story, mission, offset):
    """`offset`: days from the session of the story."""
    if story.voice % 5:
        comment = chosen(OPINIONS, story.voice) if story.voice % 2 else ""
        story.at(
            offset,
            story.landlord.contact,
            "evaluation.give",
            on=mission,
            ratings=_ratings(story.voice),
            comment=comment,
        )
    if story.voice % 2:
        story.at(
            offset + 1,
            story.office,
            "evaluation.give",
            on=mission,
            ratings=_ratings(story.voice + 1),
        )


def _ratings(voice):
    """Threes and fours, a two now and then."""
    return [2 if (voice + rank) % 7 == 0 else 3 + (voice + rank) % 2 for rank in range(CRITERIA)]
