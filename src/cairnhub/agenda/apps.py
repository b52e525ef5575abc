from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "cairnhub.agenda"
    label = "agenda"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.accounts import personal

        from . import queries, queues

        personal.contribute("suggestions", queries.suggestions_by)
        queues.register_own()
