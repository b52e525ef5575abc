"""An answer rests on a synthesis from now on. Questions called answered without one wait for it again."""

from django.db import migrations


def set_back(apps, schema_editor):
    apps.get_model("agenda", "Question").objects.filter(status="answered").update(status="prioritised")


class Migration(migrations.Migration):
    dependencies = [("agenda", "0002_who_answered")]

    operations = [migrations.RunPython(set_back, migrations.RunPython.noop)]
