"""Refusals of a file that holds no readable table: what happened, then what to do."""

REFUSALS = {
    "BOMB": "Le classeur, une fois décompressé, dépasse les limites du portail. "
    "Copiez la liste dans un classeur neuf et déposez celui-ci.",
    "BROKEN": "Le portail n’a pas su lire ce fichier. Ouvrez-le dans votre tableur, enregistrez-le au format .xlsx "
    "sous un autre nom et déposez-le de nouveau. Si cela recommence, donnez-nous cette référence\u00a0: {}.",
    "DAMAGED": "Le fichier est abîmé et ne s’ouvre pas. "
    "Ouvrez-le dans votre tableur, enregistrez-le et déposez-le de nouveau.",
    "EMPTY": "Le fichier est vide. Vérifiez qu’il s’agit du bon fichier et déposez-le de nouveau.",
    "MACROS": "Le classeur contient des macros. "
    "Enregistrez-le au format .xlsx ou .ods sans macro et déposez-le de nouveau.",
    "NESTED": "Le classeur contient un autre fichier inséré. "
    "Retirez-le, enregistrez et déposez de nouveau.",
    "NOT_A_SHEET": "Le fichier n’est pas un tableur lisible ici. "
    "Enregistrez la liste au format XLSX, ODS ou CSV.",
    "OLD_XLS": "Le classeur est au format .xls d’avant 2007. "
    "Dans Excel\u00a0: Fichier, Enregistrer sous, Classeur Excel (.xlsx). "
    "Déposez ensuite ce nouveau fichier.",
    "PDF": "Le fichier est un PDF. Déposez la liste au format XLSX, ODS ou CSV.",
    "PROTECTED": "Le classeur est protégé par un mot de passe. "
    "Retirez le mot de passe et déposez-le de nouveau.",
    "QUOTES": "Vers la ligne {} du fichier, un guillemet n’est pas refermé ou tombe au milieu "
    "d’une cellule. Ouvrez le fichier dans un tableur, corrigez cette ligne et enregistrez.",
    "TOO_BIG": "Le fichier dépasse 25 Mo. "
    "Retirez les images et les feuilles inutiles, ou séparez-le en deux.",
    "TOO_MANY_ROWS": "Le fichier compte plus de 60 000 lignes. "
    "Séparez-le en plusieurs fichiers, par exemple un par région ou par agence.",
    "WEB_PAGE": "Le fichier est une page web ou du XML, même s’il porte un nom de tableur. "
    "Ouvrez-le dans un tableur et enregistrez-le au format .xlsx.",
}
