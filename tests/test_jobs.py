"""The workflows: what each job runs, with which Pythons and packages."""

import re
import tomllib

import yaml
from helpers.pages import ROOT

WORKFLOWS = sorted((ROOT / '.github/workflows').glob('*.yml'))
DOES = {  # what each job runs, with which Python, and how often: `make` does the rest
    ('book', 'test'): ('${{ matrix.python }}', ['make test ${{ matrix.newest }}']),
    ('book', 'fork'): ('3.11', ['make test-fork']),
    ('book', 'systems'): (
        '3.13',
        ['python tools/bootstrap.py', '${{ matrix.book }} check', '${{ matrix.book }} build'],
    ),
    ('book', 'build'): ('3.11', ['make build BASE_URL="$BASE_URL/"']),
    ('book', 'publish'): (None, []),
    ('nightly', 'long'): ('3.11', ['${{ matrix.command }} 2>&1 | tee -a "$GITHUB_STEP_SUMMARY"']),
}


def test_each_job_runs_what_it_is_there_for_with_the_python_that_it_names():
    found = {}
    for path in WORKFLOWS:
        for name, job in yaml.safe_load(path.read_text(encoding='utf-8'))['jobs'].items():
            assert 'strategy' not in job or job['strategy']['fail-fast'] is False, f'{name}: one failure hides others'
            pythons = [step['with'] for step in job['steps'] if 'setup-python' in step.get('uses', '')]
            runs = [step['run'] for step in job['steps'] if 'run' in step]
            found[path.stem, name] = (pythons[0].get('python-version') if pythons else None, runs)
            kept = [(each.get('cache'), each.get('cache-dependency-path')) for each in pythons]
            assert kept == [('pip', 'requirements*.txt')] * len(pythons), f'{name}: downloads everything each time'
    assert found == DOES


def test_every_python_that_is_allowed_is_tried_and_the_newest_packages_too():
    matrix = yaml.safe_load((ROOT / '.github/workflows/book.yml').read_text(encoding='utf-8'))['jobs']['test']
    tried = [(each['python'], each['newest']) for each in matrix['strategy']['matrix']['include']]
    project = tomllib.loads((ROOT / 'pyproject.toml').read_text(encoding='utf-8'))['project']
    oldest, below = map(int, re.findall(r'3\.(\d+)', project['requires-python']))
    versions = [f'3.{minor}' for minor in range(oldest, below)]
    assert tried == [*((version, '') for version in versions), (versions[-1], 'NEWEST=1')]


def test_the_long_commands_run_each_night():
    flow = yaml.safe_load((ROOT / '.github/workflows/nightly.yml').read_text(encoding='utf-8'))
    assert flow['jobs']['long']['timeout-minutes'] == 180, 'the mutants take long'
    assert flow['jobs']['long']['strategy']['matrix'] == {'command': ['make mutants', 'make theory', 'make audit']}
