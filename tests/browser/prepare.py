"""Fill the home named by CAIRN_HOME with the starting content, people of each role and a few messages.

Prints one JSON object: `examples`, by kind the blanks of addresses, and `sessions`, by role a session key. Runs as a
process of its own, because the browser's driver keeps an event loop in the tests' process and Django then refuses to
read a database there.
"""

import json
import sys
from datetime import timedelta
from pathlib import Path

import django

django.setup()
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.conf import settings  # noqa: E402 - Django must be ready first
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core import signing  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db.models import Count, Model, Q  # noqa: E402
from django.test.utils import override_settings  # noqa: E402
from django.utils import timezone  # noqa: E402

import factories  # noqa: E402
from behalf_builders import make_behalf, make_speaker  # noqa: E402
from bulk_builders import lists_and_duplicates  # noqa: E402
from cairnhub.accounts.models import DeclaredInterest, Role, User  # noqa: E402
from cairnhub.agenda.actions import accept_suggestion  # noqa: E402
from cairnhub.agenda.behalf.actions import take_back  # noqa: E402
from cairnhub.agenda.behalf.models import OnBehalf  # noqa: E402
from cairnhub.agenda.groups.actions import join  # noqa: E402
from cairnhub.agenda.life import actions as life  # noqa: E402
from cairnhub.agenda.life import claims as life_claims  # noqa: E402
from cairnhub.agenda.models import Question, Suggestion  # noqa: E402
from cairnhub.community.authors.claims import actions as author_claims  # noqa: E402
from cairnhub.community.authors.correcting import actions as correcting  # noqa: E402
from cairnhub.community.authors.reading import Field  # noqa: E402
from cairnhub.community.models import Organisation  # noqa: E402
from cairnhub.content.loading import load  # noqa: E402
from cairnhub.data.models import DataSource  # noqa: E402
from cairnhub.desk.reports import actions as reports  # noqa: E402
from cairnhub.evidence.models import Study  # noqa: E402
from cairnhub.framework.models import Construct, FrameworkVersion, Link  # noqa: E402
from cairnhub.history import actions  # noqa: E402
from cairnhub.history.models import Event  # noqa: E402
from cairnhub.literature.models import Reference  # noqa: E402
from cairnhub.methods.models import Design  # noqa: E402
from cairnhub.notices.actions import follow  # noqa: E402
from cairnhub.notices.digest import SALT  # noqa: E402
from cairnhub.operations.carrying.models import Export  # noqa: E402
from cairnhub.roadmap.start.roles import VISITORS  # noqa: E402
from cairnhub.talk import actions as talk  # noqa: E402
from carrying_builders import make_export  # noqa: E402
from consensus_builders import made_to_act  # noqa: E402
from inviting_builders import panellists  # noqa: E402
from reporting_builders import make_ended_process  # noqa: E402
from rounds_builders import rounds  # noqa: E402
from talk_builders import make_comment, make_report, make_ruling  # noqa: E402


def main(content: Path) -> None:
    call_command("migrate", verbosity=0)
    load(content)
    people = {role: _person(role) for role in Role.values}
    sessions = {role: _session(person) for role, person in people.items()}
    _say_something(people[Role.EDITOR])
    _list_people(people)
    made = (
        _evidence(people) | _governance(people) | _talk(people) | _agenda(people) | _authors(people) | _behalf(people)
    )
    _exports(people[Role.COORDINATOR])
    made |= lists_and_duplicates(editor=people[Role.EDITOR], coordinator=people[Role.COORDINATOR])
    made |= _ended_process()
    made |= panellists(coordinator=people[Role.COORDINATOR])
    made |= _reports()
    made |= rounds()
    json.dump({"examples": _examples(people) | made, "sessions": sessions}, sys.stdout)


def _ended_process() -> dict[str, list[dict]]:
    """A process that has ended, from which something follows for the framework and for the agenda."""
    link, question = Link.objects.visible().filter(status="proposed").first(), Question.objects.visible().first()
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        process = made_to_act(f"link:{link.pk}", f"question:{question.pk}")
    item = {"process_id": process.pk, "item_id": process.items.first().pk}
    return {"ended_process": [{"process_id": process.pk}], "ended_item": [item]}


