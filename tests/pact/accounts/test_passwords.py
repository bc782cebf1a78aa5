"""Which passwords are taken: long ones, of any signs, that nobody would try first."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests.factories import UserFactory


@pytest.mark.parametrize(
    "password",
    [
        "een zin die niemand anders kent",
        "vijftien tekens",
        "de kat slaapt in de wasmand",
        "correct horse battery staple",
        "Ik woon graag aan het water, sinds 1998!",
        "é à ü ñ ø å — zeldzame letters",
        "x" * 3
        + " een heel lange zin van meer dan vierenzestig tekens die gewoon mag blijven staan",
    ],
)
def test_a_long_sentence_of_any_signs_is_taken(db, password):
    validate_password(password, UserFactory())


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("veertien teken", "password_too_short"),
        ("Kort1!", "password_too_short"),
        ("123456789012345", "our_words"),
        ("1q2w3e4r5t6y7u8i9o0p", "password_too_common"),
        ("pactvooruitstroom", "our_words"),
        ("PactVoorUitstroom2026!", "our_words"),
        ("welkom-welkom-welkom-01", "our_words"),
        ("Haarlem Zomer 2026 !!", "our_words"),
        ("aaaaaaaaaaaaaaaaaaaa", "our_words"),
        ("naam.achternaam@pact.example", "password_too_similar"),
    ],
)
def test_what_would_be_tried_first_is_refused(db, password, code):
    user = UserFactory(email="naam.achternaam@pact.example")

    with pytest.raises(ValidationError) as refused:
        validate_password(password, user)

    assert code in {error.code for error in refused.value.error_list}
