"""How long a learner agreed that a way to reach them is kept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("learners", "0001_start"),
    ]

    operations = [
        migrations.AddField(
            model_name="consent",
            name="days",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
    ]
