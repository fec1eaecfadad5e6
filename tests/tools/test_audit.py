"""`make audit` fails for what it finds."""

import pytest

import audit

FAULTLESS = dict.fromkeys(audit.FAULTLESS, 100)


@pytest.mark.parametrize(
    'scores, titles, found, says',
    [
        (FAULTLESS | {'performance': 40}, [], [], []),
        (FAULTLESS | {'seo': 99}, [], [], ['en/loss.html: seo is 99']),
        (FAULTLESS, ['Links have no name'], [], ['en/loss.html: Links have no name']),
        (FAULTLESS, [], ['image-alt: img'], ['en/loss.html: image-alt: img']),
    ],
    ids=['speed alone', 'a score', 'what Lighthouse faults', 'what axe finds'],
)
def test_a_page_fails_for_what_is_found_and_not_for_its_speed(scores, titles, found, says):
    assert audit.problems('en/loss.html', scores, titles, found) == says
