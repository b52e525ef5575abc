"""Rows of the files this room hands out. A page that was read but is a copy is never in them."""

from collections.abc import Callable, Iterable

from cairnhub.literature.models import Reference

from .models import Study, Synthesis

#: The columns of the file of studies. Those of a reference are of the study's main one; unknown is empty.
STUDY_COLUMNS: dict[str, Callable[[Study], object]] = {
    "id": lambda study: study.pk,
    "title": lambda study: _main(study).title,
    "title is a paraphrase": lambda study: _yes(_main(study).title_is_paraphrase),
    "authors": lambda study: "; ".join(_main(study).authors),
    "year": lambda study: _main(study).year,
    "journal": lambda study: _main(study).journal,
    "doi": lambda study: _main(study).doi,
    "pmid": lambda study: _main(study).pmid,
    "address": lambda study: _main(study).address,
    "complete": lambda study: _yes(all(reference.complete for reference in study.references.all())),
    "kind": Study.get_study_kind_display,
    "design": lambda study: study.design and study.design.name,
    "design as written": lambda study: study.design_text,
    "discipline": lambda study: study.discipline,
    "country": lambda study: study.country,
    "setting": lambda study: study.setting,
    "years of the data": lambda study: study.years,
    "schools": lambda study: study.sites,
    "people": lambda study: study.n,
    "people as written": lambda study: study.n_text,
    "cohort": lambda study: study.cohort_id,
    "exposures": lambda study: _names(study.exposures.all()),
    "outcomes": lambda study: _names(study.outcomes.all()),
    "direction as coded": Study.get_direction_display,
    "effect as described": lambda study: study.effect_measure,
    "effect kind": Study.get_effect_kind_display,
    "effect as written": lambda study: study.effect_value,
    "95% interval from": lambda study: study.ci_low,
    "95% interval to": lambda study: study.ci_high,
    "authorities": lambda study: "; ".join(study.authorities),
    "coding": Study.get_coding_display,
    "notes": lambda study: study.notes,
}
SYNTHESIS_HEADER = ["what was looked at", "theme", "studies positive", "studies not positive", "link", "notes"]
INTERVAL_HEADER = ["study", "effect as described", "effect kind", "effect", "95% interval from", "95% interval to"]


def study_rows(studies: Iterable[Study]) -> Iterable[list]:
    """One row a study, in `STUDY_COLUMNS`."""
    return ([value(study) for value in STUDY_COLUMNS.values()] for study in studies)


def interval_row(study: Study) -> list:
    """What the picture of a study's interval shows."""
    effect = [study.effect_measure, study.get_effect_kind_display(), study.effect_value]
    return [study.pk, *effect, study.ci_low, study.ci_high]


def synthesis_rows(syntheses: Iterable[Synthesis]) -> Iterable[list]:
    """One row for what a review counted."""
    for one in syntheses:
        counts = [one.studies_positive, one.studies_not_positive]
        yield [one.predictor, one.theme, *counts, one.link_id, one.notes]


def _main(study: Study) -> Reference:
    return study.main_reference or Reference()


def _names(constructs: Iterable) -> str:
    return "; ".join(construct.name for construct in constructs)


def _yes(value: bool) -> str:
    return "yes" if value else "no"
