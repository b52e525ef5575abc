"""Fill the home named by CAIRN_HOME with the starting content, people of each role and a few messages.

Prints one JSON object: `examples`, by kind the blanks of addresses, and `sessions`, by role a session key. Runs as a
process of its own, because the browser's driver keeps an event loop in the tests' process and Django then refuses to
read a database there.
"""

import json
import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django must be ready first
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db.models import Count, Model  # noqa: E402

from cairnhub.accounts.models import DeclaredInterest, Role, User  # noqa: E402
from cairnhub.agenda.models import Question, Suggestion  # noqa: E402
from cairnhub.community.models import Organisation, Person  # noqa: E402
from cairnhub.content.loading import load  # noqa: E402
from cairnhub.data.models import DataSource  # noqa: E402
from cairnhub.evidence.models import Study  # noqa: E402
from cairnhub.framework.models import Construct, FrameworkVersion, Link  # noqa: E402
from cairnhub.history import actions  # noqa: E402
from cairnhub.history.models import Event  # noqa: E402
from cairnhub.literature.models import Reference  # noqa: E402
from cairnhub.methods.models import Design  # noqa: E402


def main(content: Path) -> None:
    call_command("migrate", verbosity=0)
    load(content)
    people = {role: _person(role) for role in Role.values}
    sessions = {role: _session(person) for role, person in people.items()}
    _say_something(people[Role.EDITOR])
    json.dump({"examples": _examples(people), "sessions": sessions}, sys.stdout)


def _person(role: str) -> User:
    return User.objects.create_user(email=f"{role}@example.org", name=f"Some {role}", role=role)


def _session(person: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return session.session_key


def _say_something(editor: User) -> None:
    """What the starting content has none of: a question, a person, a change, a removed record, two suggestions."""
    link = Link.objects.first()
    asked = Question(id="asked", text="Does it?", decided_by="Deans", decision="whether to open a rural track")
    actions.add(obj=asked, by=editor, reason="Asked at a meeting.", related={"links": [link.pk]})
    listed = Person(id="listed", name="Ada Listed", orcid="0000-0002-1825-0097")
    actions.add(obj=listed, by=editor, reason="She agreed.", related={"links": [link.pk]})
    actions.change(obj=link, by=editor, reason="Says it in plainer words.", values={"note": "Read with care."})
    gone = Organisation(id="gone", name="Listed twice", organisation_type="school")
    actions.add(obj=gone, by=editor, reason="Found on a page.")
    actions.remove(obj=gone, by=editor, reason="Listed twice.")
    Suggestion.objects.create(kind="need", text="How long do graduates stay?", sender_email="sender@example.org")
    Suggestion.objects.create(kind="study", text="A study from our school.", about="/evidence/")
    DeclaredInterest.objects.create(user=editor, statement="I run a rural track.")


def _examples(people: dict[str, User]) -> dict[str, list[dict]]:
    link = Event.objects.filter(verb="changed", kind="link").first()
    return {
        "construct": _most_and_least(Construct, "links_out", stage="activity")
        + _most_and_least(Construct, "links_in", stage="medium_term_outcome"),
        "data_source": _most_and_least(DataSource, "constructs"),
        "design": _most_and_least(Design, "examples"),
        "editable": [{"kind": "study", "object_id": _most_and_least(Study, "exposures")[0]["object_id"]}],
        "event": [{"event_id": link.pk}],
        "framework_version": [{"object_id": FrameworkVersion.objects.first().pk}],
        "kinds": [{"kind": "study"}, {"kind": "question"}],
        "link": _most_and_least(Link, "findings"),
        "member": [{"user_id": people[Role.MEMBER].pk}],
        "organisation": _most_and_least(Organisation, "people"),
        "person": [{"object_id": "listed"}],
        "question": [{"object_id": "asked"}],
        "reference": [
            {"object_id": Reference.objects.filter(complete=complete).first().pk} for complete in (True, False)
        ],
        "removed": [{"kind": "organisation", "object_id": "gone"}],
        "study": _most_and_least(Study, "findings") + _most_and_least(Study, "syntheses")[:1],
        "suggestion_numbers": [{"suggestion_id": number} for number in Suggestion.objects.values_list("pk", flat=True)],
        "suggestion_tokens": [{"token": token} for token in Suggestion.objects.values_list("token", flat=True)[:1]],
        "with_history": [{"kind": "link", "object_id": link.object_id}, {"kind": "person", "object_id": "listed"}],
    }


def _most_and_least(model: type[Model], related: str, **fields) -> list[dict]:
    ranked = model.objects.visible().filter(**fields).annotate(number=Count(related)).order_by("-number", "pk")
    return [{"object_id": ranked.first().pk}, {"object_id": ranked.last().pk}]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
