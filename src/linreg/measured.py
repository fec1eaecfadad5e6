"""What `make scale` measured (tools/scale.py writes this): see chapters `scale` and `processes`."""

measured = '2026-11-27, 2 cores, PyTorch 2.13.0+cpu'
sizes = [1000, 10000, 100000, 1000000, 10000000]
ways = {
    'ours, mini-batches of 10': [216.0, 256.0, 272.0, 301.0, 328.0],
    'DataLoader, nn.Linear, SGD': [383.0, 353.0, 385.0, 412.0, 490.0],
    'randperm and split': [194.0, 215.0, 230.0, 248.0, 291.0],
    'the same, compiled': [374.0, 471.0, 778.0, 813.0, 770.0],
    'mini-batches of n / 10': [33.0, 3.5, 0.601, 1.31, 1.82],
    'the same, one thread': [20.1, 3.33, 0.74, 1.82, 2.56],
    'SGDRegressor': [1.96, 0.399, 0.516, 2.07, 2.84],
    'lstsq': [0.301, 0.0284, 0.0102, 0.0123, 0.0364],
}
apart = {
    'ours, mini-batches of 10': [0.14, 0.14, None, None, None],
    'DataLoader, nn.Linear, SGD': [0.17, 0.21, None, None, None],
    'randperm and split': [0.19, 0.14, None, None, None],
    'the same, compiled': [0.19, 0.14, None, None, None],
    'mini-batches of n / 10': [0.22, 0.11, 0.28, 0.21, 0.57],
    'the same, one thread': [0.22, 0.11, 0.28, 0.21, 0.57],
    'SGDRegressor': [0.37, 0.27, 0.16, 0.11, 0.23],
    'lstsq': [0.0, 0.0, 0.0, 0.0, 0.0],
}
memory = {
    100000: 301,
    1000000: 315,
    10000000: 343,
    100000000: 354,
}
all_reduce = {
    3: 402.0,
    1000: 752.0,
    100000: 1120.0,
    10000000: 36900.0,
}
one_process = {
    3: 204.0,
    1089: 358.0,
    16641: 1340.0,
    263169: 15000.0,
    1050625: 52500.0,
}
two_processes = {
    3: 1080.0,
    1089: 1990.0,
    16641: 1890.0,
    263169: 13100.0,
    1050625: 34600.0,
}
