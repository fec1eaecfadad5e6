"""The folder `live/` of a site: what stands in it, what is said if it cannot be made, and where torch comes from."""

import json
import os
import re
import shutil
import zipfile

import pytest
from helpers.screen import served

from book.manuscript.book import LANGUAGES
from book.manuscript.problems import BookError
from book.site import builder
from book.site.live import runtime

WHEEL = 'torch-9.9-py3-none-any.whl'


def setting(book, old, new):
    """Change mkdocs.yml of a book."""
    path = book.configs[0]
    text = path.read_text(encoding='utf-8')
    assert old in text
    path.write_text(text.replace(old, new), encoding='utf-8')


def test_one_copy_serves_all_languages(built_site):
    assert {path.relative_to(built_site).as_posix() for path in built_site.rglob('*.wasm')} == {'live/pyodide.asm.wasm'}
    words = json.loads((built_site / 'live/words.json').read_text(encoding='utf-8'))['words']
    assert words['zh'].keys() == words['en'].keys()
    assert words['zh']['hints'].keys() == words['en']['hints'].keys()


def test_the_libraries_are_compiled_and_the_rest_waits(built_site):
    with zipfile.ZipFile(built_site / 'live/start.zip') as start, zipfile.ZipFile(built_site / 'live/rest.zip') as rest:
        first, later = set(start.namelist()), set(rest.namelist())
        dates = {info.date_time for info in (*start.infolist(), *rest.infolist())}
    assert {'torch/__init__.pyc', 'matplotlib/pyplot.pyc', 'book_session.pyc', 'random.pyc'} <= first
    assert {'xml/dom/minidom.pyc', 'unittest/mock.pyc'} <= later
    assert not first & later
    assert [name for name in first | later if not name.endswith('.pyc')] == []
    assert dates == {(1980, 1, 1, 0, 0, 0)}, 'the same input gives other bytes each time'


def test_a_wheel_of_the_real_torch_can_take_the_place_of_ours(tiny_book, builders):
    setting(tiny_book, 'torch: src/tinytorch', f'torch: https://wheels.example.org/{WHEEL}')
    site = builder.build(tiny_book, builders=builders)
    assert json.loads((site / 'live/words.json').read_text(encoding='utf-8'))['torch'] == [
        f'https://wheels.example.org/{WHEEL}'
    ]
    policy = served.headers(site)['Content-Security-Policy']
    assert "connect-src 'self' https://wheels.example.org;" in policy
    with zipfile.ZipFile(site / 'live/start.zip') as start:
        assert [name for name in start.namelist() if name.startswith('torch/')] == []


def test_without_the_setting_no_page_runs_and_the_policy_is_narrower(tiny_book, builders):
    path = tiny_book.configs[0]
    path.write_text(re.sub(r'(?m)^  live:\n(    .*\n)+', '', path.read_text(encoding='utf-8')), encoding='utf-8')
    site = builder.build(tiny_book, builders=builders)
    assert not (site / 'live').exists()
    assert 'book-run' not in (site / 'zh/fall.html').read_text(encoding='utf-8')
    assert 'wasm' not in served.headers(site)['Content-Security-Policy']


def test_a_folder_that_is_not_there_is_named(tiny_book, builders):
    setting(tiny_book, 'src/tinytorch', 'src/nothing')
    with pytest.raises(BookError, match='mkdocs.yml.*src/nothing.*name a folder'):
        builder.build(tiny_book, builders=builders)


@pytest.mark.parametrize(
    'address, wheel', [('src/tinytorch', False), ('https://x.org/a.whl', True), ('a.whl?x=1', True)]
)
def test_a_wheel_is_known_by_its_name(address, wheel):
    assert runtime.is_wheel(address) == wheel


HINTED = {  # the hint on an error: a word of it in each language
    'NameError': ('name', '名字'),
    'SyntaxError': ('bracket', '括号'),
    'IndentationError': ('indentation', '缩进'),
    'ModuleNotFoundError': ('libraries', '库'),
    'NotImplementedError': ('small torch', '小'),
    'MemoryError': ('memory', '内存'),
    'RecursionError': ('itself', '自己'),
}


@pytest.mark.parametrize('language', LANGUAGES)
def test_each_hint_is_about_its_error(book, language):
    hints = book.setting(language, 'extra')['book']['live']['hints']
    words = {error: pair[language == 'zh'] for error, pair in HINTED.items()}
    assert hints.keys() == words.keys() and [error for error in hints if words[error] not in hints[error]] == []


