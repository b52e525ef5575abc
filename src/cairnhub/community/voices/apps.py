from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "cairnhub.community.voices"
    label = "voices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.pages import desk_lines

        from . import desk, pools

        pools.contribute(pools.MEMBERS)
        pools.contribute(pools.REVIEWERS)
        desk_lines.contribute(desk.missing_voices)
