from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "cairnhub.agenda"
    label = "agenda"
    default_auto_field = "django.db.models.BigAutoField"
