from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sop', '0008_sign_ins'),
    ]

    operations = [
        migrations.AddField(
            model_name='run',
            name='not_before',
            field=models.DateTimeField(blank=True, null=True, verbose_name='dapat diisi sejak'),
        ),
    ]
