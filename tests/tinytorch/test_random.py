"""The small torch draws the numbers that PyTorch draws."""

import array

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

import tinytorch

SIZES = [1, 2, 7, 15, 16, 17, 31, 33, 1000, 2001]
DRAWS = {
    'rand': (lambda t, n: t.rand(n), 0),
    'randperm': (lambda t, n: t.randperm(n), 0),
    'randint': (lambda t, n: t.randint(3, 50, (n,)), 0),
    'normal': (lambda t, n: t.normal(0, 1, (n,)), 6e-7),
    'randn': (lambda t, n: t.randn(n), 6e-7),
    'uniform_': (lambda t, n: t.zeros(n).uniform_(-0.5, 2), 2e-7),
}


@settings(max_examples=60)
@given(st.integers(0, 2**63), st.lists(st.tuples(st.sampled_from(sorted(DRAWS)), st.sampled_from(SIZES)), min_size=1))
def test_the_streams_are_those_of_pytorch(seed, draws):
    tinytorch.manual_seed(seed)
    torch.manual_seed(seed)
    for name, size in draws:
        draw, tolerance = DRAWS[name]
        ours, theirs = draw(tinytorch, size).tolist(), draw(torch, size).tolist()
        assert max(abs(a - b) for a, b in zip(ours, theirs, strict=True)) <= tolerance, (name, size)


@pytest.mark.parametrize('size, batch_size', [(20, 6), (100, 10), (7, 10)])
def test_a_data_loader_serves_the_same_mini_batches(size, batch_size):
    orders = []
    for t in (tinytorch, torch):
        t.manual_seed(3)
        data = t.utils.data.TensorDataset(t.arange(size), t.arange(size))
        loader = t.utils.data.DataLoader(data, batch_size, shuffle=True)
        orders.append([[X.tolist() for X, y in loader] for _ in range(2)] + [t.rand(3).tolist()])
    assert orders[0] == orders[1]


def test_a_linear_layer_starts_at_the_same_numbers():
    starts = []
    for t in (tinytorch, torch):
        t.manual_seed(5)
        net = t.nn.Linear(3, 2)
        starts.append([*net.weight.detach().reshape(-1).tolist(), *net.bias.tolist()])
    assert starts[0] == pytest.approx(starts[1], abs=1e-7)


def test_float32_is_rounded_as_everywhere():
    assert tinytorch.tensor(0.1).item() == array.array('f', [0.1])[0] == torch.tensor(0.1).item()
