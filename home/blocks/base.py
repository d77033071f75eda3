"""Base class of blocks: a title, validation that a draft may break, a preview."""

from django.core.exceptions import ValidationError
from wagtail.blocks import CharBlock, ChoiceBlock, MultipleChoiceBlock, StructBlock
from wagtail.blocks.struct_block import StructBlockValidationError

WORDS, MEDIA, FACTS, LISTS, ACTS = (
    "Texte",
    "Images et vidéo",
    "Chiffres et schémas",
    "Listes tenues à jour",
    "Agir",
)


def title(label="titre", **more):
    """The h2 that opens the block; without it, the block continues the text above."""
    return CharBlock(required=False, max_length=120, label=label, **more)


class Part(StructBlock):
    """Base block with rules across its fields: a draft may break them, a published page may not."""

    def problems(self, value):
        """{field: sentence}: what to correct before publishing."""
        return {}

    def clean(self, value):
        value = super().clean(value)
        found = {} if self.is_deferred_validation else self.problems(value)
        if found:
            raise StructBlockValidationError(
                {name: ValidationError(sentence) for name, sentence in found.items()}
            )
        return value

    def get_searchable_content(self, value):
        """Written text only: a choice such as « par région » is a setting, not content."""
        written = {
            name: block
            for name, block in self.child_blocks.items()
            if not isinstance(block, (ChoiceBlock, MultipleChoiceBlock)) and value.get(name)
        }
        return [
            text
            for name, block in written.items()
            for text in block.get_searchable_content(value[name])
        ]
