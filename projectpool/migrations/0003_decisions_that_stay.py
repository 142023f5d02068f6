"""A decision that is replaced stays: an application has many, of which one stands."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projectpool", "0002_call_to_lesson")]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="replaced_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="vervangen op"),
        ),
        migrations.AlterField(
            model_name="decision",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="projectpool.application"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at", None)),
                fields=("application",),
                name="projectpool_one_standing_decision",
                violation_error_message="Over deze aanvraag staat al een besluit.",
            ),
        ),
    ]
