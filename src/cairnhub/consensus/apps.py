from django.apps import AppConfig


class ConsensusConfig(AppConfig):
    name = "cairnhub.consensus"
    label = "consensus"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.pages import desk_lines

        from . import desk, receivers

        receivers.connect()
        desk_lines.contribute(desk.rounds)
