from django.apps import AppConfig


class BulkConfig(AppConfig):
    name = "cairnhub.community.bulk"
    label = "bulk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.accounts import personal

        from . import erasing, queries, receivers

        receivers.connect()
        personal.contribute("lists to be taken in", queries.lists_of)
        personal.contribute("invitations sent", queries.invitations_from)
        personal.contribute_erasure("invitations", erasing.erase_person)
