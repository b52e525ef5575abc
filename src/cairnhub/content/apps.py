from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "cairnhub.content"
    label = "content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.accounts.permissions import Permission
        from cairnhub.agenda import queues

        from .queries import differences_waiting

        queues.register(Permission.OBJECT_EDIT, differences_waiting)
