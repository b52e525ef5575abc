from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "cairnhub.governance"
    label = "governance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.accounts import personal as accounts
        from cairnhub.pages import desk_lines

        from . import desk, personal
        from .decisions import mentions

        mentions.connect()
        desk_lines.contribute(desk.governing)
        accounts.contribute("steering group", personal.terms_of)
        accounts.contribute("decisions", personal.decisions_of)
        accounts.contribute_erasure("governance", personal.erase_person)
