"""Rules for the dark hold without a script, too, under the same conditions, and only they."""

from book.site.styles.system_dark import follow_system

DARK = '@media screen and (prefers-color-scheme:dark)'


def test_a_rule_for_the_dark_gets_a_copy_that_weighs_the_same():
    sheet = 'a{color:red}[data-md-color-scheme="slate"][data-md-color-primary=black] a,p{color:blue}'
    assert (
        follow_system(sheet)
        == f'{sheet}\n{DARK}{{:where(body):not([data-md-color-media]):not([data-md-color-media]) a{{color:blue}}}}\n'
    )


def test_a_rule_that_only_asks_for_some_colour_holds_without_a_choice_as_well():
    sheet = '[data-md-color-scheme=slate][data-md-color-primary]{color:blue}'
    assert (
        follow_system(sheet)
        == f'{sheet}\n{DARK}{{:where(body):not([data-md-color-media])[data-md-color-primary]{{color:blue}}}}\n'
    )


def test_a_condition_stays_a_condition():
    sheet = '@media print{[data-md-color-scheme=slate]{color:red}a{color:blue}}'
    assert (
        follow_system(sheet)
        == f'{sheet}\n{DARK}{{@media print{{:where(body):not([data-md-color-media]){{color:red}}}}}}\n'
    )


def test_other_colours_and_plain_sheets_stay_as_they_are():
    for sheet in (
        'a{color:red}',
        '[data-md-color-scheme=slate][data-md-color-primary=pink]{color:pink}',
        '[data-md-color-scheme=default]{color:red}',
    ):
        assert follow_system(sheet) == sheet
