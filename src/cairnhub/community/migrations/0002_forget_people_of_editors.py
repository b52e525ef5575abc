"""Make room for profiles that their owners keep and can erase.

People were tracked objects that editors added, so their events hold every value there ever was, and no agreement to any
words is on record: the people, their events and their entries in the search go. Whoever was listed makes a profile.
"""

from django.db import migrations


def forget(apps, schema_editor):
    apps.get_model("history", "Event").objects.filter(kind="person").delete()
    apps.get_model("search", "SearchEntry").objects.filter(kind="person").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0001_initial"),
        ("history", "0002_touch"),
        ("search", "0002_full_text"),
    ]

    operations = [
        migrations.RunPython(forget, migrations.RunPython.noop),
        migrations.DeleteModel("Person"),
    ]
