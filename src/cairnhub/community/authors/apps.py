from django.apps import AppConfig


class AuthorsConfig(AppConfig):
    name = "cairnhub.community.authors"
    label = "authors"
    default_auto_field = "django.db.models.BigAutoField"
