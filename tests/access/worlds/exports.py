"""World of exports: a table that Alice has asked for and that is ready; another of Bob's."""

from django.core.files.base import ContentFile

from portal.exports.models import PreparedTable, standing_of
from portal.models import User

LIST = "/espace/dossiers/"


def fill(world):
    for side, who in (("ours", "alice"), ("theirs", "bob")):
        person = User.objects.get(pk=world.people[who].pk)  # with what binds them at the end
        row = PreparedTable(
            asker=person,
            address=LIST,
            title="Dossiers",
            extension="csv",
            standing=standing_of(person),
            status="ready",
            total=1,
            done=1,
            name="dossiers.csv",
        )
        row.file.save(
            "dossiers.csv", ContentFile(world.canary("tableau", who).encode()), save=False
        )
        row.save()
        world.things[side]["prepared_table"] = row.token
