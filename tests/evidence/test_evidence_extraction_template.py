"""The versions of the extraction form: what a new one asks, and what answers to earlier ones keep."""

import pytest
from django.core.exceptions import ValidationError

from cairnhub.evidence.extraction.actions import begin, change_template
from cairnhub.evidence.extraction.questions import Question, changes_between, current_template, questions_of
from factories import make_reader, make_study

pytestmark = pytest.mark.django_db


def test_a_new_version_is_used_from_now_on_and_old_answers_keep_theirs():
    own = begin(study=make_study(), by=make_reader("Ada"))
    first = current_template()
    questions = [*questions_of(first), Question("motive", "Why did people apply?", "long")]
    second = change_template(questions=questions, note="Asks for motives.", by=make_reader("Co"), seen=first.number)
    assert current_template() == second
    assert own.template == first
    assert begin(study=make_study(), by=make_reader("Ben")).template == second
    with pytest.raises(ValidationError, match="meanwhile"):
        change_template(questions=questions, note="Again.", by=make_reader("Co"), seen=first.number)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Question("country", "Land", "text"), "no name of its own"),
        (Question("a b", "Land", "text"), "no name of its own"),
        (Question("x", "Land", "picture"), "no kind of question"),
        (Question("x", "Land", "number", target="n_text"), "takes another kind"),
        (Question("x", "Land", "text", target="country"), "fills the study’s field"),
        (Question("x", "country", "text"), "asked twice"),
        (Question("x__silent", "Land", "text"), "no name of its own"),
        (Question("x", "Land", "choice", choices=("one",)), "at least two choices"),
    ],
)
def test_an_impossible_question_is_refused(question, said):
    questions = [*questions_of(current_template()), question]
    with pytest.raises(ValidationError, match=said):
        change_template(questions=questions, note="x", by=make_reader("Co"), seen=1)


def test_a_coordinator_makes_a_version_in_the_browser(client):
    client.force_login(make_reader("Co", "coordinator"))
    address = "/evidence/extraction/form/edit/"
    rows = client.get(address).context["rows"]
    data = {"q-TOTAL_FORMS": rows.total_form_count(), "q-INITIAL_FORMS": rows.initial_form_count(), "seen": 1}
    for at, one in enumerate(questions_of(current_template())):
        values = {"name": one.name, "label": one.label, "kind": one.kind, "help": one.help, "target": one.target}
        data |= {f"q-{at}-{name}": value for name, value in values.items()} | {f"q-{at}-ORDER": at + 2}
        data[f"q-{at}-choices"] = "\n".join(one.choices)
    last = rows.total_form_count() - 1
    data |= {f"q-{last}-label": "Was it ethical?", f"q-{last}-kind": "choice", f"q-{last}-choices": "yes\nno"}
    data |= {f"q-{last}-ORDER": 1, "q-0-DELETE": "on"}
    assert client.post(address, data).status_code == 400
    shown = client.post(address, data | {"do": "preview", "note": "Asks about ethics."})
    assert shown.context["changes"][:2] == [
        "“Design, in the paper’s words” is asked no more.",
        "“Was it ethical?” is new.",
    ]
    assert 'value="Asks about ethics."' in shown.content.decode()
    assert current_template().number == 1
    twice = client.post(address, data | {"do": "preview", f"q-{last}-label": "Country"})
    assert "asked twice" in twice.content.decode()
    done = client.post(address, data | {"note": "Asks about ethics."})
    assert done.status_code == 302
    made = questions_of(current_template())
    assert (made[0].label, made[0].choices, len(made)) == ("Was it ethical?", ("yes", "no"), 22)
    assert "design_text" not in [one.name for one in made]
    page = client.get(done.url).content.decode()
    assert "“Was it ethical?” is new." in page
    stale = client.post(address, data | {"note": "Again."})
    assert "Somebody made another version meanwhile" in stale.content.decode()


def test_a_version_says_what_it_changed():
    old = [Question("a", "A", "text"), Question("b", "B", "text"), Question("c", "C", "number")]
    new = [Question("c", "See", "number", "Count.", target="n"), Question("b", "B", "long"), Question("d", "D", "text")]
    assert changes_between(old, new) == [
        "“A” is asked no more.",
        "“D” is new.",
        "“C” is worded “See”.",
        "“See” has another help.",
        "“See” fills another field of the study.",
        "“B” is answered differently.",
        "The questions stand in another order.",
    ]
    assert changes_between(old, old) == []