def test_a_changed_script_is_packed_anew(tiny_book, tmp_path, monkeypatch):
    sources = shutil.copytree(runtime.SOURCES, tmp_path / 'sources')
    monkeypatch.setattr(runtime, 'SOURCES', sources)
    keys = [runtime._key(tiny_book, {})]  # packing itself takes seconds
    for name in ('page.js', 'service-worker.js', 'page.css'):
        with (sources / name).open('a', encoding='utf-8') as script:
            script.write('\n')
        keys.append(runtime._key(tiny_book, {}))
    assert len(set(keys)) == 4


def test_what_is_not_installed_is_named_with_the_remedy(tiny_book, tmp_path):
    (tiny_book.root / 'node_modules').unlink()
    for package in ('pyodide', 'esbuild', '@codemirror/view'):
        with pytest.raises(BookError, match=f'node_modules/{package}: {package} is not installed.*make setup'):
            runtime.write(tmp_path, tiny_book)
        (tiny_book.root / 'node_modules' / package).mkdir(parents=True)


def test_a_changed_library_or_another_version_of_a_package_is_packed_anew(tiny_book, tmp_path):
    (tiny_book.root / 'node_modules').unlink()
    library = tmp_path / 'library'
    package = tiny_book.root / 'node_modules/pyodide/package.json'
    for path in (library / 'inner/a.py', package, library / '__pycache__/a.pyc'):
        path.parent.mkdir(parents=True)
        path.write_text('1', encoding='utf-8')

    def key(**libraries):
        return runtime._key(tiny_book, libraries or {'torch': library})

    keys = [key(), key(other=library)]
    for path in (library / 'inner/a.py', package):
        path.write_text('2', encoding='utf-8')
        keys.append(key())
    assert len(set(keys)) == 4, keys
    (library / '__pycache__/a.pyc').write_text('2', encoding='utf-8')
    assert key() == keys[-1], 'what Python itself writes counts for nothing'


def test_each_other_host_is_named_once_and_the_site_itself_is_none(tiny_book):
    setting(
        tiny_book,
        'torch: src/tinytorch',
        f'torch: https://b.org/{WHEEL}\n    one: https://a.org/1.whl\n'
        '    two: https://a.org/2.whl\n    own: wheels/3.whl',
    )
    assert runtime.hosts(tiny_book) == ['https://a.org', 'https://b.org']


def test_a_script_that_does_not_compile_is_named_with_its_line(tiny_book, tmp_path, monkeypatch):
    sources = shutil.copytree(runtime.SOURCES, tmp_path / 'sources')
    monkeypatch.setattr(runtime, 'SOURCES', sources)
    (sources / 'store.js').write_text('// one\nexport const read = (\n', encoding='utf-8')
    with pytest.raises(BookError, match=r'sources/store.js:3: .*mend what it names, then build again'):
        runtime._bundle(tiny_book, tmp_path / 'out', {'sizes': {}, 'lock': {}}, 'page.js')


def test_packing_that_fails_leaves_nothing_half_made_and_the_last_few_that_were_made(tiny_book, tmp_path):
    modules = tiny_book.root / 'node_modules'
    modules.unlink()
    for package in ('pyodide', 'esbuild', '@codemirror/view'):
        (modules / package).mkdir(parents=True)
    cache = tiny_book.root / '.cache/live'
    for number in range(runtime.KEPT + 2):
        (cache / f'{number}').mkdir(parents=True)
        os.utime(cache / f'{number}', (number, number))
    with pytest.raises(BookError, match='(?s)pack.mjs.*pyodide.mjs.*mend what it names'):
        runtime.write(tmp_path / 'site', tiny_book)
    assert sorted(path.name for path in cache.iterdir()) == ['2', '3', '4', '5', 'lock']
    assert not (tmp_path / 'site').exists()


def test_the_service_worker_begins_a_new_store_with_any_change_of_what_it_keeps(built_site, tmp_path):
    live = shutil.copytree(built_site / 'live', tmp_path / 'live')
    script = (live / 'service-worker.js').read_text(encoding='utf-8')
    for name in ('service-worker.js', 'words.json'):  # which it does not keep
        (live / name).unlink()
    versions = [runtime._version(live)]
    assert f'"{versions[0]}"' in script
    for path in sorted(live.iterdir()):
        path.write_bytes(path.read_bytes() + b'\n')
        versions.append(runtime._version(live))
    assert len(set(versions)) == len(versions) > 7, versions
