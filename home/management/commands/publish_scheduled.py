"""What is due, by the same gate as everything else (takes the place of Wagtail's command)."""

from django.core.management.base import BaseCommand

from home.review.schedule import publish_due


class Command(BaseCommand):
    help = "Publie ou retire ce qui a atteint sa date."

    def handle(self, *_args, **_options):
        for done in publish_due():
            self.stdout.write(done)
