"""Once an hour the hub sends the e-mails that are due."""

from django.db import migrations

JOB = "cairnhub.notices.jobs.send_digests"


def schedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.get_or_create(
        func=JOB, defaults={"name": "send what people follow", "schedule_type": "H"}
    )


def unschedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.filter(func=JOB).delete()


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("django_q", "0018_task_success_index")]

    operations = [migrations.RunPython(schedule, unschedule)]
