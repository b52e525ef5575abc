from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "cairnhub.history"
    label = "history"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import receivers

        receivers.connect()
