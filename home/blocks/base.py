"""What every block shares: a title, rules of its own that a draft may break, a preview."""

from django.core.exceptions import ValidationError
from wagtail.blocks import CharBlock, StructBlock
from wagtail.blocks.struct_block import StructBlockValidationError

WORDS, MEDIA, FACTS, LISTS, ACTS = (
    "Texte",
    "Images et vidéo",
    "Chiffres et schémas",
    "Listes tenues à jour",
    "Agir",
)


def title(label="titre", **more):
    """The h2 that opens the block; without one, the block follows the text before it."""
    return CharBlock(required=False, max_length=120, label=label, **more)


class Part(StructBlock):
    """A block with rules across its fields; a draft is saved with its faults, never published with them."""

    def problems(self, value):
        """{field: sentence}: what to mend before publishing."""
        return {}

    def clean(self, value):
        value = super().clean(value)
        found = {} if self.is_deferred_validation else self.problems(value)
        if found:
            raise StructBlockValidationError(
                {name: ValidationError(sentence) for name, sentence in found.items()}
            )
        return value
