"""Forms of public questions: write the text, publish it."""

from django import forms

from community.questions.names import named
from portal.web.fields import area
from portal.web.forms import Form

RESERVED = "/espace/"


class TextForm(Form):
    title = forms.CharField(
        label="Question",
        max_length=140,
        error_messages={"required": "Écrivez la question."},
    )
    source = forms.CharField(
        label="Réponse",
        help_text="Elle se lit seule\u00a0: sans l’échange, sans l’espace, par quelqu’un qui ne connaît pas le label.",
        max_length=8000,
        widget=area(12),
        error_messages={"required": "Écrivez la réponse."},
    )

    def clean_source(self):
        source = self.cleaned_data["source"]
        if RESERVED in source:
            raise forms.ValidationError(
                "Ce texte mène à une page réservée («\u00a0/espace/\u00a0»)\u00a0: retirez ce lien."
            )
        return source


class PublishForm(Form):
    """Names may stay only with the consent of the people named, which the audit log keeps."""

    before = "de publier"
    reason = forms.CharField(
        label="Accord de qui est nommé",
        max_length=500,
        widget=area(3),
    )
    is_read = forms.BooleanField(
        label="J’ai relu ce texte\u00a0: il ne dit rien de confidentiel et tout le monde peut le lire",
        error_messages={"required": "Relisez le texte ci-dessus, puis cochez cette case."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = named((self.thing.title, self.thing.source), self.thing.entry)
        if not self.found:
            del self.fields["reason"]
            return
        self.fields["reason"].error_messages["required"] = (
            f"Ce texte nomme encore\u00a0: {', '.join(self.found)}. Modifiez-le, ou écrivez l’accord reçu."
        )
        self.fields["reason"].help_text = (
            f"Ce texte nomme {', '.join(self.found)}. Écrivez qui a donné son accord, et quand. "
            "Gardé au journal, jamais publié."
        )
