from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cairnhub.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
