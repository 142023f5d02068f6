"""Who was reminded of a project report on a day is a row."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('projectpool', '0004_replaced_decisions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='dag')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='verstuurd op')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='projectpool.projectreport')),
            ],
            options={
                'verbose_name': 'herinnering aan een verslag',
                'verbose_name_plural': 'herinneringen aan verslagen',
                'ordering': ['-day', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('report', 'person', 'day'), name='projectpool_reminder_once_a_day', violation_error_message='Deze persoon is vandaag al herinnerd.')],
            },
        ),
    ]
