"""Names the milestones that were loaded before they could be moved, by the place where they stood."""

from typing import Any

from django.db import migrations


def name_by_place(apps: Any, schema_editor: Any) -> None:
    Milestone = apps.get_model("buildingblocks", "Milestone")
    for one in Milestone.objects.filter(key=None).select_related("source", "block"):
        one.key = f"{one.source.key}-{one.block.key}-{one.column}-{one.position}"
        one.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [("buildingblocks", "0002_milestones_people_keep")]

    operations = [migrations.RunPython(name_by_place, migrations.RunPython.noop)]
