"""From a file of cars to a prediction: read, train, choose, and a model that standardizes by itself."""

import csv

import torch
from torch import nn

cars = '''car,mpg,pounds,hp
Mazda RX4,21.0,2620,110
Mazda RX4 Wag,21.0,2875,110
Datsun 710,22.8,2320,93
Hornet 4 Drive,21.4,3215,110
Hornet Sportabout,18.7,3440,175
Valiant,18.1,3460,105
Duster 360,14.3,3570,245
Merc 240D,24.4,3190,62
Merc 230,22.8,3150,95
Merc 280,19.2,3440,123
Merc 280C,17.8,3440,123
Merc 450SE,16.4,4070,180
Merc 450SL,17.3,3730,180
Merc 450SLC,15.2,3780,180
Cadillac Fleetwood,10.4,5250,205
Lincoln Continental,10.4,5424,215
Chrysler Imperial,14.7,5345,230
Fiat 128,32.4,2200,66
Honda Civic,30.4,1615,52
Toyota Corolla,33.9,1835,65
Toyota Corona,21.5,2465,97
Dodge Challenger,15.5,3520,150
AMC Javelin,15.2,3435,150
Camaro Z28,13.3,3840,245
Pontiac Firebird,19.2,3845,175
Fiat X1-9,27.3,1935,66
Porsche 914-2,26.0,2140,91
Lotus Europa,30.4,1513,113
Ford Pantera L,15.8,3170,264
Ferrari Dino,19.7,2770,175
Maserati Bora,15.0,3570,335
Volvo 142E,21.4,2780,109
'''  # Motor Trend, 1974; Henderson and Velleman, 1981


def read(file):
    """Return names, features and labels of the cars in a file."""
    rows = list(csv.DictReader(file))
    names = [row['car'] for row in rows]
    X = [[float(row['pounds']) * 0.4536 / 1000, float(row['hp'])]
         for row in rows]
    y = [[100 * 3.785 / (1.609 * float(row['mpg']))] for row in rows]
    return names, torch.tensor(X), torch.tensor(y)


class Scaled(nn.Module):
    """A linear model that standardizes its features itself."""
    def __init__(self, X):
        super().__init__()
        self.register_buffer('mean', X.mean(0))
        self.register_buffer('deviation', X.std(0))
        self.linear = nn.Linear(X.shape[1], 1)
    def forward(self, X):
        return self.linear((X - self.mean) / self.deviation)


def loss_of(model, X, y):
    """Return the mean loss of a model on samples."""
    return nn.functional.mse_loss(model(X), y) / 2


def fit(X, y, lr=0.3, steps=100):
    """Return a model that was trained on these samples."""
    model = Scaled(X)
    optimizer = torch.optim.SGD(model.parameters(), lr)
    for _ in range(steps):
        l = loss_of(model, X, y)
        optimizer.zero_grad()
        l.backward()
        optimizer.step()
    return model


def cross_validate(X, y, k):
    """Return the mean loss of k parts, each unseen by its model."""
    parts = torch.arange(len(X)).chunk(k)
    total = 0
    for i, held in enumerate(parts):
        rest = torch.cat(parts[:i] + parts[i + 1:])
        model = fit(X[rest], y[rest])
        total += loss_of(model, X[held], y[held]).item()
    return total / len(parts)
