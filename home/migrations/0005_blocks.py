import wagtail.fields
from django.db import migrations

import home.blocks.sources


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0004_texts_to_blocks"),
    ]

    operations = [
        migrations.AlterField(
            model_name="accessibilitypage",
            name="body",
            field=wagtail.fields.StreamField(
                [
                    ("text", 0),
                    ("quote", 4),
                    ("accordion", 10),
                    ("table", 12),
                    ("picture", 18),
                    ("gallery", 20),
                    ("video", 27),
                    ("figures", 30),
                    ("steps", 36),
                    ("map", 39),
                    ("organisms", 44),
                    ("practices", 46),
                    ("events", 48),
                    ("documents", 52),
                    ("call", 57),
                    ("contact", 63),
                ],
                blank=True,
                block_lookup={
                    0: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "description": "Des paragraphes, des intertitres, des listes et des liens.",
                            "features": [
                                "h2",
                                "h3",
                                "bold",
                                "ol",
                                "ul",
                                "link",
                                "document-link",
                                "hr",
                            ],
                            "group": "Texte",
                            "icon": "pilcrow",
                            "label": "Texte",
                            "preview_value": "<h2>Ce que le label change</h2><p>Un organisme labellisé a fait vérifier son service <b>sur place</b>, par un auditeur extérieur.</p><ul><li>les locataires sont associés</li><li>les preuves sont lues une à une</li></ul>",
                            "template": "home/blocks/text.html",
                        },
                    ),
                    1: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {
                            "help_text": "Sans guillemets : ils s’ajoutent.",
                            "label": "citation",
                            "max_length": 600,
                        },
                    ),
                    2: ("wagtail.blocks.CharBlock", (), {"label": "auteur", "max_length": 120}),
                    3: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "fonction", "max_length": 160, "required": False},
                    ),
                    4: (
                        "wagtail.blocks.StructBlock",
                        [[("text", 1), ("author", 2), ("role", 3)]],
                        {},
                    ),
                    5: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "titre", "max_length": 120, "required": False},
                    ),
                    6: ("wagtail.blocks.CharBlock", (), {"label": "question", "max_length": 200}),
                    7: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": ["bold", "ol", "ul", "link", "document-link"],
                            "label": "réponse",
                        },
                    ),
                    8: ("wagtail.blocks.StructBlock", [[("question", 6), ("answer", 7)]], {}),
                    9: ("wagtail.blocks.ListBlock", (8,), {"label": "questions", "min_num": 1}),
                    10: ("wagtail.blocks.StructBlock", [[("title", 5), ("items", 9)]], {}),
                    11: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "texte", "max_length": 400, "required": False},
                    ),
                    12: (
                        "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                        [[("text", 11)]],
                        {},
                    ),
                    13: ("home.blocks.pictures.ImageChooser", (), {"label": "image"}),
                    14: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Ce que l’image montre, en une phrase\xa0: lu par qui ne la voit pas.",
                            "label": "texte de remplacement",
                            "max_length": 250,
                            "required": False,
                        },
                    ),
                    15: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "label": "décorative\xa0: elle n’apprend rien de plus que le texte",
                            "required": False,
                        },
                    ),
                    16: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "légende", "max_length": 250, "required": False},
                    ),
                    17: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Vide\xa0: celui qui est enregistré avec l’image.",
                            "label": "crédit",
                            "max_length": 200,
                            "required": False,
                        },
                    ),
                    18: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("image", 13),
                                ("alt", 14),
                                ("is_decorative", 15),
                                ("caption", 16),
                                ("credit", 17),
                            ]
                        ],
                        {},
                    ),
                    19: ("wagtail.blocks.ListBlock", (18,), {"label": "images", "min_num": 1}),
                    20: ("wagtail.blocks.StructBlock", [[("title", 5), ("pictures", 19)]], {}),
                    21: ("wagtail.blocks.CharBlock", (), {"label": "titre", "max_length": 120}),
                    22: (
                        "home.blocks.films.DocumentChooser",
                        (),
                        {"help_text": "Un document .mp4 ou .webm.", "label": "vidéo"},
                    ),
                    23: (
                        "home.blocks.pictures.ImageChooser",
                        (),
                        {
                            "help_text": "Affichée tant que la lecture n’est pas lancée.",
                            "label": "image d’attente",
                        },
                    ),
                    24: (
                        "home.blocks.films.DocumentChooser",
                        (),
                        {
                            "help_text": "Un document .vtt, en français.",
                            "label": "sous-titres",
                            "required": False,
                        },
                    ),
                    25: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"label": "sans parole", "required": False},
                    ),
                    26: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": ["bold", "ol", "ul", "link", "document-link"],
                            "help_text": "Ce qui est dit et montré, en entier.",
                            "label": "transcription",
                        },
                    ),
                    27: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("title", 21),
                                ("file", 22),
                                ("poster", 23),
                                ("captions", 24),
                                ("is_silent", 25),
                                ("transcript", 26),
                            ]
                        ],
                        {},
                    ),
                    28: (
                        "wagtail.blocks.MultipleChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("labelled", "organismes labellisés"),
                                ("engaged", "organismes engagés qui l’annoncent"),
                                ("homes", "logements des organismes labellisés"),
                                ("regions", "régions représentées"),
                                ("auditors", "auditeurs agréés"),
                                ("sessions", "séances du comité annoncées"),
                                ("mentions", "mentions spéciales en vigueur"),
                            ],
                            "label": "chiffres",
                        },
                    ),
                    29: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "note", "max_length": 200, "required": False},
                    ),
                    30: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 5), ("chosen", 28), ("note", 29)]],
                        {},
                    ),
                    31: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("plan", "le règlement en vigueur"),
                                ("typed", "les étapes ci-dessous"),
                            ],
                            "label": "étapes lues dans",
                        },
                    ),
                    32: ("wagtail.blocks.CharBlock", (), {"label": "étape", "max_length": 120}),
                    33: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "ce qui s’y passe", "max_length": 300, "required": False},
                    ),
                    34: ("wagtail.blocks.StructBlock", [[("label", 32), ("note", 33)]], {}),
                    35: (
                        "wagtail.blocks.ListBlock",
                        (34,),
                        {"default": [], "label": "étapes", "min_num": 0, "required": False},
                    ),
                    36: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 5), ("source", 31), ("steps", 35)]],
                        {},
                    ),
                    37: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "default": "Organismes labellisés par région",
                            "label": "titre",
                            "max_length": 120,
                        },
                    ),
                    38: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("regions", "par région"),
                                ("departements", "par département"),
                            ],
                            "label": "découpage",
                        },
                    ),
                    39: ("wagtail.blocks.StructBlock", [[("title", 37), ("level", 38)]], {}),
                    40: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": home.blocks.sources.families,
                            "label": "famille",
                            "required": False,
                        },
                    ),
                    41: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": home.blocks.sources.regions,
                            "label": "région",
                            "required": False,
                        },
                    ),
                    42: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": home.blocks.sources.departements,
                            "label": "département",
                            "required": False,
                        },
                    ),
                    43: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {"default": 6, "label": "nombre au plus", "max_value": 100, "min_value": 1},
                    ),
                    44: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("title", 5),
                                ("famille", 40),
                                ("region", 41),
                                ("departement", 42),
                                ("limit", 43),
                            ]
                        ],
                        {},
                    ),
                    45: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": home.blocks.sources.themes,
                            "label": "thème",
                            "required": False,
                        },
                    ),
                    46: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 5), ("theme", 45), ("limit", 43)]],
                        {},
                    ),
                    47: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": home.blocks.sources.event_kinds,
                            "label": "sorte",
                            "required": False,
                        },
                    ),
                    48: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 5), ("kind", 47), ("limit", 43)]],
                        {},
                    ),
                    49: ("home.blocks.films.DocumentChooser", (), {"label": "document"}),
                    50: ("wagtail.blocks.StructBlock", [[("document", 49), ("note", 29)]], {}),
                    51: ("wagtail.blocks.ListBlock", (50,), {"label": "documents", "min_num": 1}),
                    52: ("wagtail.blocks.StructBlock", [[("title", 5), ("documents", 51)]], {}),
                    53: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "texte", "max_length": 300, "required": False},
                    ),
                    54: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Un verbe et son objet.",
                            "label": "libellé du bouton",
                            "max_length": 60,
                        },
                    ),
                    55: (
                        "home.blocks.acts.PageChooser",
                        (),
                        {"label": "page du site", "required": False},
                    ),
                    56: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Par exemple /annuaire/, ou une adresse qui commence par https://.",
                            "label": "ou adresse",
                            "max_length": 300,
                            "required": False,
                        },
                    ),
                    57: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("title", 21),
                                ("text", 53),
                                ("label", 54),
                                ("page", 55),
                                ("address", 56),
                            ]
                        ],
                        {},
                    ),
                    58: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"default": "Contact", "label": "titre", "max_length": 120},
                    ),
                    59: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Une fonction ou un service.",
                            "label": "qui répond",
                            "max_length": 160,
                        },
                    ),
                    60: (
                        "wagtail.blocks.EmailBlock",
                        (),
                        {
                            "help_text": "L’adresse d’un service.",
                            "label": "courriel",
                            "required": False,
                        },
                    ),
                    61: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "téléphone", "max_length": 30, "required": False},
                    ),
                    62: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "horaires", "max_length": 160, "required": False},
                    ),
                    63: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 58), ("who", 59), ("email", 60), ("phone", 61), ("hours", 62)]],
                        {},
                    ),
                },
                verbose_name="contenu",
            ),
        ),
        migrations.AlterField(
            model_name="contentpage",
            name="body",
            field=wagtail.fields.StreamField(
                [
                    ("text", 0),
                    ("quote", 4),
                    ("accordion", 10),
                    ("table", 12),
                    ("picture", 18),
                    ("gallery", 20),
                    ("video", 27),
                    ("figures", 30),
                    ("steps", 36),
                    ("map", 39),
                    ("organisms", 44),
                    ("practices", 46),
                    ("events", 48),
                    ("documents", 52),
                    ("call", 57),
                    ("contact", 63),
                ],
                blank=True,
                block_lookup={
                    0: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "description": "Des paragraphes, des intertitres, des listes et des liens.",
                            "features": [
                                "h2",
                                "h3",
                                "bold",
                                "ol",
                                "ul",
                                "link",
                                "document-link",
                                "hr",
                            ],
                            "group": "Texte",
                            "icon": "pilcrow",
                            "label": "Texte",
                            "preview_value": "<h2>Ce que le label change</h2><p>Un organisme labellisé a fait vérifier son service <b>sur place</b>, par un auditeur extérieur.</p><ul><li>les locataires sont associés</li><li>les preuves sont lues une à une</li></ul>",
                            "template": "home/blocks/text.html",
                        },
                    ),
                    1: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {
                            "help_text": "Sans guillemets : ils s’ajoutent.",
                            "label": "citation",
                            "max_length": 600,
                        },
                    ),
                    2: ("wagtail.blocks.CharBlock", (), {"label": "auteur", "max_length": 120}),
                    3: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "fonction", "max_length": 160, "required": False},
                    ),
                    4: (
                        "wagtail.blocks.StructBlock",
                        [[("text", 1), ("author", 2), ("role", 3)]],
                        {},
                    ),
                    5: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "titre", "max_length": 120, "required": False},
                    ),
                    6: ("wagtail.blocks.CharBlock", (), {"label": "question", "max_length": 200}),
                    7: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": ["bold", "ol", "ul", "link", "document-link"],
                            "label": "réponse",
                        },
                    ),
                    8: ("wagtail.blocks.StructBlock", [[("question", 6), ("answer", 7)]], {}),
                    9: ("wagtail.blocks.ListBlock", (8,), {"label": "questions", "min_num": 1}),
                    10: ("wagtail.blocks.StructBlock", [[("title", 5), ("items", 9)]], {}),
                    11: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "texte", "max_length": 400, "required": False},
                    ),
                    12: (
                        "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                        [[("text", 11)]],
                        {},
                    ),
                    13: ("home.blocks.pictures.ImageChooser", (), {"label": "image"}),
                    14: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Ce que l’image montre, en une phrase\xa0: lu par qui ne la voit pas.",
                            "label": "texte de remplacement",
                            "max_length": 250,
                            "required": False,
                        },
                    ),
                    15: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "label": "décorative\xa0: elle n’apprend rien de plus que le texte",
                            "required": False,
                        },
                    ),
                    16: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "légende", "max_length": 250, "required": False},
                    ),
                    17: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Vide\xa0: celui qui est enregistré avec l’image.",
                            "label": "crédit",
                            "max_length": 200,
                            "required": False,
                        },
                    ),
                    18: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("image", 13),
                                ("alt", 14),
                                ("is_decorative", 15),
                                ("caption", 16),
                                ("credit", 17),
                            ]
                        ],
                        {},
                    ),
                    19: ("wagtail.blocks.ListBlock", (18,), {"label": "images", "min_num": 1}),
                    20: ("wagtail.blocks.StructBlock", [[("title", 5), ("pictures", 19)]], {}),
                    21: ("wagtail.blocks.CharBlock", (), {"label": "titre", "max_length": 120}),
                    22: (
                        "home.blocks.films.DocumentChooser",
                        (),
                        {"help_text": "Un document .mp4 ou .webm.", "label": "vidéo"},
                    ),
                    23: (
                        "home.blocks.pictures.ImageChooser",
                        (),
                        {
                            "help_text": "Affichée tant que la lecture n’est pas lancée.",
                            "label": "image d’attente",
                        },
                    ),
                    24: (
                        "home.blocks.films.DocumentChooser",
                        (),
                        {
                            "help_text": "Un document .vtt, en français.",
                            "label": "sous-titres",
                            "required": False,
                        },
                    ),
                    25: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"label": "sans parole", "required": False},
                    ),
                    26: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": ["bold", "ol", "ul", "link", "document-link"],
                            "help_text": "Ce qui est dit et montré, en entier.",
                            "label": "transcription",
                        },
                    ),
                    27: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("title", 21),
                                ("file", 22),
                                ("poster", 23),
                                ("captions", 24),
                                ("is_silent", 25),
                                ("transcript", 26),
                            ]
                        ],
                        {},
                    ),
                    28: (
                        "wagtail.blocks.MultipleChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("labelled", "organismes labellisés"),
                                ("engaged", "organismes engagés qui l’annoncent"),
                                ("homes", "logements des organismes labellisés"),
                                ("regions", "régions représentées"),
                                ("auditors", "auditeurs agréés"),
                                ("sessions", "séances du comité annoncées"),
                                ("mentions", "mentions spéciales en vigueur"),
                            ],
                            "label": "chiffres",
                        },
                    ),
                    29: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "note", "max_length": 200, "required": False},
                    ),
                    30: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 5), ("chosen", 28), ("note", 29)]],
                        {},
                    ),
                    31: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("plan", "le règlement en vigueur"),
                                ("typed", "les étapes ci-dessous"),
                            ],
                            "label": "étapes lues dans",
                        },
                    ),
                    32: ("wagtail.blocks.CharBlock", (), {"label": "étape", "max_length": 120}),
                    33: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "ce qui s’y passe", "max_length": 300, "required": False},
                    ),
                    34: ("wagtail.blocks.StructBlock", [[("label", 32), ("note", 33)]], {}),
                    35: (
                        "wagtail.blocks.ListBlock",
                        (34,),
                        {"default": [], "label": "étapes", "min_num": 0, "required": False},
                    ),
                    36: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 5), ("source", 31), ("steps", 35)]],
                        {},
                    ),
                    37: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "default": "Organismes labellisés par région",
                            "label": "titre",
                            "max_length": 120,
                        },
                    ),
                    38: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("regions", "par région"),
                                ("departements", "par département"),
                            ],
                            "label": "découpage",
                        },
                    ),
                    39: ("wagtail.blocks.StructBlock", [[("title", 37), ("level", 38)]], {}),
                    40: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": home.blocks.sources.families,
                            "label": "famille",
                            "required": False,
                        },
                    ),
                    41: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": home.blocks.sources.regions,
                            "label": "région",
                            "required": False,
                        },
                    ),
                    42: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": home.blocks.sources.departements,
                            "label": "département",
                            "required": False,
                        },
                    ),
                    43: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {"default": 6, "label": "nombre au plus", "max_value": 100, "min_value": 1},
                    ),
                    44: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("title", 5),
                                ("famille", 40),
                                ("region", 41),
                                ("departement", 42),
                                ("limit", 43),
                            ]
                        ],
                        {},
                    ),
                    45: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": home.blocks.sources.themes,
                            "label": "thème",
                            "required": False,
                        },
                    ),
                    46: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 5), ("theme", 45), ("limit", 43)]],
                        {},
                    ),
                    47: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": home.blocks.sources.event_kinds,
                            "label": "sorte",
                            "required": False,
                        },
                    ),
                    48: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 5), ("kind", 47), ("limit", 43)]],
                        {},
                    ),
                    49: ("home.blocks.films.DocumentChooser", (), {"label": "document"}),
                    50: ("wagtail.blocks.StructBlock", [[("document", 49), ("note", 29)]], {}),
                    51: ("wagtail.blocks.ListBlock", (50,), {"label": "documents", "min_num": 1}),
                    52: ("wagtail.blocks.StructBlock", [[("title", 5), ("documents", 51)]], {}),
                    53: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "texte", "max_length": 300, "required": False},
                    ),
                    54: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Un verbe et son objet.",
                            "label": "libellé du bouton",
                            "max_length": 60,
                        },
                    ),
                    55: (
                        "home.blocks.acts.PageChooser",
                        (),
                        {"label": "page du site", "required": False},
                    ),
                    56: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Par exemple /annuaire/, ou une adresse qui commence par https://.",
                            "label": "ou adresse",
                            "max_length": 300,
                            "required": False,
                        },
                    ),
                    57: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("title", 21),
                                ("text", 53),
                                ("label", 54),
                                ("page", 55),
                                ("address", 56),
                            ]
                        ],
                        {},
                    ),
                    58: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"default": "Contact", "label": "titre", "max_length": 120},
                    ),
                    59: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Une fonction ou un service.",
                            "label": "qui répond",
                            "max_length": 160,
                        },
                    ),
                    60: (
                        "wagtail.blocks.EmailBlock",
                        (),
                        {
                            "help_text": "L’adresse d’un service.",
                            "label": "courriel",
                            "required": False,
                        },
                    ),
                    61: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "téléphone", "max_length": 30, "required": False},
                    ),
                    62: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "horaires", "max_length": 160, "required": False},
                    ),
                    63: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 58), ("who", 59), ("email", 60), ("phone", 61), ("hours", 62)]],
                        {},
                    ),
                },
                verbose_name="contenu",
            ),
        ),
        migrations.AlterField(
            model_name="legalpage",
            name="body",
            field=wagtail.fields.StreamField(
                [
                    ("text", 0),
                    ("quote", 4),
                    ("accordion", 10),
                    ("table", 12),
                    ("picture", 18),
                    ("gallery", 20),
                    ("video", 27),
                    ("figures", 30),
                    ("steps", 36),
                    ("map", 39),
                    ("organisms", 44),
                    ("practices", 46),
                    ("events", 48),
                    ("documents", 52),
                    ("call", 57),
                    ("contact", 63),
                ],
                blank=True,
                block_lookup={
                    0: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "description": "Des paragraphes, des intertitres, des listes et des liens.",
                            "features": [
                                "h2",
                                "h3",
                                "bold",
                                "ol",
                                "ul",
                                "link",
                                "document-link",
                                "hr",
                            ],
                            "group": "Texte",
                            "icon": "pilcrow",
                            "label": "Texte",
                            "preview_value": "<h2>Ce que le label change</h2><p>Un organisme labellisé a fait vérifier son service <b>sur place</b>, par un auditeur extérieur.</p><ul><li>les locataires sont associés</li><li>les preuves sont lues une à une</li></ul>",
                            "template": "home/blocks/text.html",
                        },
                    ),
                    1: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {
                            "help_text": "Sans guillemets : ils s’ajoutent.",
                            "label": "citation",
                            "max_length": 600,
                        },
                    ),
                    2: ("wagtail.blocks.CharBlock", (), {"label": "auteur", "max_length": 120}),
                    3: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "fonction", "max_length": 160, "required": False},
                    ),
                    4: (
                        "wagtail.blocks.StructBlock",
                        [[("text", 1), ("author", 2), ("role", 3)]],
                        {},
                    ),
                    5: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "titre", "max_length": 120, "required": False},
                    ),
                    6: ("wagtail.blocks.CharBlock", (), {"label": "question", "max_length": 200}),
                    7: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": ["bold", "ol", "ul", "link", "document-link"],
                            "label": "réponse",
                        },
                    ),
                    8: ("wagtail.blocks.StructBlock", [[("question", 6), ("answer", 7)]], {}),
                    9: ("wagtail.blocks.ListBlock", (8,), {"label": "questions", "min_num": 1}),
                    10: ("wagtail.blocks.StructBlock", [[("title", 5), ("items", 9)]], {}),
                    11: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "texte", "max_length": 400, "required": False},
                    ),
                    12: (
                        "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                        [[("text", 11)]],
                        {},
                    ),
                    13: ("home.blocks.pictures.ImageChooser", (), {"label": "image"}),
                    14: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Ce que l’image montre, en une phrase\xa0: lu par qui ne la voit pas.",
                            "label": "texte de remplacement",
                            "max_length": 250,
                            "required": False,
                        },
                    ),
                    15: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "label": "décorative\xa0: elle n’apprend rien de plus que le texte",
                            "required": False,
                        },
                    ),
                    16: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "légende", "max_length": 250, "required": False},
                    ),
                    17: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Vide\xa0: celui qui est enregistré avec l’image.",
                            "label": "crédit",
                            "max_length": 200,
                            "required": False,
                        },
                    ),
                    18: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("image", 13),
                                ("alt", 14),
                                ("is_decorative", 15),
                                ("caption", 16),
                                ("credit", 17),
                            ]
                        ],
                        {},
                    ),
                    19: ("wagtail.blocks.ListBlock", (18,), {"label": "images", "min_num": 1}),
                    20: ("wagtail.blocks.StructBlock", [[("title", 5), ("pictures", 19)]], {}),
                    21: ("wagtail.blocks.CharBlock", (), {"label": "titre", "max_length": 120}),
                    22: (
                        "home.blocks.films.DocumentChooser",
                        (),
                        {"help_text": "Un document .mp4 ou .webm.", "label": "vidéo"},
                    ),
                    23: (
                        "home.blocks.pictures.ImageChooser",
                        (),
                        {
                            "help_text": "Affichée tant que la lecture n’est pas lancée.",
                            "label": "image d’attente",
                        },
                    ),
                    24: (
                        "home.blocks.films.DocumentChooser",
                        (),
                        {
                            "help_text": "Un document .vtt, en français.",
                            "label": "sous-titres",
                            "required": False,
                        },
                    ),
                    25: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"label": "sans parole", "required": False},
                    ),
                    26: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": ["bold", "ol", "ul", "link", "document-link"],
                            "help_text": "Ce qui est dit et montré, en entier.",
                            "label": "transcription",
                        },
                    ),
                    27: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("title", 21),
                                ("file", 22),
                                ("poster", 23),
                                ("captions", 24),
                                ("is_silent", 25),
                                ("transcript", 26),
                            ]
                        ],
                        {},
                    ),
                    28: (
                        "wagtail.blocks.MultipleChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("labelled", "organismes labellisés"),
                                ("engaged", "organismes engagés qui l’annoncent"),
                                ("homes", "logements des organismes labellisés"),
                                ("regions", "régions représentées"),
                                ("auditors", "auditeurs agréés"),
                                ("sessions", "séances du comité annoncées"),
                                ("mentions", "mentions spéciales en vigueur"),
                            ],
                            "label": "chiffres",
                        },
                    ),
                    29: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "note", "max_length": 200, "required": False},
                    ),
                    30: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 5), ("chosen", 28), ("note", 29)]],
                        {},
                    ),
                    31: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("plan", "le règlement en vigueur"),
                                ("typed", "les étapes ci-dessous"),
                            ],
                            "label": "étapes lues dans",
                        },
                    ),
                    32: ("wagtail.blocks.CharBlock", (), {"label": "étape", "max_length": 120}),
                    33: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "ce qui s’y passe", "max_length": 300, "required": False},
                    ),
                    34: ("wagtail.blocks.StructBlock", [[("label", 32), ("note", 33)]], {}),
                    35: (
                        "wagtail.blocks.ListBlock",
                        (34,),
                        {"default": [], "label": "étapes", "min_num": 0, "required": False},
                    ),
                    36: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 5), ("source", 31), ("steps", 35)]],
                        {},
                    ),
                    37: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "default": "Organismes labellisés par région",
                            "label": "titre",
                            "max_length": 120,
                        },
                    ),
                    38: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("regions", "par région"),
                                ("departements", "par département"),
                            ],
                            "label": "découpage",
                        },
                    ),
                    39: ("wagtail.blocks.StructBlock", [[("title", 37), ("level", 38)]], {}),
                    40: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": home.blocks.sources.families,
                            "label": "famille",
                            "required": False,
                        },
                    ),
                    41: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": home.blocks.sources.regions,
                            "label": "région",
                            "required": False,
                        },
                    ),
                    42: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": home.blocks.sources.departements,
                            "label": "département",
                            "required": False,
                        },
                    ),
                    43: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {"default": 6, "label": "nombre au plus", "max_value": 100, "min_value": 1},
                    ),
                    44: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("title", 5),
                                ("famille", 40),
                                ("region", 41),
                                ("departement", 42),
                                ("limit", 43),
                            ]
                        ],
                        {},
                    ),
                    45: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": home.blocks.sources.themes,
                            "label": "thème",
                            "required": False,
                        },
                    ),
                    46: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 5), ("theme", 45), ("limit", 43)]],
                        {},
                    ),
                    47: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": home.blocks.sources.event_kinds,
                            "label": "sorte",
                            "required": False,
                        },
                    ),
                    48: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 5), ("kind", 47), ("limit", 43)]],
                        {},
                    ),
                    49: ("home.blocks.films.DocumentChooser", (), {"label": "document"}),
                    50: ("wagtail.blocks.StructBlock", [[("document", 49), ("note", 29)]], {}),
                    51: ("wagtail.blocks.ListBlock", (50,), {"label": "documents", "min_num": 1}),
                    52: ("wagtail.blocks.StructBlock", [[("title", 5), ("documents", 51)]], {}),
                    53: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "texte", "max_length": 300, "required": False},
                    ),
                    54: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Un verbe et son objet.",
                            "label": "libellé du bouton",
                            "max_length": 60,
                        },
                    ),
                    55: (
                        "home.blocks.acts.PageChooser",
                        (),
                        {"label": "page du site", "required": False},
                    ),
                    56: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Par exemple /annuaire/, ou une adresse qui commence par https://.",
                            "label": "ou adresse",
                            "max_length": 300,
                            "required": False,
                        },
                    ),
                    57: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("title", 21),
                                ("text", 53),
                                ("label", 54),
                                ("page", 55),
                                ("address", 56),
                            ]
                        ],
                        {},
                    ),
                    58: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"default": "Contact", "label": "titre", "max_length": 120},
                    ),
                    59: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Une fonction ou un service.",
                            "label": "qui répond",
                            "max_length": 160,
                        },
                    ),
                    60: (
                        "wagtail.blocks.EmailBlock",
                        (),
                        {
                            "help_text": "L’adresse d’un service.",
                            "label": "courriel",
                            "required": False,
                        },
                    ),
                    61: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "téléphone", "max_length": 30, "required": False},
                    ),
                    62: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "horaires", "max_length": 160, "required": False},
                    ),
                    63: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 58), ("who", 59), ("email", 60), ("phone", 61), ("hours", 62)]],
                        {},
                    ),
                },
                verbose_name="contenu",
            ),
        ),
    ]
