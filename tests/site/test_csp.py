"""The headers for the hosts allow what stands in the pages, and nothing else."""

import base64
import hashlib
import re

import pytest
from helpers.screen import served

from book.site.artifacts import csp

PAGE = (
    '<script src="x.js"></script><script>one()</script>'
    '<script type="application/json">{}</script><style>p{color:red}</style>'
)


def hashed(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(text):
    return dict(rule.split(' ', 1) for rule in text.split('; '))


def test_an_inline_script_is_allowed_by_its_hash_and_a_changed_one_is_not():
    rules = policy(csp.headers([PAGE])['Content-Security-Policy'])
    assert rules['script-src'] == f"'self' {hashed('one()')}"
    assert rules['style-src'] == f"'self' {hashed('p{color:red}')}"
    assert hashed('one()') not in csp.headers([PAGE.replace('one', 'two')])['Content-Security-Policy']


def test_nothing_is_allowed_but_the_site_itself(built_site):
    rules = policy(served.headers(built_site)['Content-Security-Policy'])
    assert rules['default-src'] == rules['base-uri'] == rules['form-action'] == rules['frame-ancestors'] == "'none'"
    sources = {source for value in rules.values() for source in value.split()}
    assert {source for source in sources if not source.startswith("'sha256-")} == {
        "'self'",
        "'none'",
        "'unsafe-inline'",
        "'wasm-unsafe-eval'",
        'data:',
    }
    assert [name for name, value in rules.items() if "'unsafe" in value] == ['style-src-attr']
    assert [name for name, value in rules.items() if 'wasm' in value] == ['script-src']
    assert [name for name, value in rules.items() if 'data:' in value] == ['img-src']


@pytest.mark.parametrize(
    'name, line', [('.htaccess', '  Header always set {} "{}"'), ('nginx-headers.conf', 'add_header {} "{}" always;')]
)
def test_every_kind_of_host_gets_the_same_headers(built_site, name, line):
    wanted = served.headers(built_site)
    assert list(wanted) == ['Content-Security-Policy', 'Referrer-Policy', 'X-Content-Type-Options']
    lines = (built_site / name).read_text(encoding='utf-8').splitlines()
    assert [text for text in lines if not re.match('</?IfModule', text)] == [
        line.format(*header) for header in wanted.items()
    ]


def test_only_a_site_that_runs_code_may_and_only_the_hosts_that_are_named_are_asked():
    plain, running = (
        policy(csp.headers([PAGE], ['https://w.org'], runs)['Content-Security-Policy']) for runs in (0, 1)
    )
    assert "'wasm-unsafe-eval'" in running['script-src'] and 'wasm' not in plain['script-src']
    assert plain['connect-src'] == "'self' https://w.org", plain
    assert plain['worker-src'] == plain['font-src'] == "'self'", plain


def test_no_address_is_told_to_another_site_and_no_file_is_taken_for_what_it_is_not():
    found = csp.headers([PAGE])
    assert (found['Referrer-Policy'], found['X-Content-Type-Options']) == ('same-origin', 'nosniff')


def test_a_page_of_any_folder_counts_and_an_empty_script_does_not(tmp_path):
    (tmp_path / 'en').mkdir()
    (tmp_path / 'index.html').write_text('<script></script>', encoding='utf-8')
    (tmp_path / 'en/a.html').write_text("<script>say('中')</script>", encoding='utf-8')
    csp.write(tmp_path)
    allowed = hashed("say('中')")
    text = (tmp_path / '_headers').read_text(encoding='utf-8')
    assert f"script-src 'self' {allowed};" in text and text.startswith('/*\n  Content-'), text
