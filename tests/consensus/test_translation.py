"""The pages of panellists in Spanish: every sentence has a translation, and no English one is left on a page."""

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation.template import templatize

import cairnhub.consensus
from cairnhub.consensus.starting import CHNRI_CRITERIA, CONSENT, STARTING
from cairnhub.consensus.taking import words
from consensus_builders import Panellist, close, open_next, panel, running

ROOM = Path(cairnhub.consensus.__file__).parent
SPANISH = ROOM / "locale/es/LC_MESSAGES"
SOURCES = [path for part in ("taking", "ballots", "inviting") for path in sorted((ROOM / part).glob("*.py"))]
#: What panellists read: the pages of rounds, and letters with what belongs to them.
TEMPLATES = [
    *sorted((ROOM / "templates/rounds").glob("*.html")),
    *sorted(path for path in (ROOM / "inviting/templates").rglob("*.*") if "i18n" in path.read_text(encoding="utf-8")),
]
_CALLS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2}


def sentences() -> set[str]:
    """Every sentence to be translated, of the templates and the Python files; of plural ones the singular."""
    code = [path.read_text(encoding="utf-8") for path in SOURCES]
    for path in TEMPLATES:
        # What is left of a template is one call after another, parted by the letter X where text stood.
        calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        code += re.findall(r"""\bn?gettext\((?:u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*"|[^()'"])*\)""", calls)
    return {sentence for part in code for sentence in _said(ast.parse(part))}


def _said(tree: ast.AST):
    for node in ast.walk(tree):
        called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS
        if called and node.args and isinstance(node.args[0], ast.Constant):
            yield node.args[0].value


@pytest.fixture(scope="module")
def compiled() -> dict:
    with (SPANISH / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)._catalog


def written() -> dict:
    """What the catalogue says before it is compiled, by sentence, plural ones by sentence and form."""
    found, kept = {}, {}
    for line in (SPANISH / "django.po").read_text(encoding="utf-8").splitlines():
        if match := re.match(r'(msgid|msgid_plural|msgstr|msgstr\[(\d)\]) "(.*)"$', line):
            name, form, text = match[1], match[2], ast.literal_eval(f'"{match[3]}"')
            kept[name] = text
            if name.startswith("msgstr") and kept["msgid"]:
                found[(kept["msgid"], int(form)) if form else kept["msgid"]] = text
    return found


def test_every_sentence_has_a_spanish_one(compiled):
    said = sentences()
    assert len(said) > 100
    missing = {one for one in said if not (compiled.get(one) or (compiled.get((one, 0)) and compiled.get((one, 1))))}
    assert not missing


def test_the_compiled_catalogue_is_the_written_one(compiled):
    compiled = {name: text for name, text in compiled.items() if name}
    assert compiled == written()
    assert {name if isinstance(name, str) else name[0] for name in compiled} == sentences()


def test_blanks_are_the_same_in_both_languages():
    def blanks(text):
        return sorted(re.findall(r"%\(\w+\)s|\{\w+\}", text))

    english = {name: name if isinstance(name, str) else name[0] for name in written()}
    assert not [name for name, text in written().items() if blanks(text) != blanks(english[name])]


def test_what_a_process_starts_with_is_translated():
    said = {CONSENT, *(text for _code, text in CHNRI_CRITERIA)}
    for one in STARTING.values():
        said |= {one.question, one.low[1], one.high[1], *(step.title for step in one.steps)}
    assert said == words.STANDING


@pytest.mark.django_db
def test_a_spanish_page_has_no_english_sentence():
    process = running(
        steps=["rate", {"title": "Again", "mode": "rate", "feedback": "groups"}],
        consensus_rule="median at least 9 overall",
    )
    people = panel(process, {"researcher": [[7, 2, 9]] * 6, "community": [[8, 3, 9]] * 5})
    close(process)
    open_next(process)
    newcomer = Panellist(process)
    newcomer.client.post(f"{newcomer.address}enter/", {"code": newcomer.token})
    one = people[0]
    pages = [
        one.client.get(f"{one.address}1/?language=es"),
        one.client.get(f"{one.address}mine/?language=es"),
        newcomer.client.get(f"{one.address}?language=es"),
        Panellist(process).client.get(f"{one.address}?language=es"),
    ]
    for page in pages:
        text = page.content.decode()
        assert '<html lang="es">' in text
        assert page.headers["Content-Language"] == "es"
        assert not [sentence for sentence in sentences() if len(sentence.split()) > 2 and sentence in text]
    assert "Ronda 1: 11 personas, mediana 7" in pages[0].content.decode()
    assert 'Quienes más alto lo valoraron: <span lang="en">Communities</span>.' in pages[0].content.decode()
    assert "¿Qué importancia tiene saber esto?" in pages[0].content.decode()


def test_the_words_of_a_process_say_in_which_language_they_are():
    with translation.override("es"):
        assert words.own("Who <pays>?") == '<span lang="en">Who &lt;pays&gt;?</span>'
        assert words.own("critical") == "decisivo"
        assert words.listed(["A", "B", "C"]).count("lang") == 3
    assert words.own("Who <pays>?") == "Who &lt;pays&gt;?"
    assert words.listed(["A", "B", "C"]) == "A, B and C"
