"""The table of rules: complete, readable, and the only place with numbers."""

import ast
from pathlib import Path

import pytest

from cairn import gaps
from cairn.gaps import rule_tables, rules, words

TERMS = [
    (words.Claim, rules.CLAIMS),
    (words.Direction, rules.DIRECTIONS),
    (words.Status, rules.STATUSES),
    (words.Letter, rules.REASONS),
    (words.CriterionName, rules.CRITERIA),
    (words.Certainty, rules.CERTAINTIES),
    (words.Access, rules.ACCESS),
    (words.Grain, rules.GRAINS),
    (words.GapList, rules.LISTS),
    (words.Feasibility, rules.FEASIBILITIES),
    (words.CriterionName, rules.DEFAULT_WEIGHTS),
    (words.Bias, rules.BIAS_WEIGHTS),
]


@pytest.mark.parametrize(("vocabulary", "table"), TERMS)
def test_every_word_has_its_row(vocabulary, table):
    assert list(table) == list(vocabulary)


def test_every_threshold_of_the_module_is_on_the_page():
    named = {name: one for name, one in vars(rules).items() if isinstance(one, rules.Threshold)}
    assert set(named.values()) == set(rules.THRESHOLDS)
    shown = {(row.label, row.explanation) for table in rule_tables() for row in table.rows}
    for one in named.values():
        assert (one.label, one.explanation) in shown


def test_every_row_can_be_read():
    tables = rule_tables()
    assert len({table.title for table in tables}) == len(tables)
    for table in tables:
        for row in table.rows:
            assert row.label
            assert row.value or row.explanation


@pytest.mark.parametrize(("rule", "value"), [(rules.SEED, "20260101"), (rules.DRAWS, "10000"), (rules.TOP, "10")])
def test_numbers_are_written_out_in_full(rule, value):
    assert [row.value for table in rule_tables() for row in table.rows if row.label == rule.label] == [value]


@pytest.mark.parametrize("table", [table for _, table in TERMS])
def test_every_table_of_words_is_on_the_page(table):
    shown = {(row.label, row.explanation) for one in rule_tables() for row in one.rows}
    for term in table.values():
        if isinstance(term, rules.Term):
            assert (term.label, term.explanation) in shown


def test_statuses_have_each_a_class_of_their_own():
    assert len({term.css for term in rules.STATUSES.values()}) == len(words.Status)


# Numbers that are part of a formula or of the machinery, not a choice a reader could question.
FORMULAS = {"evidence.py", "ranking.py", "criteria.py", "rules.py"}


@pytest.mark.parametrize(
    "path", [p for p in Path(gaps.__file__).parent.glob("*.py") if p.name not in FORMULAS], ids=lambda path: path.name
)
def test_no_other_module_holds_a_number_of_its_own(path):
    numbers = [
        (node.lineno, node.value)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value not in (0, 1, 2)
    ]
    assert [one for one in numbers if path.name != "speech.py"] == []
