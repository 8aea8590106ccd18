from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sop', '0002_guard_history'),
    ]

    operations = [
        migrations.AddField(
            model_name='steprun',
            name='seen_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='pertama dibuka pelaksananya'),
        ),
    ]
