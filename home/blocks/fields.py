"""StreamField whose blocks stay out of migrations: to them, a column of JSON."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail import fields


class StreamField(fields.StreamField):
    """Adding or changing a block makes no migration; a data migration reads and writes raw values.

    Raw: the list that the database keeps, `[{"type": "text", "value": "…", "id": "…"}]`; a revision keeps it
    as a string (`tests/home/blocks/test_stream_field.py` shows both).
    """

    def __init__(self, block_types=(), **kwargs):
        # A copy made for a migration comes with the arguments of its column.
        kwargs.pop("encoder", None)
        super().__init__(block_types, **kwargs)

    def deconstruct(self):
        # Not through the parent's, which describes every block and is what takes so long.
        name, _path, _args, kwargs = models.Field.deconstruct(self)
        column = {"default": list, "encoder": DjangoJSONEncoder}
        return name, "django.db.models.JSONField", [], column | kwargs
