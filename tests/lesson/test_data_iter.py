"""`data_iter` serves each sample exactly once an epoch, whatever the sizes, and every order is equally likely.

The statistical tests have fixed seeds, so they do not flicker: FALSE_ALARM is how often one of them would fail with
other seeds.
"""

import random
from collections import Counter
from itertools import permutations

import pytest
import torch
from hypothesis import example, given
from hypothesis import strategies as st

from linreg import scratch

FALSE_ALARM = 1e-6
sizes = st.integers(1, 60)


def shuffle_naively(indices):
    """Swap each with any: the shuffle that comes to mind first, and is not uniform."""
    for i in range(len(indices)):
        j = random.randrange(len(indices))
        indices[i], indices[j] = indices[j], indices[i]


def shuffle_cyclically(indices):
    """Never leave a sample in its place: `randrange(i)` for `randrange(i + 1)`."""
    for i in reversed(range(1, len(indices))):
        j = random.randrange(i)
        indices[i], indices[j] = indices[j], indices[i]


def rotate(indices):
    """Each sample comes at each place equally often, but in few orders only."""
    first = random.randrange(len(indices))
    indices[:] = indices[first:] + indices[:first]


WRONG = {shuffle.__name__: shuffle for shuffle in (shuffle_naively, shuffle_cyclically, rotate, sorted)}


@given(
    num_examples=st.integers(0, 60),
    batch_size=st.integers(1, 70),
    num_features=st.integers(1, 4),
    seed=st.integers(0, 2**32),
)
@example(num_examples=0, batch_size=1, num_features=1, seed=0)
@example(num_examples=1, batch_size=70, num_features=2, seed=0)
@example(num_examples=60, batch_size=60, num_features=2, seed=0)
def test_an_epoch_serves_each_sample_once_with_its_label_in_full_batches_but_the_last(
    num_examples, batch_size, num_features, seed
):
    random.seed(seed)
    features = torch.arange(num_examples * num_features).reshape(num_examples, num_features)
    labels = -torch.arange(num_examples).reshape(-1, 1)
    batches = list(scratch.data_iter(batch_size, features, labels))
    full, rest = divmod(num_examples, batch_size)
    assert [len(X) for X, _ in batches] == [batch_size] * full + [rest] * (rest > 0)
    assert not [(X, y) for X, y in batches if not (X.shape[1:] == (num_features,) and y.shape == (len(X), 1))]
    assert sorted(-label for _, y in batches for label in y.reshape(-1).tolist()) == list(range(num_examples))
    assert not [(X, y) for X, y in batches if not (torch.equal(X, features[-y.reshape(-1)]))]


@given(num_examples=sizes, first=sizes, second=sizes, seed=st.integers(0, 2**32))
def test_the_batch_size_cuts_the_order_and_does_not_change_it(num_examples, first, second, seed):
    index = torch.arange(num_examples)
    orders = []
    for batch_size in (first, second):
        random.seed(seed)
        orders.append(torch.cat([X for X, _ in scratch.data_iter(batch_size, index, index)]))
    assert torch.equal(*orders)


def orders(num_examples, epochs, seed):
    random.seed(seed)
    index = torch.arange(num_examples)
    return [tuple(next(scratch.data_iter(num_examples, index, index))[0].tolist()) for _ in range(epochs)]


def p_value(counts, expected, freedom):
    """How often chance alone gives a chi-square at least as large, for counts of equally likely events."""
    chi2 = sum((count - expected) ** 2 / expected for count in counts)
    return torch.special.gammaincc(
        torch.tensor(freedom / 2, dtype=torch.double), torch.tensor(chi2 / 2, dtype=torch.double)
    ).item()


def p_of_permutations(seed, epochs=4800):
    """All 24 orders of 4 samples."""
    counts = Counter(orders(4, epochs, seed))
    return p_value([counts[order] for order in permutations(range(4))], epochs / 24, 23)


def p_of_places(seed, num_examples=20, epochs=2000):
    """Which of 20 samples comes at which of 20 places. Rows and columns of the table add up to `epochs`, hence (n -
    1)^2 degrees of
    freedom; entries of one order exclude each other, which makes them vary n / (n - 1) times as much as independent
    ones.
    """
    table = Counter(
        (place, sample) for order in orders(num_examples, epochs, seed) for place, sample in enumerate(order)
    )
    counts = [table[place, sample] for place in range(num_examples) for sample in range(num_examples)]
    expected = epochs / num_examples
    shrink = ((num_examples - 1) / num_examples) ** 0.5
    return p_value([expected + (count - expected) * shrink for count in counts], expected, (num_examples - 1) ** 2)


def p_of_successive_epochs(seed, epochs=2400):
    """The order of an epoch says nothing of the next one: where its first sample comes next, among 6."""
    found = orders(6, 2 * epochs, seed)
    counts = Counter(later.index(earlier[0]) for earlier, later in zip(found[::2], found[1::2]))
    return p_value([counts[place] for place in range(6)], epochs / 6, 5)


STATISTICS = [p_of_permutations, p_of_places, p_of_successive_epochs]


@pytest.mark.parametrize('statistic', STATISTICS)
def test_every_order_is_equally_likely(statistic):
    assert statistic(seed=0) > FALSE_ALARM


@pytest.mark.parametrize('fault', WRONG)
def test_a_wrong_shuffle_is_caught(fault, monkeypatch):
    monkeypatch.setattr(random, 'shuffle', WRONG[fault])
    assert p_of_permutations(seed=0) < FALSE_ALARM
    assert p_of_places(seed=0) < FALSE_ALARM or fault == 'rotate'  # the one fault that the table of places cannot see


def test_a_shuffle_that_is_the_same_each_epoch_is_caught(monkeypatch):
    shuffle = random.shuffle
    monkeypatch.setattr(random, 'shuffle', lambda indices: (random.seed(1), shuffle(indices)))
    assert p_of_successive_epochs(seed=0) < FALSE_ALARM


@pytest.mark.parametrize('statistic', STATISTICS)
def test_a_right_shuffle_is_called_wrong_as_rarely_as_stated(statistic):
    """With 40 seeds the p-values are spread evenly from 0 to 1: Kolmogorov-Smirnov, itself with a false alarm in a
    million.
    """
    found = sorted(statistic(seed=seed, epochs=480) for seed in range(1, 41))
    distance = max(max(abs(p - k / 40), abs(p - (k + 1) / 40)) for k, p in enumerate(found))
    assert distance < (14.5 / 2 / 40) ** 0.5  # 2 exp(-2 * 40 * distance^2) = 1e-6


@pytest.mark.parametrize(
    'fault',
    [
        lambda indices: indices.pop(),  # one sample is missing
        lambda indices: indices.__setitem__(0, indices[-1]),  # one is there twice, another is missing
    ],
    ids=['a sample is left out', 'a sample is served twice'],
)
def test_an_epoch_that_is_not_each_sample_once_is_caught(fault, monkeypatch):
    monkeypatch.setattr(random, 'shuffle', fault)
    once = test_an_epoch_serves_each_sample_once_with_its_label_in_full_batches_but_the_last.hypothesis.inner_test
    with pytest.raises((AssertionError, IndexError)):
        once(num_examples=5, batch_size=2, num_features=2, seed=0)