def _person(role: str) -> User:
    return User.objects.create_user(email=f"{role}@example.org", name=f"Some {role}", role=role)


def _session(person: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return session.session_key


def _reports() -> dict[str, list[dict]]:
    """The report of a process that has ended, and the form of one item of a checklist."""
    process = {"process_id": make_ended_process().pk}
    return {"process_report": [process], "checklist_item": [process | {"name": "accord", "number": "M20"}]}


def _say_something(editor: User) -> None:
    """What the starting content has none of: a question, a person, a change, a removed record, two suggestions."""
    link = Link.objects.first()
    asked = Question(id="asked", text="Does it?", decided_by="Deans", decision="whether to open a rural track")
    actions.add(obj=asked, by=editor, reason="Asked at a meeting.", related={"links": [link.pk]})
    actions.change(obj=link, by=editor, reason="Says it in plainer words.", values={"note": "Read with care."})
    gone = Organisation(id="gone", name="Listed twice", organisation_type="school")
    actions.add(obj=gone, by=editor, reason="Found on a page.")
    actions.remove(obj=gone, by=editor, reason="Listed twice.")
    Suggestion.objects.create(kind="need", text="How long do graduates stay?", sender_email="sender@example.org")
    Suggestion.objects.create(kind="study", text="A study from our school.", about="/evidence/")
    DeclaredInterest.objects.create(user=editor, statement="I run a rural track.")


def _list_people(people: dict[str, User]) -> None:
    """A member with a profile that says much, and one who shows a name to members only."""
    school = Organisation.objects.filter(organisation_type="student_organisation").first()
    factories.make_person(
        user=people[Role.MEMBER],
        name="Ada Listed",
        orcid="0000-0002-1825-0097",
        organisation=school,
        groups=["researcher", "student_or_trainee"],
        disciplines=["medicine", "sociology"],
        languages=["English", "Spanish"],
        country="United States",
        methods_expertise=["qualitative", "participatory"],
        links=[Link.objects.first()],
        offers="Interviews in English and Spanish, and a reading of survey questions before they are asked.",
        about="Works with two clinics on who leaves and who stays.",
        visibility={"about": "members"},
    )
    factories.make_person(user=people[Role.REVIEWER], name="Ben Shy", seen_by="members", visibility={"orcid": "nobody"})


def _agenda(people: dict[str, User]) -> dict[str, list[dict]]:
    """Questions in every state: to be claimed, under way with an answer to be signed off, answered, merged."""
    links = [Link.objects.last()]
    texts = {"first": "Do rural tracks keep graduates for ten years?", "second": "Who leaves, and why?"}
    open_one = factories.make_question(text=texts["first"], status="prioritised", links=links)
    busy = factories.make_question(
        text=texts["second"],
        status="prioritised",
        links=links,
        known_grants=["A grant, 2025 to 2028, https://example.org/grants/1"],
        running_studies=["A cohort of five schools, https://example.org/registry/2"],
    )
    member = people[Role.MEMBER]
    follow(user=member, obj=links[0])
    follow(user=member)
    actions.change(obj=links[0], by=people[Role.EDITOR], reason="Clearer.", values={"note": "Read it twice."})
    life_claims.claim(question=busy, by=member, reason="A cohort of our graduates.")
    life.move(question=busy, name="begin", by=member, reason="Registered.")
    review = {"pooling": None, "source": "https://example.org/review"}
    life.propose_answer(question=busy, by=member, answer="Those without family near by.", **review)
    factories.make_question(text="Is it worth its cost?", status="answered")
    taken = factories.make_question(text="Who pays?", status="claimed", claimed_by="A school", links=links)
    same = factories.make_question(text="Why do they leave?")
    life.merge(question=same, into=busy, by=people[Role.EDITOR], reason="Asks the same.")
    text = "## What we do\n\n- read **each** study\n- agree"
    group = factories.make_group(page=text, links=links, questions=[busy])
    join(group=group, user=member)
    call = factories.make_call(group=group, questions=[busy])
    over = factories.make_call(title="Over", deadline=timezone.localdate() - timedelta(days=9), links=links)
    return {
        "stop_token": [{"token": signing.dumps(member.pk, salt=SALT)}],
        "group": [{"object_id": group.pk}, {"object_id": factories.make_group(name="New").pk}],
        "call": [{"object_id": call.pk}, {"object_id": over.pk}],
        "asked": [
            {"kind": "link", "object_id": Link.objects.first().pk},
            {"kind": "link", "object_id": Link.objects.last().pk},
            {"kind": "question", "object_id": busy.pk},
            {"kind": "question", "object_id": Question.objects.get(status="answered").pk},
        ],
        "question_prioritised": [{"object_id": open_one.pk}],
        "question_under_way": [{"object_id": busy.pk}],
        "question_claimed": [{"object_id": taken.pk}],
        "question_merged": [{"object_id": same.pk}],
        "question_move": [{"object_id": "asked", "name": "prioritise"}, {"object_id": busy.pk, "name": "release"}],
        "question": [{"object_id": one} for one in ("asked", open_one.pk, busy.pk)]
        + [{"object_id": Question.objects.get(status="answered").pk}],
    }


def _behalf(people: dict[str, User]) -> dict[str, list[dict]]:
    """An organisation for which a member speaks and another asks to, and what it brought: in every state."""
    clinic = factories.make_organisation(name="Valley Clinic", organisation_type="community_or_health_center")
    make_speaker(people[Role.MEMBER], clinic)
    make_speaker(factories.make_reader("Asking", "member"), clinic, confirmed=False)
    said = (
        "The nurse comes once a month. We would need to know who will come when she retires, and whether anybody is "
        "taught here who might stay.",
        "When somebody is ill at night we drive for two hours: has anybody counted that?",
        "Nobody asked us what a good doctor does.",
    )
    _, answered, back = [make_behalf(people[Role.MEMBER], clinic, text=one) for one in said]
    need = factories.make_need(statement="Hours to the nearest help at night")
    for one, became in ((answered, need), (back, None)):
        accept_suggestion(suggestion=one.suggestion, by=people[Role.EDITOR], answer="Thank you. It is.", became=became)
    taken = OnBehalf.objects.get(pk=back.pk)
    take_back(behalf=taken, on=timezone.localdate(), by=people[Role.MEMBER])
    quiet = factories.make_organisation(name="Has brought nothing")
    make_speaker(people[Role.MEMBER], quiet)
    return {
        "brought": [{"object_id": clinic.pk}, {"object_id": quiet.pk}],
        "spoken_for": [{"object_id": clinic.pk}, {"object_id": quiet.pk}],
    }


def _exports(coordinator: User) -> None:
    """The hub taken away in every state: there, failed, deleted, being written, waiting."""
    now = timezone.now()
    said = {"asked_by": coordinator, "part": "public"}
    make_export(**said)
    make_export(**said, failed="There is no room left on the disk of the hub.")
    make_export(**said, deleted_at=now)
    Export.objects.create(**said, step="Data sources", done=3, total=27)
    Export.objects.create(part="backup")


def _governance(people: dict[str, User]) -> dict[str, list[dict]]:
    """Seats held, left and empty, decisions with all their parts, a policy of two versions."""
    link, today = Link.objects.first(), timezone.localdate()
    earlier = reports.make(day=today - timedelta(days=90))
    reports.set_published(report=earlier, published=True)
    factories.make_target()
    factories.make_target(voice="discipline:nursing", share=None, number=10, among="reviewers")
    chair, empty = factories.make_seat(position=1), factories.make_seat(name="Student seat", purpose="")
    term = factories.make_term(seat=chair, user=people[Role.EDITOR], ends_on=today + timedelta(days=30))
    factories.make_term(seat=chair, starts_on=today - timedelta(days=900), ends_on=today - timedelta(days=400))
    actions.change(obj=link, by=people[Role.EDITOR], reason="As decided.", values={"note": "Read with more care."})
    first = factories.make_decision(title="Five seats", about="people", body="The founding meeting")
    whole = factories.make_decision(
        text="- **Seven** seats\n- one for students",
        reasons="Students asked.",
        decided_by=[people[Role.COORDINATOR], people[Role.EDITOR]],
        stood_aside={people[Role.REVIEWER]: "Runs for a seat."},
        evidence=[f"link:{link.pk}"],
        evidence_urls=["https://example.org/a/very/long/address/of/a/report/that/has/to/break/on/a/narrow/screen"],
        changed=[f"event:{Event.objects.first().pk}", f"seat:{empty.pk}"],
        supersedes=[first],
    )
    policy = factories.make_policy()
    factories.make_policy_version(policy, approved_by=whole)
    draft = factories.make_policy_version(policy, text="## Be kind\n\nAlways, and to all.\n\n1. Listen", dated=today)
    report = reports.make(day=today)
    reports.set_published(report=report, published=True)
    return {
        "report": [{"day": report.day}, {"day": earlier.day}],
        "decision": [{"object_id": one.pk} for one in (whole, first)],
        "policy": [{"object_id": policy.pk}, {"object_id": factories.make_policy(title="No text yet").pk}],
        "policy_version": [{"object_id": policy.pk, "number": draft.number}],
        "seat": [{"object_id": chair.pk}, {"object_id": empty.pk}],
        "term": [{"object_id": chair.pk, "term_id": term.pk}],
    }


def _evidence(people: dict[str, User]) -> dict[str, list[dict]]:
    """Pooled, judged and extracted evidence, which the starting content has none of."""
    link = Link.objects.get(pk="act_community_rotation__out_attitudes")
    findings = [factories.make_measured(2 + at / 10, 1.4, 3.1, link=link, cohort=f"people {at}") for at in range(3)]
    pooling = factories.make_pooling(*findings, comparator_risk=0.2, risk_source="A register.")
    factories.make_measured(0.8, 0.5, 1.3, link=link, cohort="new people")
    factories.make_finding(link=link, finding_kind="qualitative", direction="", statement="They felt at home.")
    factories.make_appraisal(study=findings[0].study, instrument="robins_i", confounding="serious")
    reader, other = people[Role.REVIEWER], factories.make_reader("Another")
    counted = {"link": link.pk, "finding_kind": "quantitative", "direction": "positive"}
    both = factories.make_study()
    factories.make_extraction(both, reader, findings=[counted], country="Canada")
    factories.make_extraction(both, other, findings=[], country="Chile")
    draft = factories.begin(study=factories.make_study(), by=reader)
    draft = factories.save_draft(extraction=draft, answers={"country": "Peru"}, findings=[counted], by=reader)
    return {
        "appraised": [{"object_id": findings[0].study_id, "instrument": name} for name in ("robins_i", "mersqi")],
        "draft": [{"extraction_id": draft.pk}],
        "extracted_study": [{"object_id": both.pk}],
        "finding": [{"object_id": findings[0].pk}],
        "finished": [{"extraction_id": both.extractions.get(reader=reader).pk}],
        "pooled_link": [{"object_id": link.pk}],
        "pooling": [{"object_id": pooling.pk}],
        "unstudied_link": [{"object_id": _unstudied().pk}],
        "template": [{"object_id": draft.template_id}],
        "threshold": [{"object_id": factories.make_threshold(link=link).pk}],
        "wording": [{"instrument": "nos_cohort", "domain": "comparability"}],
    }


def _talk(people: dict[str, User]) -> dict[str, list[dict]]:
    """A discussion with an answer, a comment that is gone, one that is hidden, and one somebody reported."""
    link, member = Link.objects.first(), people[Role.MEMBER]
    marked = "They stay **longer** where they come from.\n\n- seen here\n- [and there](https://example.org)"
    first = make_comment(about=link, by=member, text=marked)
    make_comment(about=link, answers=first, text="Is that so? " + "Averyverylongword" * 12)
    gone = make_comment(about=link, by=people[Role.REVIEWER], text="I take it back.")
    make_comment(about=link, answers=gone, text="An answer to it.")
    talk.take_back(comment=gone, by=people[Role.REVIEWER])
    make_ruling(make_comment(about=link, by=member, text="Buy this."), reason="Advertising.")
    reported = make_comment(about=link, text="Somebody named here.")
    make_report(reported, by=member)
    quiet = Link.objects.exclude(pk=link.pk).first()
    return {
        "talked_about": [{"kind": "link", "object_id": one.pk} for one in (link, quiet)],
        "own_comment": [{"comment_id": first.pk}],
        "reported_comment": [{"comment_id": reported.pk}],
    }


def _authors(people: dict[str, User]) -> dict[str, list[dict]]:
    """Names counted as one and told apart, somebody who is not listed, and claims in every state."""
    editor, member = people[Role.EDITOR], people[Role.MEMBER]
    for name in ("Placeholder A", "Placeholder AB", "Placeholder, Anna", "Gone G"):
        factories.make_study(references=[factories.make_reference(authors=[name], year=year) for year in (2001, 2011)])
    field = Field()
    named = {author.name: author for author in field.authors.values()}
    one, other, third = (named[f"Placeholder{rest}"] for rest in (" A", " AB", ", Anna"))
    correcting.merge(field=field, into=one, other=other, by=editor, reason="Their own page lists both.")
    works = [printed.work for printed in field.printed[third.key][:1]]
    correcting.split(field=field, author=third, works=works, by=editor, reason="Another country, another field.")
    correcting.hide(field=field, author=named["Gone G"], by=editor, reason="Asked by e-mail on 3 May.")
    field = Field()
    confirmed = author_claims.claim(field=field, author=field.authors[one.key], user=member, why="My page lists it.")
    author_claims.confirm(claim=confirmed, by=editor)
    refused = author_claims.claim(field=field, author=field.ranked[1], user=member, why="Me.")
    author_claims.refuse(claim=refused, by=editor, answer="The publication names another school.")
    waiting = author_claims.claim(
        field=field, author=field.ranked[0], user=people[Role.REVIEWER], why="https://example.org/a/page/about/me"
    )
    return {
        "author": [{"key": key} for key in (field.ranked[0].key, field.ranked[-1].key, one.key)],
        "author_claim": [{"claim_id": claim.pk} for claim in (waiting, confirmed, refused)],
        "two_authors": [{"key": one.key, "other": third.key}],
    }


def _unstudied() -> Link:
    """A link that no study looks at, and whose page nobody else visits."""
    looked_at = Q(source__studies_as_exposure__isnull=False, target__studies_as_outcome__isnull=False)
    nobody = Link.objects.filter(findings=None, starting_studies=None, claim="increase").exclude(looked_at)
    return nobody.order_by("pk").last()


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
        "organisation": _most_and_least(Organisation, "people") + _most_and_least(Organisation, "brought")[:1],
        "consent_version": [{"version": "1"}, {"version": "2"}],
        "person": [{"person_id": people[Role.MEMBER].person.pk}],
        "reference": [
            {"object_id": Reference.objects.filter(complete=complete).first().pk} for complete in (True, False)
        ],
        "visitors": [{"key": key} for key in VISITORS],
        "removed": [{"kind": "organisation", "object_id": "gone"}],
        "study": _most_and_least(Study, "findings") + _most_and_least(Study, "syntheses")[:1],
        "suggestion_numbers": [{"suggestion_id": number} for number in Suggestion.objects.values_list("pk", flat=True)],
        "suggestion_tokens": [{"token": one.token} for one in (Suggestion.objects.first(), Suggestion.objects.last())],
        "with_history": [{"kind": "link", "object_id": link.object_id}],
    }


def _most_and_least(model: type[Model], related: str, **fields) -> list[dict]:
    ranked = model.objects.visible().filter(**fields).annotate(number=Count(related)).order_by("-number", "pk")
    return [{"object_id": ranked.first().pk}, {"object_id": ranked.last().pk}]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
