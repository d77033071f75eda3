"""Column titles of a stock file: ours, and those that landlords use."""

AXES = ("building", "cleanliness", "tranquillity", "management", "satisfaction")

TITLES = {
    "code": "référence",
    "name": "nom de la résidence",
    "address": "adresse",
    "postcode": "code postal",
    "commune": "commune",
    "insee": "code Insee",
    "homes": "nombre de logements",
    "built_year": "année de construction",
    "is_qpv": "QPV",
    "agency": "agence",
    "block": "bâtiment",
    "kind": "type",
    "mean_surface": "surface moyenne",
    "vacancy": "vacance",
    "mean_rent": "loyer moyen",
    "comment": "commentaire",
    "building": "bâti et équipements",
    "cleanliness": "propreté et abords",
    "tranquillity": "tranquillité",
    "management": "gestion",
    "satisfaction": "satisfaction et réclamations",
    "rated_by": "coté par",
    "rated_on": "date de cotation",
    "status": "situation",
}

NOTES = ("comment", "rated_by", "rated_on")  # kept with the axes of a rating

# Read to be checked, and kept nowhere: no page nor figure of the portal uses them.
UNKEPT = ("kind", "mean_surface", "vacancy", "mean_rent", "status")

# Folded: no accent, no plural, no small word, abbreviations in full (columns.fold_title).
SYNONYMS = {
    "code": "reference|code|code residence|reference residence|numero|numero residence|"
    "id|identifiant|matricule|identifiant residence|code groupe|"
    "reference groupe|numero groupe|code programme|reference programme|"
    "numero programme|code patrimoine|reference patrimoine|code ensemble|"
    "code site|code immeuble|code interne|reference interne|code ug|ug|"
    "code unite gestion|esi|code esi|code module|numero ensemble|"
    "reference ensemble",
    "name": "nom|nom residence|residence|libelle|libelle residence|designation|"
    "nom groupe|groupe|nom programme|programme|nom ensemble|ensemble|"
    "ensemble immobilier|intitule|denomination|nom site|site|nom immeuble|"
    "libelle groupe|libelle programme|nom usage|nom patrimoine|residence nom|"
    "nom ensemble immobilier",
    "address": "adresse|adresse residence|rue|voie|adresse postale|adresse 1|"
    "adresse principale|numero rue|adresse complete|localisation|numero voie|"
    "adresse numero voie|libelle voie",
    "postcode": "code postal|c p|cp|codepostal|code poste|postal",
    "commune": "commune|ville|localite|nom commune|libelle commune|municipalite|"
    "commune residence|nom ville",
    "insee": "code insee|insee|code commune|insee commune|code insee commune|codeinsee|"
    "numero insee|depcom|cog|code commune insee|commune insee|code geographique|"
    "code officiel geographique|code cog|codgeo|code ville",
    "homes": "nombre logement|logement|nombre total logement|total logement|"
    "logement total|nombre logement locatif|logement locatif|"
    "nombre logement residence|nombre logement gere|logement gere|"
    "nombre logement total",
    "built_year": "annee construction|construction|annee|date construction|annee livraison|"
    "date livraison|mise service|annee mise service|date mise service|"
    "annee mise location|annee batiment|construit|livraison|annee achevement",
    "is_qpv": "qpv|qpv oui non|qpv o n|qp|quartier prioritaire|"
    "quartier prioritaire politique ville|situe qpv|zone qpv|residence qpv|"
    "politique ville|appartenance qpv|quartier prioritaire ville",
    "agency": "agence|secteur|agence gestion|antenne|agence secteur|"
    "direction territoriale|territoire|site gestion|agence rattachement|"
    "nom agence|agence territoriale",
    "block": "batiment|nom batiment|code batiment|numero batiment|libelle batiment|reference batiment|"
    "batiment entree|entree|cage|cage escalier",
    "kind": "type|type residence|type batiment|type habitat|nature|typologie|forme|"
    "type logement|type construction|individuel collectif|collectif individuel",
    "mean_surface": "surface moyen m2|surface moyen|surface|surface m2|surface habitable|"
    "surface habitable moyen|surface moyen logement|surface habitable m2",
    "vacancy": "vacance|taux vacance|vacance pourcent",
    "mean_rent": "loyer moyen m2|loyer moyen|loyer|loyer m2|loyer moyen mensuel|"
    "loyer moyen m2 mois",
    "comment": "commentaire|observation|remarque|note|commentaire libre|precision",
    "building": "bati equipement|bati|equipement|bati equipement technique",
    "cleanliness": "proprete abord|proprete|abord|proprete espace exterieur",
    "tranquillity": "tranquillite|tranquillite securite|tranquillite residentielle",
    "management": "gestion|gestion locative|gestion vacance rotation impaye|"
    "vacance rotation impaye",
    "satisfaction": "satisfaction reclamation|satisfaction|reclamation",
    "rated_by": "cote par|cotateur|evaluateur|evalue par|note par|auteur cotation",
    "rated_on": "date cotation|date evaluation|cotation date|date",
    "status": "etat|motif|motif sortie|statut|situation|position|etat patrimoine|statut patrimoine|"
    "situation patrimoine|statut residence|situation residence",
}

