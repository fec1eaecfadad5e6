"""PyTorch's own parts take the steps of the lesson's."""

import pytest
import torch
from torch import nn

from linreg.concise import linear_model, loader, train_concise
from linreg.scratch import data_iter, linreg, sgd, squared_loss


def samples(count=100):
    generator = torch.Generator().manual_seed(count)
    X = torch.randn(count, 2, generator=generator, dtype=torch.float64)
    return X, X @ torch.tensor([[2.0], [-3.4]], dtype=torch.float64) + 4.2


@pytest.mark.parametrize('size', [10, 20, 50])
def test_in_float64_the_two_are_a_thousand_times_closer_than_float32_could_be(size):
    X, y = samples()
    net = nn.Linear(2, 1).double()
    w = net.weight.detach().T.clone().requires_grad_()
    b = net.bias.detach().clone().requires_grad_()
    optimizer = torch.optim.SGD(net.parameters(), 0.03)
    for _ in range(3):
        for X_part, y_part in data_iter(size, X, y):
            squared_loss(linreg(X_part, w, b), y_part).sum().backward()
            sgd([w, b], 0.03, size)
            optimizer.zero_grad()
            (nn.MSELoss()(net(X_part), y_part) / 2).backward()
            optimizer.step()
            assert (w.T - net.weight).abs().max() < 1e-10 and (b - net.bias).abs().max() < 1e-10


def test_the_loader_serves_each_sample_once_in_another_order_each_epoch():
    rows = torch.arange(25.0).reshape(-1, 1)
    batches = loader(10, rows, rows)
    epochs = [[y for _, y in batches] for _ in range(2)]
    assert [[len(y) for y in epoch] for epoch in epochs] == 2 * [[10, 10, 5]]
    orders = [torch.cat(epoch).reshape(-1).tolist() for epoch in epochs]
    assert orders[0] != orders[1] and [sorted(order) for order in orders] == 2 * [rows.reshape(-1).tolist()]


def test_the_model_starts_as_ours_does_and_training_finds_the_parameters():
    starts = torch.cat([linear_model(2).weight.detach() for _ in range(2000)])
    assert starts.mean().abs() < 0.001 and abs(starts.std() - 0.01) < 0.001
    net = linear_model(2)
    assert net.bias.item() == 0
    X, y = (tensor.float() for tensor in samples(1000))
    train_concise(net, loader(10, X, y), 0.03, 3)
    assert torch.allclose(net.weight, torch.tensor([[2.0, -3.4]]), atol=0.01)


def test_a_step_of_the_training_is_that_of_the_lesson():
    X, y = (tensor.float() for tensor in samples(10))
    net = linear_model(2)
    w, b = net.weight.detach().T.clone().requires_grad_(), net.bias.detach().clone().requires_grad_()
    train_concise(net, [(X, y), (X, y)], 0.1, 2)
    for _ in range(4):
        squared_loss(linreg(X, w, b), y).sum().backward()
        sgd([w, b], 0.1, 10)
    torch.testing.assert_close(net.weight.T, w)
    torch.testing.assert_close(net.bias, b)
