"""What the small torch cannot do, or nobody can, is refused: it never gives another number than PyTorch."""

import pytest
import torch

import tinytorch


@pytest.mark.parametrize(
    'code',
    [
        'torch.ones(3).expand(2)',
        'torch.ones(2).sum(5)',
        'torch.tensor([True]).mean()',
        'torch.zeros(3)[-4]',
        'torch.zeros(3)[3]',
        'torch.zeros(3)[0, 0]',
        'torch.zeros(3)[torch.tensor([True, False])]',
        'torch.zeros(3).__setitem__(slice(0, 2), torch.ones(3))',
        'torch.ones(2, requires_grad=True).__setitem__(0, 3)',
        'torch.ones(2, dtype=torch.int64).__iadd__(1.5)',
        'torch.ones(2).__iadd__(torch.ones(2, 2))',
        'torch.ones(2).reshape(-1, 3)',
        'torch.tensor([[1, 2], [3]])',
        'torch.optim.SGD([], 0.1)',
        'torch.utils.data.TensorDataset(torch.ones(2), torch.ones(3))',
        'torch.nn.Module()(1)',
    ],
)
def test_what_cannot_be_is_refused_as_pytorch_refuses_it(code):
    said = []
    for t in (tinytorch, torch):
        with pytest.raises(Exception) as error:
            eval(code, {'torch': t})
        said.append((error.type.__name__, str(error.value)))
    (kind, ours), (other, theirs) = said
    assert kind == other and theirs.startswith(ours), said


@pytest.mark.parametrize(
    'code',
    [
        'torch.zeros(2).copy_(torch.ones(3))',
        'torch.nn.Linear(2, 1).load_state_dict({"weight": torch.ones(1, 3), "bias": torch.ones(1)})',
        'torch.linalg.inv(torch.ones(2, 2))',
        'torch.linalg.lstsq(torch.zeros(3, 2), torch.ones(3, 1))',
        'torch.ones(2) @ torch.ones(2).double()',
    ],
)
def test_what_cannot_be_is_refused(code):
    with pytest.raises(RuntimeError):
        eval(code, {'torch': tinytorch})


@pytest.mark.parametrize(
    'code',
    [
        'torch.stack([torch.ones(2)], 1)',
        'torch.zeros(2, 3, 4)[[0, 1], :, [0, 1]]',
        '(torch.ones(2, requires_grad=True) * 2).add_(1)',
        'torch.ones(2).add_(torch.ones(2, requires_grad=True))',
        'torch.ones(2).__setitem__(0, torch.ones(1, requires_grad=True)[0])',
        'torch.nn.Dropout',
        'torch.optim.Adam',
        'torch.linalg.svd',
        'torch.nn.functional.relu',
    ],
)
def test_what_would_come_out_otherwise_is_not_there(code):
    with pytest.raises(NotImplementedError, match='use PyTorch itself'):
        eval(code, {'torch': tinytorch})


def test_a_target_of_another_shape_is_warned_of():
    with pytest.warns(UserWarning, match='target size'):
        tinytorch.nn.MSELoss()(tinytorch.ones(2, 1), tinytorch.ones(2))


def test_the_gradient_of_what_was_computed_is_warned_of():
    with pytest.warns(UserWarning, match='not a leaf'):
        assert (tinytorch.ones(1, requires_grad=True) * 2).grad is None


def test_a_record_longer_than_python_s_stack_is_followed():
    x = y = tinytorch.ones(1, requires_grad=True)
    for _ in range(3000):
        y = y + x
    y.backward()
    assert x.grad.tolist() == [3001.0]


def test_what_is_saved_is_loaded_with_its_kind_and_shape(tmp_path):
    state = {'w': tinytorch.ones(2, 1), 'd': tinytorch.tensor([0.1], dtype=tinytorch.float64)}
    tinytorch.save(state, tmp_path / 'model')
    assert repr(tinytorch.load(tmp_path / 'model')) == repr(state)
