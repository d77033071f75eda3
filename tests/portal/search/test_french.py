"""French stemming and phonetics: words that are one, words that are two."""

from portal.search.french import root_of, roots, sequence, sound

ONE = (
    "gardien gardienne gardiens GARDIENNAGE",
    "nettoyer nettoyage nettoyé nettoie",
    "médiateur médiation mediateurs",
    "moisi moisissure moisissures",
    "satisfait satisfaction satisfaits",
    "lieu lieux",
    "énergie énergétique energetiques",
    "partenaire partenariat partenaires",
    "QPV q.p.v. Q.P.V",
    "délai délais delais",
    "cœur coeur CŒURS",
    "voisin voisinage voisins",
    "loyer loyers",
    "étranger étrangers",
    "abri abris",
    "emploi emplois",
    "voter votent vote",
    "rappeler rappellent",
    "vérifier vérifient",
    "insatisfait insatisfaction insatisfaits",
    "T05.6 t05.6",
)
TWO = (
    "mois moisi",
    "travaux travail",
    "commun communication",
    "locataire location",
    "sms sm",
    "T05.6 T05.5",
    "T05.6 T05",
    "agent âge",
)
ALIKE = (
    "ascenseur assenseur", "gardien gardient", "punaise puneze", "locataire locatere",
    "canicule cannicule", "encombrant enconbrant", "proprete propretee", "photo foto",
)  # fmt: skip


def test_families_have_one_root_and_neighbours_two():
    assert [words for words in ONE if len({root_of(word) for word in words.split()}) != 1] == []
    assert [words for words in TWO if len({root_of(word) for word in words.split()}) != 2] == []


def test_elisions_articles_and_signs_are_left_aside_and_numbers_kept():
    assert roots("Qu’est-ce que l’état d’un logement ?") == roots("etat logement")
    assert sequence("le 19 et le 19, à 7 h") == ["19", "19"]
    assert roots("… _ 🏠 \ud800 \x00") == []


def test_nouns_that_end_as_verbs_keep_their_end():
    assert [
        word
        for word in ("agent", "absent", "client", "vent", "référent")
        if root_of(word)[-3:] != "ent"
    ] == []
    assert sequence("critère T05.6, puis 3.5") == sequence("critere t05.6")


def test_words_that_sound_alike_share_a_key():
    assert [pair for pair in ALIKE if len({sound(word) for word in pair.split()}) != 1] == []
    assert sound("gardien") != sound("jardin")
