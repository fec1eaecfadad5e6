"""Wrong code is caught by the mathematics, not by comparing it with the pages: the tests of test_scratch.py see a wrong
lesson.
"""

import importlib.util
import inspect
import random
import types
from pathlib import Path

import pytest
import torch

from linreg import scratch

SOURCE = inspect.getsource(scratch)


def lesson_tests():
    """Return the tests of test_scratch.py by name: they are tried here on wrong lessons."""
    spec = importlib.util.spec_from_file_location('lesson_tests', Path(__file__).with_name('test_scratch.py'))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name.removeprefix('test_'): test for name, test in vars(module).items() if name.startswith('test_')}


TESTS = lesson_tests()

SERVES = 'data_iter_serves_every_sample_once_and_the_rest_in_a_last_batch'
FAULTS = {  # what is wrong: (the right code, the wrong code, the test that must fail)
    'no division by the batch size': (' / batch_size\n', '\n', 'sgd_divides_the_gradient_by_the_batch_size'),
    'mean loss as well as the division': ('l.sum()', 'l.mean()', 'train_divides_by_the_batch_size_only_once'),
    'gradients are not cleared': ('param.grad.zero_()', 'pass', 'sgd_clears_the_gradients'),
    'labels are not reshaped': (
        'y.reshape(y_hat.shape)',
        'y',
        'squared_loss_reshapes_the_labels_so_that_each_sample_meets_its_own',
    ),
    'the step goes uphill': ('param -= lr', 'param += lr', 'sgd_goes_downhill'),
    'no factor one half': ('** 2 / 2', '** 2', 'squared_loss_is_half_the_squared_error_of_each_sample'),
    'the noise has another standard deviation': (
        'noise=0.01',
        'noise=0.011',
        'synthetic_data_uses_the_noise_of_the_lesson_unless_told_otherwise',
    ),
    'the noise is not what was asked for': (
        'torch.normal(0, noise, y.shape)',
        'torch.normal(0, 0.01, y.shape)',
        'synthetic_data_has_the_shapes_and_the_distribution_it_promises',
    ),
    'no noise': (
        'y += torch.normal(0, noise, y.shape)',
        'pass',
        'synthetic_data_uses_the_noise_of_the_lesson_unless_told_otherwise',
    ),
    'the bias is left out of the data': (
        'y = torch.matmul(X, w) + b',
        'y = torch.matmul(X, w)',
        'synthetic_data_adds_the_bias',
    ),
    'the bias is left out of the model': (
        'return torch.matmul(X, w) + b',
        'return torch.matmul(X, w)',
        'linreg_adds_the_bias',
    ),
    'the samples are not shuffled': ('random.shuffle(indices)', 'pass', 'data_iter_shuffles_anew_each_epoch'),
    'the last batch is dropped': (
        'range(0, num_examples, batch_size)',
        'range(0, num_examples - batch_size + 1, batch_size)',
        SERVES,
    ),
    'the last batch is repeated': (
        'range(0, num_examples, batch_size)',
        'range(0, num_examples + batch_size, batch_size)',
        SERVES,
    ),
    'samples lose their labels': ('labels[batch_indices]', 'labels[i: i + len(batch_indices)]', SERVES),
    'one epoch too few': ('in range(num_epochs)', 'in range(num_epochs - 1)', 'train_runs_as_many_epochs_as_asked_for'),
    'two epochs instead of three': (
        'num_epochs = 3',
        'num_epochs = 2',
        'the_values_of_the_lesson_are_those_that_it_states',
    ),
    'the loss is that of the last batch': (
        'loss(net(features, w, b), labels)',
        'l',
        'train_prints_the_loss_after_each_epoch_on_all_data_after_the_update',
    ),
    'the loss is taken before the update': (
        """            l.sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            train_l = loss(net(features, w, b), labels)
""",
        """            train_l = loss(net(features, w, b), labels)
            l.sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
""",
        'train_prints_the_loss_after_each_epoch_on_all_data_after_the_update',
    ),
    'the update is recorded': (
        """    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
""",
        """    if True:
        for param in params:
            param -= lr * param.grad / batch_size
""",
        'the_step_of_sgd_is_not_recorded',
    ),
    'the bias is never updated': ('sgd([w, b]', 'sgd([w]', 'train_takes_one_step_of_torch_optim_sgd_for_each_batch'),
    'the weights start too large': (
        'torch.normal(0, 0.01, size',
        'torch.normal(0, 0.1, size',
        'the_initial_parameters_are_small_random_weights_and_a_zero_bias_that_record_operations',
    ),
    'the errors have the wrong sign': (
        'true_w - w.reshape(true_w.shape)',
        'w.reshape(true_w.shape) - true_w',
        'parameter_errors_are_true_minus_fitted_in_the_shape_of_the_true_ones',
    ),
    'the errors are not reshaped': (
        'true_w - w.reshape(true_w.shape)',
        'true_w - w',
        'parameter_errors_are_true_minus_fitted_in_the_shape_of_the_true_ones',
    ),
}


def failing(source):
    """Return the names of the tests that fail when the lesson has this source."""
    lesson = types.ModuleType('wrong_lesson')
    exec(compile(source, 'wrong_lesson.py', 'exec'), vars(lesson))
    names = []
    for name, test in TESTS.items():
        torch.manual_seed(0)
        random.seed(0)
        try:
            test(lesson)
        except Exception:
            names.append(name)
    return names


def test_the_lesson_as_it_is_fails_no_test():
    assert failing(SOURCE) == []


@pytest.mark.parametrize('fault', FAULTS)
def test_wrong_code_is_caught(results, fault):
    right, wrong, name = FAULTS[fault]
    assert SOURCE.count(right) == 1, 'the lesson has changed: plant the fault anew'
    caught = failing(SOURCE.replace(right, wrong))
    assert name in caught
    results.add('wrong-code', fault, ', '.join(f'`test_{test}`' for test in caught))


def test_the_table_beside_the_tests_lists_every_fault(results):
    assert sorted(results.names('wrong-code')) == sorted(FAULTS), 'run `make results`'
