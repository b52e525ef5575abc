from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "cairnhub.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.accounts import personal

        from . import queries, receivers

        receivers.connect()
        personal.contribute("follows and notices", queries.personal)
