"""What the small torch computes, its gradients, its printed form and its errors are those of PyTorch."""

import math

import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import tinytorch

NUMBERS = st.floats(-100, 100, width=32).filter(lambda x: x == 0 or abs(x) > 1e-3)
SHAPES = [((3, 2), (3, 2)), ((3, 2), (2,)), ((3, 1), (2,)), ((3, 2), ()), ((), (4,)), ((3, 1), (1, 4))]


def filled(shape, numbers):
    """Return nested lists of a shape."""
    if not shape:
        return next(numbers)
    return [filled(shape[1:], numbers) for _ in range(shape[0])]


def endless(values):
    while True:
        yield from values


def same(ours, theirs, tolerance=2e-6):
    """Assert that two tensors have the same shape, kind and numbers."""
    assert tuple(ours.shape) == tuple(theirs.shape) and repr(ours.dtype) == repr(theirs.dtype)
    for a, b in zip(ours.reshape(-1).tolist(), theirs.reshape(-1).tolist(), strict=True):
        assert a == b or (math.isnan(a) and math.isnan(b)) or math.isclose(a, b, rel_tol=tolerance, abs_tol=1e-5), (
            a,
            b,
        )


PAIRS = {
    '+': lambda t, a, b: a + b,
    '-': lambda t, a, b: a - b,
    '*': lambda t, a, b: a * b,
    '/': lambda t, a, b: a / (b * b + 1),
    'number - tensor': lambda t, a, b: 2 - a * b,
    'number / tensor': lambda t, a, b: 2 / (a * a + 1) + b,
}
ALONE = {
    'sum': lambda t, a: a.sum(),
    'sum of columns': lambda t, a: a.sum(0) if a.dim() else a,
    'mean of rows': lambda t, a: a.mean(dim=-1, keepdim=True) if a.dim() else a,
    'mean': lambda t, a: a.mean(),
    'square': lambda t, a: (a**2 / 2).sum(),
    'cube': lambda t, a: a**3,
    'norm': lambda t, a: (a * a + 1).sum().sqrt() + a.norm() * 0,
    'tanh': lambda t, a: t.tanh(a / 50),
    'exp and log': lambda t, a: ((a / 50).exp() + 1).log(),
    'sin and cos': lambda t, a: (a / 9).sin() * (a / 9).cos(),
    'abs': lambda t, a: a.abs(),
    'reshape and product': lambda t, a: a.reshape(1, -1) @ a.reshape(-1, 1),
    'turned': lambda t, a: (a.T * 2).reshape(-1) if a.dim() == 2 else a,
    'rows': lambda t, a: a[1:] * a[:-1] if a.dim() and len(a) > 1 else a,
    'picked': lambda t, a: a[t.tensor([0, 0])] if a.dim() else a,
    'below each other': lambda t, a: t.cat((a, 2 * a)) if a.dim() else a,
    'piled': lambda t, a: t.stack([a, a * a]),
    'stretched': lambda t, a: a.expand(2, *a.shape) * 1.5,
    'largest': lambda t, a: a.max() + a.min(),
    'negative': lambda t, a: -a,
}


@settings(max_examples=150)
@given(st.sampled_from(sorted(PAIRS)), st.sampled_from(SHAPES), st.lists(NUMBERS, min_size=5, max_size=11))
def test_two_tensors(name, shapes, numbers):
    results = []
    for t in (tinytorch, torch):
        source = endless(numbers)
        a, b = (t.tensor(filled(shape, source), dtype=t.float32, requires_grad=True) for shape in shapes)
        result = PAIRS[name](t, a, b)
        result.sum().backward()
        results.append((result, a.grad, b.grad))
    for ours, theirs in zip(*results):
        same(ours, theirs, 1e-4)


@settings(max_examples=200)
@given(
    st.sampled_from(sorted(ALONE)),
    st.sampled_from([(), (1,), (4,), (3, 2), (2, 1)]),
    st.lists(NUMBERS, min_size=6, max_size=8, unique=True),
)
def test_one_tensor(name, shape, numbers):
    assume(name != 'norm' or any(numbers))
    results = []
    for t in (tinytorch, torch):
        a = t.tensor(filled(shape, endless(numbers)), dtype=t.float32, requires_grad=True)
        result = ALONE[name](t, a)
        result.sum().backward()
        results.append((result, a.grad))
    for ours, theirs in zip(*results):
        same(ours, theirs, 1e-4)


