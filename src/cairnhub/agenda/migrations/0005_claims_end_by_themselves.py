"""Once a day the hub frees questions whose claim was not renewed."""

from django.db import migrations

JOB = "cairnhub.agenda.life.jobs.release_expired"


def schedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.get_or_create(
        func=JOB, defaults={"name": "free questions whose claim has ended", "schedule_type": "D"}
    )


def unschedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.filter(func=JOB).delete()


class Migration(migrations.Migration):
    dependencies = [("agenda", "0004_life"), ("django_q", "0018_task_success_index")]

    operations = [migrations.RunPython(schedule, unschedule)]
