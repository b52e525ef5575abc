from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "cairnhub.history"
    label = "history"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.accounts import personal

        from . import queries, receivers

        receivers.connect()
        personal.contribute("changes", queries.changes_by)
        personal.contribute_erasure("changes", receivers.erase_person)
