"""Antivirus state of the CMS's images and documents: asked again of each new file, told to the editors."""

from django.db import models, transaction
from django.db.models.functions import Now

from portal.core import clock
from portal.documents import scans
from portal.documents.models import Scanned, ScanState

WAITING = "en cours d’analyse par l’antivirus"
STATE = ("scan_state", "scanned_at", "stored_at")
REFUSED = "refusé par l’antivirus"


class ScannedUpload(Scanned):
    """Public once the antivirus has found it clean, whichever form or code has sent it; at once without one."""

    scan_state = models.CharField(
        "analyse",
        max_length=11,
        choices=ScanState,
        default=ScanState.NOT_SCANNED,
        db_default=ScanState.NOT_SCANNED,
        editable=False,
    )
    stored_at = models.DateTimeField(
        "déposé le", default=clock.now, db_default=Now(), editable=False
    )

    class Meta:
        abstract = True

    @property
    def scan_warning(self):
        """Why it is not public, "" when it is."""
        if self.is_downloadable:
            return ""
        return REFUSED if self.scan_state == ScanState.REFUSED else WAITING

    @property
    def scan_drawing(self):
        """What stands for a picture that is not public, in the CMS."""
        is_refused = self.scan_state == ScanState.REFUSED
        return "img/scan-refused.svg" if is_refused else "img/scan-waiting.svg"

    def save(self, *args, update_fields=None, **options):
        is_new = self._has_another_file(update_fields)
        if is_new:
            self.scan_state, self.scanned_at = scans.first_state(), None
            self.stored_at = clock.now()
            update_fields = update_fields and {*update_fields, *STATE}
        super().save(*args, update_fields=update_fields, **options)
        if is_new:
            transaction.on_commit(lambda: scans.begin(self), robust=True)

    def _has_another_file(self, update_fields):
        """Than its row: a file put aside by the upload of several is on the disk already."""
        if not self.file or (update_fields is not None and "file" not in update_fields):
            return False
        rows = type(self)._base_manager.filter(pk=self.pk, file=self.file.name)
        return not (self.file._committed and rows.exists())
