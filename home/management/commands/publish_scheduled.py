"""Command `publish_scheduled`: replaces Wagtail's, and publishes through the same checks as everything else."""

from django.core.management.base import BaseCommand

from home.review.jobs import publish_due


class Command(BaseCommand):
    help = "Publie ou retire ce qui a atteint sa date."

    def handle(self, *_args, **_options):
        for done in publish_due():
            self.stdout.write(done)
