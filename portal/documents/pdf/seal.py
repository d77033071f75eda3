"""Electronic seal of PDFs (PAdES), with the PKCS#12 key of the settings when there is one."""

import logging
from io import BytesIO

from django.conf import settings

from portal.documents.pdf import Failed

logger = logging.getLogger("portal.documents.pdf.seal")
NOT_SEALED = (
    "Le sceau du document n’a pas pu être posé et rien n’a changé\u00a0: recommencez plus tard."
)


def seal(pdf):
    """The sealed bytes, any later change of which shows; `pdf` unchanged without SEAL_KEY."""
    if not settings.SEAL_KEY:
        return pdf
    try:
        return _sign(pdf)
    except Exception as error:
        logger.exception("seal")
        raise Failed(NOT_SEALED) from error


def _sign(pdf):
    # pyhanko is heavy
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign import signers  # noqa: PLC0415
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter  # noqa: PLC0415

    passphrase = settings.SEAL_PASSPHRASE.encode() or None
    signer = signers.SimpleSigner.load_pkcs12(settings.SEAL_KEY, passphrase=passphrase)
    if signer is None:
        raise ValueError("SEAL_KEY or SEAL_PASSPHRASE cannot be read")
    metadata = signers.PdfSignatureMetadata(
        field_name="Sceau",
        reason="Document délivré par le portail Quali’Hlm",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    return signers.sign_pdf(writer, metadata, signer=signer).getvalue()
