"""What is pinned, and what the workflows run with it."""

import re
import tomllib
from importlib import metadata

import yaml
from helpers.texts import found
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet


def pins(book):
    """Return {name: (version, marker, hashes)} of the lock."""
    text = (book.root / 'requirements.txt').read_text(encoding='utf-8')
    entries = [
        Requirement(re.sub(r'\\\n.*', '', entry, flags=re.DOTALL).strip())
        for entry in re.findall(r'(?m)^[a-z].*(?:\n    .*)*', text)
    ]
    hashes = [
        len(re.findall('--hash=sha256:[0-9a-f]{64}', entry)) for entry in re.findall(r'(?m)^[a-z].*(?:\n    .*)*', text)
    ]
    return {
        entry.name: (str(entry.specifier).removeprefix('=='), entry.marker, count)
        for entry, count in zip(entries, hashes)
    }


def test_the_lock_holds_all_that_is_asked_for_with_hashes_and_no_cuda(book):
    project = tomllib.loads((book.root / 'pyproject.toml').read_text(encoding='utf-8'))['project']
    asked = [
        Requirement(line)
        for line in [
            *project['dependencies'],
            *(line for group in project['optional-dependencies'].values() for line in group),
        ]
    ]
    locked = pins(book)
    for requirement in asked:
        if requirement.name != 'torch':
            assert requirement.specifier.contains(locked[requirement.name][0]), requirement
    assert not [name for name, (_, _, hashes) in locked.items() if not hashes]
    assert not [name for name in locked if name.startswith(('nvidia', 'cuda', 'triton', 'torch'))]
    [torch] = [requirement for requirement in asked if requirement.name == 'torch']
    pinned = found('^torch==(.*)$', (book.root / 'requirements-torch.txt').read_text(encoding='utf-8'), re.MULTILINE)[1]
    assert torch.specifier.contains(pinned) and not torch.specifier.contains('2.12.9')


def test_each_pin_can_be_installed_in_the_oldest_python(book):
    oldest = found(
        r'^>=([\d.]+)',
        tomllib.loads((book.root / 'pyproject.toml').read_text(encoding='utf-8'))['project']['requires-python'],
    )[1]
    installed = {dist.metadata['Name'].lower().replace('_', '-'): dist for dist in metadata.distributions()}
    too_new = [
        name
        for name in pins(book)
        if name in installed
        and not SpecifierSet(installed[name].metadata.get('Requires-Python', '')).contains(f'{oldest}.0')
    ]
    assert not too_new


def test_the_npm_lock_names_no_registry(book):
    assert 'resolved' not in (book.root / 'package-lock.json').read_text(encoding='utf-8')


def test_the_workflow_does_what_ci_does_and_its_actions_are_pinned(book):
    workflow = (book.root / '.github/workflows/book.yml').read_text(encoding='utf-8')
    nightly = (book.root / '.github/workflows/nightly.yml').read_text(encoding='utf-8')
    uses = re.findall(r'uses: (\S+)', workflow + nightly)
    assert len(uses) >= 5 and all(re.fullmatch(r'[\w/-]+@[0-9a-f]{40}', action) for action in uses), uses
    assert 'make mutants' in nightly and 'cron:' in nightly and 'GITHUB_STEP_SUMMARY' in nightly
    [long] = yaml.safe_load(nightly)['jobs'].values()
    assert long['strategy']['matrix']['command'] == ['make mutants', 'make theory', 'make audit']
    assert [step['run'] for step in long['steps'] if 'run' in step][0].startswith('${{ matrix.command }} ')
    jobs = yaml.safe_load(workflow)['jobs']
    commands = {name: [step['run'] for step in job['steps'] if 'run' in step] for name, job in jobs.items()}
    assert commands['test'] == ['make test ${{ matrix.newest }}'] and commands['fork'] == ['make test-fork']
    assert commands['systems'] == ['python tools/bootstrap.py', '${{ matrix.book }} check', '${{ matrix.book }} build']
    assert [row['system'] for row in jobs['systems']['strategy']['matrix']['include']] == [
        'macos-latest',
        'windows-latest',
    ]
    assert (
        jobs['build']['needs'] == ['test', 'fork', 'systems']
        and 'make build BASE_URL' in workflow
        and 'deploy-pages' in workflow
    )
    assert re.findall(r'^make .*', (book.root / '.ci/run').read_text(encoding='utf-8'), re.MULTILINE) == [
        'make test',
        'make test-fork',
    ]


def test_the_workflow_tests_each_python_that_the_bounds_allow(book):
    project = tomllib.loads((book.root / 'pyproject.toml').read_text(encoding='utf-8'))['project']
    oldest, beyond = (int(minor) for minor in found(r'^>=3\.(\d+),<3\.(\d+)$', project['requires-python']).groups())
    matrix = yaml.safe_load((book.root / '.github/workflows/book.yml').read_text(encoding='utf-8'))['jobs']['test'][
        'strategy'
    ]['matrix']['include']
    assert matrix == [
        *({'python': f'3.{minor}', 'newest': ''} for minor in range(oldest, beyond)),
        {'python': f'3.{beyond - 1}', 'newest': 'NEWEST=1'},
    ]
    locked = pins(book) | {
        'torch': (found('torch==(.*)', (book.root / 'requirements-torch.txt').read_text(encoding='utf-8'))[1],)
    }
    for requirement in project['dependencies']:  # what is pinned is the oldest
        name, lower, upper = found(r'^(\w+)>=([\d.]+),<([\d.]+)$', requirement).groups()
        assert locked[name][0].startswith(f'{lower}.')
