from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cairnhub.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import personal

        personal.contribute("account", personal.account_part)
        personal.contribute("interests", personal.interests_part)
        personal.contribute("nothing to declare", personal.nothing_part)
