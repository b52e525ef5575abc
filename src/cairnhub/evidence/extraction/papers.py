"""Papers beside the form: kept once by what they hold, read by this hub's readers only."""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import FileResponse

from cairnhub.accounts.models import User

from ..models import Study, StudyFile

LARGEST = 40 * 1024 * 1024
_PDF = b"%PDF-"
#: It may run nothing and reach nothing, whatever it holds, and stands in frames of this hub alone.
POLICY = {"default-src": ["'none'"], "frame-ancestors": ["'self'"], "sandbox": [True]}


@transaction.atomic
def add_paper(*, study: Study, name: str, content: bytes, by: User) -> StudyFile:
    """Keep a paper for a study. Raises ValidationError where it is no PDF, or too large."""
    if len(content) > LARGEST:
        raise ValidationError(
            {"paper": f"It is larger than {LARGEST // 1024 // 1024} MB: save it smaller, or leave it out."}
        )
    if not content[:1024].lstrip().startswith(_PDF):
        raise ValidationError({"paper": "It is no PDF. Save the paper as PDF and choose that file."})
    digest = sha256(content).hexdigest()
    if not default_storage.exists(_path(digest)):
        default_storage.save(_path(digest), ContentFile(content))
    known, _ = StudyFile.objects.get_or_create(
        study=study,
        sha256=digest,
        defaults={
            "name": name.replace("\0", "")[:200],
            "size": len(content),
            "added_by": by,
            "added_by_name": by.display_name,
        },
    )
    return known


def paper_response(paper: StudyFile) -> FileResponse:
    """The paper to be shown in a frame of the form; served under `POLICY`."""
    response = FileResponse(
        default_storage.open(_path(paper.sha256)), content_type="application/pdf", filename="paper.pdf"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "private, no-store"
    return response


def _path(digest: str) -> str:
    return f"papers/{digest[:2]}/{digest}.pdf"
