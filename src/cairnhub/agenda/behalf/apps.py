from django.apps import AppConfig


class BehalfConfig(AppConfig):
    name = "cairnhub.agenda.behalf"
    label = "behalf"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.accounts import personal
        from cairnhub.accounts.permissions import Permission
        from cairnhub.community import organisation_parts
        from cairnhub.history import heard
        from cairnhub.pages import desk_lines

        from .. import queues
        from . import desk, queries

        personal.contribute("sent on behalf of others", queries.sent_by)
        organisation_parts.contribute("behalf/_on_organisation.html", queries.on_organisation)
        heard.register(queries.heard)
        desk_lines.contribute(desk.lines)
        queues.register(Permission.SPEAKER_CONFIRM, desk.asking_to_speak)
