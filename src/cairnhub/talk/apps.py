from django.apps import AppConfig


class TalkConfig(AppConfig):
    name = "cairnhub.talk"
    label = "talk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.accounts import personal

        from . import erasing

        personal.contribute("comments", erasing.comments_by)
        personal.contribute("reports of comments", erasing.reports_by)
        personal.contribute_erasure("comments", erasing.erase_person)
