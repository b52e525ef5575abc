"""Every error is one line on standard error with the exit code of its kind; nothing else goes there."""

from importlib.metadata import EntryPoint

import pytest
import typer

from cairn.base.errors import CairnError, DataError, InputError, MissingExtraError
from cairn.cli import app as cli


def register(app: typer.Typer) -> None:
    """Stand in for a package that brings commands."""
    noun = typer.Typer(no_args_is_help=True)
    app.add_typer(noun, name="noun")

    @noun.command()
    def fail(kind: str, times: int = 1) -> None:
        raise {
            "input": InputError("'rises' is not a claim", where="link a, field claim", remedy="use increase"),
            "data": DataError("is empty", where="studies.csv"),
            "extra": MissingExtraError("charts", needed_for="a PNG"),
            "ours": CairnError("the index\nis gone"),
            "bug": KeyError("missing"),
            "stop": KeyboardInterrupt(),
            "no answer": typer.Abort(),
        }[kind]

    @noun.command()
    def leave(code: int) -> None:
        raise typer.Exit(code)


@pytest.fixture(autouse=True)
def only_our_commands(monkeypatch):
    entry = EntryPoint("test", f"{__name__}:register", cli.COMMAND_GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda self: register)
    monkeypatch.setattr(cli, "entry_points", lambda group: [entry])
    monkeypatch.delenv("CAIRN_DEBUG", raising=False)


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["noun", "fail", "input"], 2, "link a, field claim: 'rises' is not a claim; use increase"),
        (["noun", "fail", "data"], 3, "studies.csv: is empty"),
        (
            ["noun", "fail", "extra"],
            4,
            "a PNG needs the optional part 'charts', which is not installed; "
            "install it with: pip install 'cairn-hub[charts]'",
        ),
        (["noun", "fail", "ours"], 1, "the index is gone"),
        (["noun", "fail", "bug"], 1, "KeyError: 'missing'; this is our fault, CAIRN_DEBUG=1 shows where"),
        (["noun", "fail", "no answer"], 130, "stopped; nothing more was done"),
        (["noun"], 2, "cairn noun: no command given; see cairn noun --help"),
        (["verb"], 2, "cairn: No such command 'verb'; see cairn --help"),
        (["noun", "fail"], 2, "cairn noun fail: Missing argument 'kind'; see cairn noun fail --help"),
        (["noun", "fail", "x", "--often"], 2, "cairn noun fail: No such option: --often; see cairn noun fail --help"),
    ],
)
def test_one_line_and_the_exit_code_of_its_kind(arguments, code, line, capsys):
    assert cli.run(arguments) == code
    out, err = capsys.readouterr()
    assert (out, err) == ("", line + "\n")


def test_a_wrong_value_names_the_option_in_one_line(capsys):
    assert cli.run(["noun", "fail", "input", "--times", "many"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "--times" in err


def test_an_interrupt_has_the_code_shells_expect():
    assert cli.run(["noun", "fail", "stop"]) == 130


def test_a_command_may_leave_with_its_own_code():
    assert cli.run(["noun", "leave", "7"]) == 7


def test_debug_shows_where_an_error_arose(monkeypatch, capsys):
    monkeypatch.setenv("CAIRN_DEBUG", "1")
    assert cli.run(["noun", "fail", "bug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_the_version_is_that_of_the_distribution(capsys):
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("cairn 0.")


def test_bare_and_help_both_show_help_with_an_example(capsys):
    assert cli.run([]) == 0
    bare = capsys.readouterr().out
    assert cli.run(["--help"]) == 0
    assert capsys.readouterr().out.strip() == bare.strip()
    assert "Example: cairn" in bare
    assert "noun" in bare


def test_main_leaves_with_the_exit_code():
    with pytest.raises(SystemExit) as left:
        cli.main(["noun", "leave", "5"])
    assert left.value.code == 5
