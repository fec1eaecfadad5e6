"""Linear regression from scratch: the whole lesson in one file, in the lesson's order."""

import random

import torch
from matplotlib import pyplot as plt


def synthetic_data(w, b, num_examples, noise=0.01):
    """Make num_examples samples of y = Xw + b + noise."""
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = torch.matmul(X, w) + b
    y += torch.normal(0, noise, y.shape)
    return X, y.reshape((-1, 1))


true_w = torch.tensor([2, -3.4])
true_b = 4.2


def plot_data(features, labels):
    """Draw the second feature against the labels."""
    plt.figure(figsize=(5, 3.5))
    plt.scatter(features[:, 1].detach().numpy(), labels.detach().numpy(), 1)
    plt.xlabel('features[:, 1]')
    plt.ylabel('labels')


def data_iter(batch_size, features, labels):
    """Yield the samples in random order, one mini-batch at a time."""
    num_examples = len(features)
    indices = list(range(num_examples))
    random.shuffle(indices)
    for i in range(0, num_examples, batch_size):
        batch_indices = torch.tensor(indices[i: min(i + batch_size, num_examples)])
        yield features[batch_indices], labels[batch_indices]


def initial_parameters():
    """Return w, small and random, and b, zero: both record operations."""
    w = torch.normal(0, 0.01, size=(2, 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    return w, b


def linreg(X, w, b):
    """Predict the labels of X: the linear model Xw + b."""
    return torch.matmul(X, w) + b


def squared_loss(y_hat, y):
    """Return half the squared error of each sample."""
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2


def sgd(params, lr, batch_size):
    """Take one step of mini-batch stochastic gradient descent, in place."""
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()


batch_size = 10
lr = 0.03
num_epochs = 3
net = linreg
loss = squared_loss


def train(w, b, features, labels, batch_size=batch_size, lr=lr, num_epochs=num_epochs, net=net, loss=loss):
    """Fit w and b, in place, and print the loss after each epoch."""
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = loss(net(X, w, b), y)
            l.sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            train_l = loss(net(features, w, b), labels)
            print(f'epoch {epoch + 1}, loss {float(train_l.mean()):f}')


def parameter_errors(w, b):
    """Return the errors of w and b: the true parameters minus the fitted ones."""
    with torch.no_grad():
        return true_w - w.reshape(true_w.shape), true_b - b


if __name__ == '__main__':
    torch.manual_seed(42)
    random.seed(42)
    features, labels = synthetic_data(true_w, true_b, 1000)
    w, b = initial_parameters()
    train(w, b, features, labels)
    w_error, b_error = parameter_errors(w, b)
    print(f'error of w: {w_error}')
    print(f'error of b: {b_error}')
    plot_data(features, labels)
    plt.show()
