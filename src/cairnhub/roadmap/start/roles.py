"""Who comes here for the first time, and what each is led to. The steps are data: words, facts, one way on."""

from dataclasses import dataclass

from . import facts


@dataclass(frozen=True)
class Step:
    """One thing to do here: what and why, what there is of it now, what to say where there is nothing, the way on."""

    title: str
    says: str
    leads: str
    #: The name of the address it leads to, and what follows its question mark.
    address: str
    query: str = ""
    found: facts.Facts | None = None
    nothing: str = ""


@dataclass(frozen=True)
class Visitor:
    """A sort of visitor: the word of the address, who it is, and the steps."""

    key: str
    name: str
    lead: str
    steps: tuple[Step, ...]


SUGGEST = "agenda:suggest"

VISITORS = {
    visitor.key: visitor
    for visitor in (
        Visitor(
            "researcher",
            "a researcher",
            "Find where a study would change most, and who works on it already.",
            (
                Step(
                    "Take a gap nobody works on",
                    "Each link says what is known, what is missing, which data and designs would do.",
                    "The complete ranking",
                    "roadmap:ranking",
                    found=facts.first_gaps,
                    nothing="Every gap has somebody who works on it.",
                ),
                Step(
                    "Claim a question",
                    "Prioritised questions wait for somebody. A claim says in public that you are on it.",
                    "The agenda",
                    "agenda:index",
                    "status=prioritised",
                    facts.open_questions,
                    "No question has been prioritised yet.",
                ),
                Step(
                    "Read a study for all of us",
                    "Two people read each study. Sign in, and an editor can make you a reviewer.",
                    "All studies",
                    "evidence:index",
                    found=facts.studies_to_read,
                    nothing="Every study has its two readers.",
                ),
            ),
        ),
        Visitor(
            "dean",
            "a dean",
            "See what is known about what your school does, and what your school could help to find out.",
            (
                Step(
                    "Look up what your school does",
                    "For each activity: everything it may lead to, how sure we may be, and a page to print.",
                    "All constructs of the framework",
                    "framework:index",
                    found=facts.activities,
                    nothing="The framework holds no activity yet.",
                ),
                Step(
                    "Put your programme into the register",
                    "A register of rural tracks and like programmes makes studies over many schools possible.",
                    "The programme register",
                    "data:programmes",
                ),
                Step(
                    "Answer a call",
                    "Schools are looked for as sites of studies.",
                    "All calls",
                    "agenda:calls",
                    found=facts.calls_for_people,
                    nothing="No call is open today.",
                ),
                Step(
                    "See what your data could answer",
                    "No source measures these yet. A school often knows what nobody else does: say what yours has.",
                    "Describe what you have",
                    SUGGEST,
                    "kind=need",
                    facts.unmeasured_constructs,
                    "Everything in the framework is measured by some source.",
                ),
            ),
        ),
        Visitor(
            "student",
            "a student",
            "Help to find out what works, and learn how such studies are made.",
            (
                Step(
                    "Join a working group",
                    "Groups work on a link or a question together. Sign in to take part.",
                    "Working groups",
                    "agenda:groups",
                    found=facts.groups,
                    nothing="No group is at work yet. Which question should there be one for?",
                ),
                Step(
                    "See how sure we may be, and why",
                    "Each pooled answer shows its studies, how far they may mislead, and what would change it.",
                    "Summary of findings",
                    "certainty:index",
                ),
                Step(
                    "Read a study for all of us",
                    "Two people read each study, and learn by it. Sign in, and an editor can make you a reviewer.",
                    "All studies",
                    "evidence:index",
                    found=facts.studies_to_read,
                    nothing="Every study has its two readers.",
                ),
                Step(
                    "Answer a call",
                    "Panellists, reviewers and co-authors are looked for, students among them.",
                    "All calls",
                    "agenda:calls",
                    found=facts.calls_for_people,
                    nothing="No call is open today.",
                ),
                Step(
                    "Ask what you want to know",
                    "Students ask questions others do not think of. No account is needed.",
                    "Suggest a question",
                    SUGGEST,
                    "kind=question",
                ),
            ),
        ),
        Visitor(
            "community",
            "from a community organisation",
            "Say what your community needs to know, without an account and in your own words.",
            (
                Step(
                    "Tell us what you need to know",
                    "An editor answers you, and what becomes of it is shown at an address of your own.",
                    "Describe a need",
                    SUGGEST,
                    "kind=need",
                ),
                Step(
                    "Speak for people without e-mail or account",
                    "Say how many they are and how you heard them. You take the answer back to them.",
                    "How it works",
                    "behalf:suggest",
                ),
                Step(
                    "See whose voice is missing",
                    "Who takes part and who should, and the kinds of organisation that nobody is here of.",
                    "Who takes part, and who should",
                    "voices:index",
                    found=facts.missing_voices,
                    nothing="Every kind of organisation is here. Yours too?",
                ),
                Step(
                    "See what people found out",
                    "Which activities were studied, for which outcomes, and where nothing is known.",
                    "The map of evidence",
                    "evidence:map",
                ),
            ),
        ),
        Visitor(
            "funder",
            "a funder",
            "See which answers are missing most, who would act on them, and who could find them.",
            (
                Step(
                    "Choose a question nobody funds",
                    "Each names who would act on the answer, on what, by when. Say on its page that you would fund it.",
                    "The agenda",
                    "agenda:index",
                    found=facts.unfunded_questions,
                    nothing="No question waits for a funder.",
                ),
                Step(
                    "See where a study would change most",
                    "The first gaps of the roadmap that nobody works on, with the reasons.",
                    "The complete ranking",
                    "roadmap:ranking",
                    found=facts.first_gaps,
                    nothing="Every gap has somebody who works on it.",
                ),
                Step(
                    "Put a call here",
                    "A call stands on the pages of the links and questions it is about until its day.",
                    "All calls",
                    "agenda:calls",
                ),
            ),
        ),
        Visitor(
            "data-steward",
            "a data steward",
            "See what your data could measure, and what nothing measures.",
            (
                Step(
                    "See what nothing measures",
                    "Constructs without any source in the catalogue. Does yours measure one?",
                    "What measures what",
                    "data:coverage",
                    found=facts.unmeasured_constructs,
                    nothing="Everything in the framework is measured by some source.",
                ),
                Step(
                    "Look your source up",
                    "What the catalogue says of it, how it can be had, and the links it could test. Correct it there.",
                    "The catalogue",
                    "data:index",
                ),
                Step(
                    "See what people need",
                    "Data that would answer open questions.",
                    "Describe a need or an offer",
                    SUGGEST,
                    "kind=need",
                    facts.data_needs,
                    "Nobody has said what they lack.",
                ),
            ),
        ),
    )
}
