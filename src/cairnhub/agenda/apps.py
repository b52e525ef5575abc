from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "cairnhub.agenda"
    label = "agenda"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.accounts import personal
        from cairnhub.consensus.outcomes import ways as what_follows
        from cairnhub.pages import desk_lines
        from cairnhub.talk import subjects

        from . import actions, queries, queues
        from .from_rounds.queries import ways
        from .groups.desk import empty_groups
        from .groups.queries import groups_of
        from .life import claims
        from .life import queries as life_queries

        personal.contribute("suggestions", queries.suggestions_by)
        personal.contribute_erasure("suggestions", actions.erase_sender)
        personal.contribute("working groups", groups_of)
        personal.contribute("claims", life_queries.claims_of)
        personal.contribute_erasure("claims", claims.release_claims_of)
        what_follows.contribute(ways)
        queues.register_own()
        desk_lines.contribute(empty_groups)
        subjects.open_for("question")
