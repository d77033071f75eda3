"""Text blocks: text, quotation, questions and answers."""

from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock, TextBlock

from home.blocks.base import WORDS, Part, title

TEXT = ["h2", "h3", "bold", "ol", "ul", "link", "document-link", "hr"]
ANSWER = ["bold", "ol", "ul", "link", "document-link"]


def text():
    """The plain text of a page."""
    return RichTextBlock(
        features=TEXT,
        label="Texte",
        icon="pilcrow",
        group=WORDS,
        template="home/blocks/text.html",
        description="Des paragraphes, des intertitres, des listes et des liens.",
        preview_value=(
            "<h2>Ce que le label change</h2><p>Un organisme labellisé a fait vérifier son service "
            "<b>sur place</b>, par un auditeur extérieur.</p><ul><li>les locataires sont associés</li>"
            "<li>les preuves sont lues une à une</li></ul>"
        ),
    )


class Quote(Part):
    """A quotation with its author."""

    text = TextBlock(
        label="citation", max_length=600, help_text="Sans guillemets\u00a0: ils s’ajoutent."
    )
    author = CharBlock(label="auteur", max_length=120)
    role = CharBlock(label="fonction", max_length=160, required=False)

    class Meta:
        label, icon, group = "Citation", "openquote", WORDS
        template = "home/blocks/quote.html"
        description = "Les mots d’une personne, avec son accord."
        preview_value = {
            "text": "Nous avons appris à écrire ce que nous faisions déjà, et à voir ce qui manquait.",
            "author": "Prénom Nom",
            "role": "directrice de la clientèle, organisme d’exemple",
        }


class Answer(StructBlock):
    """A question and its answer."""

    question = CharBlock(label="question", max_length=200)
    answer = RichTextBlock(label="réponse", features=ANSWER)

    class Meta:
        label, icon = "Question", "help"


class Accordion(Part):
    """Folded answers, all in the HTML so that the browser's search finds them."""

    title = title()
    items = ListBlock(Answer(), label="questions", min_num=1)

    class Meta:
        label, icon, group = "Questions et réponses", "list-ul", WORDS
        template = "home/blocks/accordion.html"
        description = "Des questions qui se déplient, l’une sous l’autre."
        preview_value = {
            "title": "Questions fréquentes",
            "items": [
                {
                    "question": "Combien de temps dure un cycle\u00a0?",
                    "answer": "<p>Le label est accordé pour une durée que fixe son règlement.</p>",
                },
                {
                    "question": "Qui décide\u00a0?",
                    "answer": "<p>Le comité de labellisation, où siègent les locataires.</p>",
                },
            ],
        }
