"""Without a mail server a code can be read in a file and on the console."""

from django.core.mail import EmailMessage, get_connection


def test_a_message_is_written_to_a_file_and_to_the_console(tmp_path, capsys):
    connection = get_connection("cairnhub.accounts.outbox.OutboxBackend", file_path=str(tmp_path))
    EmailMessage("Your sign-in code", "ABC-DEF", to=["ada@example.org"], connection=connection).send()
    (file,) = tmp_path.iterdir()
    assert "ABC-DEF" in file.read_text()
    shown = capsys.readouterr().err
    assert "ada@example.org" in shown
    assert "ABC-DEF" in shown
