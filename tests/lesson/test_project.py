"""The chapter `project`: its file holds the cars of `features`, training arrives at the best plane,
and no car is predicted by a model that has seen it.
"""

import csv
import io

import pytest
import torch

from linreg import features, project
from linreg.least_squares import closed_form
from linreg.project import cars, cross_validate, fit, read


@pytest.fixture(scope='module')
def table():
    return read(io.StringIO(cars))


def test_the_file_holds_the_cars_of_the_chapter_before(table):
    rows = list(csv.DictReader(io.StringIO(cars)))
    assert [float(row['mpg']) for row in rows] == features.miles
    assert [int(row['pounds']) for row in rows] == features.pounds
    assert [int(row['hp']) for row in rows] == features.horsepower
    assert len(set(table[0])) == 32


@pytest.mark.parametrize('columns', [[0], [1], [0, 1]])
def test_training_arrives_at_least_squares(table, columns):
    _, X, y = table
    X = X[:, columns]
    best = closed_form((X - X.mean(0)) / X.std(0), y).reshape(-1)
    model = fit(X, y)
    torch.testing.assert_close(torch.cat((model.linear.weight[0], model.linear.bias)), best, rtol=1e-3, atol=1e-3)


def test_each_sample_is_predicted_once_and_by_a_model_that_has_not_seen_it(table, monkeypatch):
    """With labels that are row numbers, and a model that remembers what it has seen."""
    _, X, _ = table
    rows = torch.arange(32.0)[:, None]
    asked = []

    def remember(X, y):
        return set(y[:, 0].tolist())

    def ask(seen, X, y):
        asked.extend(y[:, 0].tolist())
        assert len(seen) + len(y) == 32 and not seen & set(y[:, 0].tolist())
        return torch.tensor(1.0)

    monkeypatch.setattr(project, 'fit', remember)
    monkeypatch.setattr(project, 'loss_of', ask)
    assert cross_validate(X, rows, 4) == 1 and sorted(asked) == rows[:, 0].tolist()
    asked.clear()
    assert cross_validate(X, rows, 32) == 1 and sorted(asked) == rows[:, 0].tolist()
