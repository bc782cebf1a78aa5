import pytest

ADDRESS = "/berichten/demonstratie/"
MAIL = """X-Delivered-To: iemand@voorbeeld.example
Subject: Uw antwoord is gevraagd (K-7HQ2MX)
From: Pact <niet-antwoorden@pact.example>
To: iemand@voorbeeld.example
Date: Mon, 23 Nov 2026 10:00:00 -0000
Content-Type: text/plain; charset="utf-8"

Een plaatsing wacht op <b>uw</b> antwoord: http://localhost:8000/plaatsingen/{number}/
"""


@pytest.fixture
def folder(tmp_path, settings, monkeypatch):
    settings.DEMONSTRATION = True
    monkeypatch.setenv("PACT_MAIL_FOLDER", str(tmp_path))
    return tmp_path


def keep(folder, count):
    for number in range(count):
        (folder / f"{number:020d}.eml").write_text(MAIL.format(number=number))


def test_everybody_reads_the_mails_of_the_demonstration(people, signed_in, folder):
    keep(folder, 1)
    (folder / ".00000000000000000001.eml.7").write_text("half a mail")
    page = signed_in(people.agent).get(ADDRESS).content.decode()

    assert "Uw antwoord is gevraagd (K-7HQ2MX)" in page
    assert 'href="http://localhost:8000/plaatsingen/0/"' in page
    assert "&lt;b&gt;uw&lt;/b&gt;" in page
    assert "23 november 2026, 11:00" in page
    assert "half a mail" not in page


def test_the_newest_mails_come_first_and_the_rest_on_a_next_page(people, signed_in, folder):
    keep(folder, 27)
    client = signed_in(people.agent)
    first = client.get(ADDRESS)
    second = client.get(first.context["older"])

    assert len(first.context["mails"]) == 25
    assert [mail.name for mail in second.context["mails"]] == [
        "00000000000000000001.eml",
        "00000000000000000000.eml",
    ]
    assert second.context["older"] is None


@pytest.mark.parametrize("before", ["../../etc/passwd", "", "\x00", "zzz"])
def test_no_other_file_is_read(people, signed_in, folder, before):
    (folder / "secret.txt").write_text("secret")

    page = signed_in(people.agent).get(ADDRESS, {"before": before})
    assert (page.status_code, "secret" in page.content.decode()) == (200, False)


def test_without_a_folder_there_are_no_mails_yet(people, signed_in, settings, monkeypatch):
    settings.DEMONSTRATION = True
    monkeypatch.delenv("PACT_MAIL_FOLDER", raising=False)

    assert "Nog geen mails" in signed_in(people.agent).get(ADDRESS).content.decode()


def test_in_service_there_is_no_such_page(people, signed_in, folder, settings):
    settings.DEMONSTRATION = False
    keep(folder, 1)

    assert signed_in(people.coordinator).get(ADDRESS).status_code == 404
