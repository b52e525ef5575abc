"""What the worker does for this room. Arguments of jobs can be read in the database: numbers only."""

from django.conf import settings
from django.utils import timezone

from cairnhub.history.labels import Labels
from cairnhub.pages.letters import send_letter

from .models import Ruling, Verdict

SUBJECTS = {
    Verdict.HIDDEN: "Cairn: your comment was hidden",
    Verdict.RESTORED: "Cairn: your comment is shown again",
}


def tell_author(ruling_id: int) -> None:
    """E-mail a ruling to the author of the comment, once.

    A worker killed between sending and noting it sends a second time: better twice than never.
    """
    ruling = Ruling.objects.select_related("comment__author").get(pk=ruling_id)
    comment = ruling.comment
    if ruling.told_at or comment.author is None or ruling.verdict not in SUBJECTS:
        return
    label = Labels([(comment.kind, comment.object_id)]).of(comment.kind, comment.object_id)
    words = {
        "ruling": ruling,
        "comment": comment,
        "about": label.text,
        "address": settings.PUBLIC_URL + comment.get_absolute_url(),
    }
    send_letter(to=comment.author.email, subject=SUBJECTS[ruling.verdict], template="talk/mail/ruling", words=words)
    Ruling.objects.filter(pk=ruling.pk).update(told_at=timezone.now())