# Of two columns that say the same, these leave the place to the other.
MINOR = set(
    "ug|code ug|code unite gestion|esi|code esi|code module|"
    "secteur|territoire|site gestion|groupe|ensemble|programme|site".split("|")
)

# Beside IN_FULL, in titles of a stock alone: « mes » is a word elsewhere. A beginning of three letters or
# more that only one word of the vocabulary has is that word too.
ABBREVIATIONS = dict(
    pair.split("=")
    for pair in "ag=agence|cod=code|dt=date|dte=date|imm=immeuble|lg=logement|lgmt=logement|logmt=logement|"
    "mes=mise service|mel=mise location|grp=groupe|prog=programme".split("|")
)

# The first that a title holds says its field; "" is read by nobody, whatever else the title says.
KEYWORDS = {
    "": r"^dont |vacant|garage|parking|stationnement|\bplace|commerce|\bloca(l|ux)\b|gardien|\bloge\b|chauffage|"
    r"ascenseur|telephone|\bmail|loyer|surface|etage|\bdpe\b|energ|rotation|societe|departement|region|pmr\b|"
    r"rehabilitation|conventionnement|siren|siret|coordonnee|latitude|longitude|gestionnaire",
    "postcode": r"\bcode postal|\bcp\b|\bpostal\b",
    "insee": r"\binsee\b|\bcode (commune|geographique)|commune code",
    "built_year": r"\b(annee|date)\b.* (construction|livraison|service|location|habitation|achevement|realisation)|"
    r"^(mise|mis|entree) (service|location|loc|habitation|exploitation)|^(construite?|livree?|achevee?|batie?)$",
    "is_qpv": r"\bqp[nv]?\b|\bzus\b|\bquartier\b|\bprioritaire|politique ville|\bnpnru\b",
    "homes": r"^(nombre |total |effectif )*(logement|lot)s?"
    r"( (total|gere|social|sociaux|locatif|familial|propriete|livre))*( \d+)*$",
    "block": r"^(batiment|entree|cage|escalier|tranche)\b",
    "agency": r"^(code |nom |libelle |numero )*(agence|antenne|direction|delegation|territoire|secteur|pole|"
    r"unite territoriale)( (gestion|locale?|rattachement|territorial|commercial|proximite))*$",
    "status": r"^(statut|situation|etat) ",
    "address": r"\badresse|^(localisation|rue|voie|implantation)\b",
    "commune": r"\b(commune|ville|localite)\b",
    "code": r"^(code|numero|reference|identifiant|matricule)( interne)? (residence|groupe|programme|operation|"
    r"ensemble|patrimoine|immeuble|module|site|tranche)",
    "name": r"\b(nom|libelle|designation|denomination|intitule|appellation)\b|^(residence|operation)\b",
    "comment": r"\b(observation|commentaire|remarque)\b",
}

# Axes of a rating under other names: told apart from other columns by being four at least.
AXIS_WORDS = {
    "building": r"\bbati\b|clos? couvert|ascenseur|facade|equipement|technique|etat (general|batiment)|vetuste",
    "cleanliness": r"proprete|\bhall|abord|partie commune|espace (vert|exterieur|commun)|entretien|nettoyage|menage",
    "tranquillity": r"tranquil|securite|vivre ensemble|voisinage|incivilite|ambiance|vie sociale|surete|lien social",
    "management": r"gestion|reactivite|proximite|vacance|impaye|rotation|attractivite|service rendu|presence|disponib",
    "satisfaction": r"satisf|locataire|reclamation|enquete|\bavis\b|ressenti|plainte|ecoute|disent|habitant",
}

# Columns that make an address together, the number first.
STREET = (
    r"numero( (voie|rue))?|indice( repetition)?|bis ter",
    r"(type|nature) (voie|rue)|(nom |libelle |intitule )?(voie|rue)",
)

# Instead of a note.
NOT_RATED = {"nv", "non vu", "non visite", "non cote", "non note", "sans objet", "so", "s o", "x"}

# Columns of numbers of homes that make the number together, by what they tell apart.
PARTS = (
    r"(nombre |logement )*(type |t|f) ?[1-9]( ?bis)?( plus?)?|(nombre )?studio|(nombre )?[1-9] piece( plus?)?",
    r"(nombre |logement )*(coll(ectif)?|ind(iv(iduel)?)?|pavillon|maison|semi collectif|intermediaire)( logement)?",
    r"(nombre |logement )*(plai|plus?|pls|pli|plr|pla|plats|hlmo|ilm|iln|plai adapte)",
)

IN_FULL = {
    "bat": "batiment",
    "nb": "nombre",
    "nbr": "nombre",
    "nbre": "nombre",
    "lgt": "logement",
    "logt": "logement",
    "log": "logement",
    "lgmt": "logement",
    "constr": "construction",
    "const": "construction",
    "construct": "construction",
    "ref": "reference",
    "adr": "adresse",
    "resid": "residence",
    "res": "residence",
    "moy": "moyen",
    "moyenne": "moyen",
    "an": "annee",
    "n": "numero",
    "no": "numero",
    "num": "numero",
    "obs": "observation",
    "com": "commune",
    "lib": "libelle",
    "surf": "surface",
    "equip": "equipement",
    "ident": "identifiant",
}
SMALL_WORDS = {"a", "au", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou"}
