"""What a comment is shown without: names, addresses, and marks nobody sees."""

import pytest

from program.pulse.cleaning import clean


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  Our talks help.  ", "Our talks help."),
        ("Ｆｕｌｌ width ﬁts", "Full width fits"),
        ("zero\u200bwi\u200cdth\u200d\u2060\ufeff", "zerowidth"),
        ("\u202eturned round\u202c", "turned round"),
        ("soft\u00adhyphen", "softhyphen"),
        ("👍🏽 and 👋🏿", "👍 and 👋"),
        ("🤷🏾\u200d♀\ufe0f", "🤷"),
        (":wave::skin-tone-4: hi", ":wave: hi"),
        ("ask <@U02AB3CD4>", "ask [name]"),
        ("ask <@U02AB3CD4|anna>", "ask [name]"),
        ("in <#C02AB3CD4|horizon>", "in [name]"),
        ("<!channel> and <!subteam^S02AB3CD4>", "[name] and [name]"),
        ("@anna.berg knows", "[name] knows"),
        ("anna.berg@example.com knows", "[name] knows"),
        ("see <https://example.com/me|my page>", "see [link]"),
        ("see https://example.com/me?x=1", "see [link]"),
        ("see www.example.com", "see [link]"),
        ("<mailto:anna@example.com|anna@example.com>", "[link]"),
        ("U02AB3CD4 said so", "[name] said so"),
        ("one\r\n\r\n\r\ntwo\t three", "one\ntwo three"),
        ("=1+1", "=1+1"),
        ("3 < 5 > 4", "3 < 5 > 4"),
        ("at 5 @ the office", "at 5 @ the office"),
        ("日本語 و العربية", "日本語 و العربية"),
        ("\u200b", ""),
    ],
)
def test_a_comment_is_shown_without_what_names_or_marks_anybody(typed: str, shown: str) -> None:
    assert clean(typed) == shown


def test_cleaning_twice_changes_nothing_more() -> None:
    text = "<@U02AB3CD4> ＜@U02AB3CD4＞ 👍🏽 https://a.b/c"
    assert clean(clean(text)) == clean(text)
    assert "U02AB3CD4" not in clean(text)
