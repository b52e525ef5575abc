from django.apps import AppConfig


class CarryingConfig(AppConfig):
    name = "cairnhub.operations.carrying"
    label = "carrying"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.accounts import personal

        from . import queries

        personal.contribute("exports of the hub", queries.asked_by)
