"""World of the directory: commitments of both organisms, a draft and a public one; a promise displayed by each."""

from labelling.title.labels.commitments.models import PublishedCommitment
from labelling.title.labels.promises.models import DisplayedPromise
from portal.core import clock
from tests.access.people import OFFICE, OWN


def fill(world):
    for side, organism, name in (("ours", world.organism, "alice"), ("theirs", world.other, "bob")):
        by = world.people[name]
        readers = (*OFFICE, *(OWN if side == "ours" else ("bob",)))
        facts = {"organism": organism, "place": 1, "written_by": by}
        PublishedCommitment.objects.create(
            **facts,
            text=world.canary(f"{side}commitment", *readers),
            result=world.canary(f"{side}measure", *readers),
            source=world.canary(f"{side}source", *readers),
            measured_on=clock.today(),
        )
        PublishedCommitment.objects.create(
            **facts, text="Répondre sous 48 heures", published_on=clock.today(), published_by=by
        )
        promise = DisplayedPromise.objects.create(
            organism=organism, place="Agence du Port", contact="01 00 00 00 00", displayed_by=by
        )
        world.things[side] |= {"place": 1, "promise": promise.pk, "promise_code": promise.code}
