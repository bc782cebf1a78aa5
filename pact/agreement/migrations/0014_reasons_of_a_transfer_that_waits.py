"""Why a lease is not in the tenant's own name yet: a kind of reasons of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreement", "0013_a_name_is_corrected"),
    ]

    operations = [
        migrations.AlterField(
            model_name="reason",
            name="kind",
            field=models.CharField(
                choices=[
                    ("return_item", "what is missing in an application"),
                    ("rejection", "why an application is rejected"),
                    ("withdrawal", "why an application is withdrawn"),
                    ("hold", "why an application is on hold"),
                    ("other_candidate", "why another candidate than the first is proposed"),
                    ("corporation_refusal", "why a corporation refuses"),
                    ("candidate_refusal", "why a candidate refuses"),
                    ("refusal_view", "how the coordinator sees a candidate's refusal"),
                    ("care_refusal", "why a care party refuses"),
                    ("placement_withdrawal", "why a proposal is withdrawn"),
                    ("lapse", "why a proposal lapses"),
                    ("cancellation", "why a signed lease does not start"),
                    ("postponement", "why a lease starts later"),
                    ("dwelling_withdrawal", "why a dwelling is withdrawn"),
                    ("dwelling_return", "why a dwelling goes back to the corporation"),
                    ("exception", "why a move comes before the introduction is long enough"),
                    ("catch_up", "how the introduction is made up for after the move"),
                    ("introduction_stop", "why an introduction stops"),
                    ("correction", "why something on record is corrected"),
                    ("transfer_wait", "why a lease is not in the tenant's own name yet"),
                    ("lease_end", "why a lease ends"),
                    ("guidance_end", "why guidance ends"),
                    ("guidance_extension", "why guidance goes on"),
                    ("signal_fact", "what a signal about living there is about"),
                    ("signal_view", "how a side sees a signal"),
                    ("signal_decision", "what both sides agree after a signal"),
                    ("not_counting", "why a home does not count"),
                ],
                max_length=24,
            ),
        ),
        migrations.AlterField(
            model_name="reasonevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("return_item", "what is missing in an application"),
                    ("rejection", "why an application is rejected"),
                    ("withdrawal", "why an application is withdrawn"),
                    ("hold", "why an application is on hold"),
                    ("other_candidate", "why another candidate than the first is proposed"),
                    ("corporation_refusal", "why a corporation refuses"),
                    ("candidate_refusal", "why a candidate refuses"),
                    ("refusal_view", "how the coordinator sees a candidate's refusal"),
                    ("care_refusal", "why a care party refuses"),
                    ("placement_withdrawal", "why a proposal is withdrawn"),
                    ("lapse", "why a proposal lapses"),
                    ("cancellation", "why a signed lease does not start"),
                    ("postponement", "why a lease starts later"),
                    ("dwelling_withdrawal", "why a dwelling is withdrawn"),
                    ("dwelling_return", "why a dwelling goes back to the corporation"),
                    ("exception", "why a move comes before the introduction is long enough"),
                    ("catch_up", "how the introduction is made up for after the move"),
                    ("introduction_stop", "why an introduction stops"),
                    ("correction", "why something on record is corrected"),
                    ("transfer_wait", "why a lease is not in the tenant's own name yet"),
                    ("lease_end", "why a lease ends"),
                    ("guidance_end", "why guidance ends"),
                    ("guidance_extension", "why guidance goes on"),
                    ("signal_fact", "what a signal about living there is about"),
                    ("signal_view", "how a side sees a signal"),
                    ("signal_decision", "what both sides agree after a signal"),
                    ("not_counting", "why a home does not count"),
                ],
                max_length=24,
            ),
        ),
    ]
