"""Registration of the kernel's demonstration content: PDF documents, thumbnails and image sizes."""

from django_tasks_db.models import DBTaskResult

from portal.demonstration.registry import later


@later("documents", "les documents PDF et les images", order=90)
def wait_for_tasks():
    """Over when no task of the opening waits any more."""
    return not DBTaskResult.objects.ready().exists()