@settings(max_examples=200)
@given(
    st.sampled_from([(), (1,), (3,), (30,), (4, 2), (2, 3, 2), (1001,), (600, 2)]),
    st.lists(
        st.one_of(
            NUMBERS,
            st.sampled_from([0.0, 1.0, -2.0, 1e-5, 3e9, 0.001, 12345.678, math.inf, -math.inf, math.nan]),
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(['float32', 'float64', 'int64', 'bool']),
)
def test_the_printed_form(shape, numbers, kind):
    if kind in ('int64', 'bool'):
        numbers = [int(x) if math.isfinite(x) else 7 for x in numbers]
    values = filled(shape, endless(numbers))
    ours, theirs = (t.tensor(values, dtype=getattr(t, kind)) for t in (tinytorch, torch))
    assert repr(ours) == repr(theirs)


@pytest.mark.parametrize('size', range(1, 40))
def test_what_stands_behind_the_numbers_begins_a_line_where_pytorch_begins_one(size):
    for value in (1.0, 0.5, -12.25):
        for kind in ('float32', 'float64'):
            ours, theirs = (t.full((size,), value, dtype=getattr(t, kind)) for t in (tinytorch, torch))
            assert repr(ours) == repr(theirs)
            assert repr(ours.requires_grad_()) == repr(theirs.requires_grad_())
            assert repr(ours * 1) == repr(theirs * 1)


@pytest.mark.parametrize('shape', [(999,), (1000,), (1001,), (10, 100), (143, 7)])
def test_the_printed_form_is_cut_where_pytorch_cuts_it(shape):
    count = math.prod(shape)
    assert repr(tinytorch.arange(count).reshape(*shape)) == repr(torch.arange(count).reshape(*shape))


@pytest.mark.parametrize(
    'code',
    [
        'torch.matmul(torch.ones(2, 1), torch.ones(3, 2))',
        'torch.matmul(torch.ones(2, 2), [1, 2])',
        'torch.ones(3) + torch.ones(2)',
        'torch.ones(2, 3, 4) + torch.ones(5, 1)',
        'torch.ones(2, 3, 4) + torch.ones(3, 1, 4)',
        'torch.linalg.solve(torch.ones(2, 2), torch.ones(2, 1))',
        'torch.ones(3).reshape(2, 2)',
        'torch.tensor([1, 2], requires_grad=True)',
        'torch.ones(2, requires_grad=True).numpy()',
        'torch.ones(2, requires_grad=True).backward()',
        'torch.ones(2, requires_grad=True).add_(1)',
        'torch.ones(2).item()',
        'torch.ones(2)[5]',
        'torch.ones(1).backward()',
        'torch.optim.SGD([torch.ones(1, requires_grad=True) * 2])',
        'torch.cat((torch.ones(2, 1), torch.ones(2, 2)))',
        'len(torch.tensor(1.0))',
        'torch.tensor([1, 2]).mean()',
    ],
)
def test_errors_are_those_of_pytorch(code):
    said = []
    for t in (tinytorch, torch):
        with pytest.raises(Exception) as error:
            eval(code, {'torch': t})
        said.append((error.type.__name__, str(error.value).removeprefix('mm: ').splitlines()[0]))
    ours, theirs = said
    assert ours[0] == theirs[0] and theirs[1].startswith(ours[1]), said


def test_a_module_turns_into_another_kind_in_place():
    said = []
    for t in (tinytorch, torch):
        model = t.nn.Linear(2, 1)
        t.nn.init.zeros_(model.weight)
        t.nn.init.zeros_(model.bias)
        weight = model.weight
        assert model.to('cpu') is model and model.to(t.float64) is model and model.weight is weight
        optimizer = t.optim.SGD(model.parameters(), 0.1)
        t.nn.MSELoss()(model(t.ones(3, 2).double()), t.ones(3, 1).double()).backward()
        optimizer.step()
        said.append([repr(model.weight), repr(model.bias.grad), repr(model.state_dict()['bias'])])
    assert said[0] == said[1]


MISSING = [
    'torch.fft',
    'torch.ones(2, 2, 2)[torch.ones(2, 2) > 0]',
    *(
        f'torch.optim.SGD([torch.ones(1)], 0.1, {what})'
        for what in ('momentum=0.9', 'weight_decay=0.1', 'dampening=0.1', 'nesterov=True', 'maximize=True')
    ),
]


@pytest.mark.parametrize('code', MISSING)
def test_what_is_missing_says_so_and_where_it_is_to_be_had(code):
    with pytest.raises(NotImplementedError, match='use PyTorch itself, in Colab or on your own machine'):
        eval(code, {'torch': tinytorch})


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(1, 4), st.integers(0, 6))
def test_systems_of_equations(seed, columns, more):
    torch.manual_seed(seed)
    a, b = torch.randn(columns + more, columns).double(), torch.randn(columns + more, 2).double()
    small = [tinytorch.tensor(tensor.tolist(), dtype=tinytorch.float64) for tensor in (a, b)]
    expected = torch.linalg.lstsq(a, b).solution
    assert torch.allclose(torch.tensor(tinytorch.linalg.lstsq(*small).solution.tolist()).double(), expected, atol=1e-5)
    square = a.T @ a + torch.eye(columns)
    ours = tinytorch.linalg.solve(tinytorch.tensor(square.tolist(), dtype=tinytorch.float64), small[0].T @ small[1])
    theirs = torch.linalg.solve(square, a.T @ b)
    assert torch.allclose(torch.tensor(ours.tolist()).double(), theirs, atol=1e-5)


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(1, 5))
def test_eigenvalues_of_a_symmetric_matrix(seed, size):
    torch.manual_seed(seed)
    a = torch.randn(size, size).double()
    small = tinytorch.tensor((a + a.T).tolist(), dtype=tinytorch.float64)
    found = torch.tensor(tinytorch.linalg.eigvalsh(small).tolist()).double()
    assert torch.allclose(found, torch.linalg.eigvalsh(a + a.T), atol=1e-6)


def test_an_error_within_no_grad_does_not_leave_the_record_off():
    weight = tinytorch.ones(1, requires_grad=True)
    with pytest.raises(ZeroDivisionError), tinytorch.no_grad():
        assert not (weight * 2).requires_grad
        raise ZeroDivisionError
    assert (weight * 2).requires_grad


def test_each_operand_of_a_sum_has_a_gradient_of_its_own():
    a, b = (tinytorch.ones(2, requires_grad=True) for _ in range(2))
    (a + b).sum().backward()
    a.grad.zero_()
    assert (a.grad.tolist(), b.grad.tolist()) == ([0.0, 0.0], [1.0, 1.0])
