"""Once an hour lists of addresses that nobody took in within a day are forgotten."""

from django.db import migrations

JOB = "cairnhub.consensus.inviting.jobs.clean_up"


def schedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.get_or_create(
        func=JOB, defaults={"name": "forget old lists of people to be invited", "schedule_type": "H"}
    )


def unschedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.filter(func=JOB).delete()


class Migration(migrations.Migration):
    dependencies = [("inviting", "0001_initial"), ("django_q", "0018_task_success_index")]

    operations = [migrations.RunPython(schedule, unschedule)]
