"""The page of a day as a mail: everything in it, nothing that acts."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from netlog.views import digest, mailing
from netlog.views.words import safe

if TYPE_CHECKING:
    from netlog.core.agenda import Agenda, Week

ALLOWED = {
    "html", "head", "meta", "title", "body", "div", "h1", "h2", "p", "strong", "span", "br", "code",
}  # fmt: skip
ATTRIBUTES = {"lang", "charset", "name", "content", "style", "dir", "aria-hidden"}


class Mail(HTMLParser):
    """The tags, attributes and texts of a document, each of which must be closed in turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: dict[str, set[str]] = {}
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in {"meta", "br"}:
            self._open.append(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, set()).add(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(" ".join(data.split()))


def test_a_mail_has_everything_on_the_page(page: Agenda, week: Week) -> None:
    texts = Mail(mailing.html(page, week)).texts
    for section in page.sections:
        assert section.title in texts
        for item in section.items:
            assert item.name or "You" in texts
            assert {item.text, item.step} <= set(texts)
    assert "+4 more: netlog due" in texts
    assert texts[0] == digest.subject(page)
    assert texts[1] == "Sunday 22 November 2026"
    assert texts[-3:] == list(digest.describe(week))


def test_nothing_in_a_mail_acts_or_is_fetched(hostile: Agenda, page: Agenda, week: Week) -> None:
    for each in (hostile, page):
        mail = Mail(mailing.html(each, week))
        assert mail.tags <= ALLOWED
        assert set(mail.attributes) <= ATTRIBUTES
        styles = " ".join(mail.attributes["style"])
        assert "url(" not in styles
        assert "@import" not in styles


def test_what_the_user_wrote_is_text_alone(hostile: Agenda) -> None:
    html = mailing.html(hostile)
    texts = Mail(html).texts
    for section in hostile.sections:
        for item in section.items:
            assert " ".join(safe(item.name).split()) in texts
            assert " ".join(safe(item.text).split()) in texts
    assert [safe(line) for line in html.split("\n")] == html.split("\n")


def test_a_mail_fits_a_phone_in_the_light_and_in_the_dark(page: Agenda) -> None:
    html = mailing.html(page)
    assert html.startswith("<!DOCTYPE html>")
    assert html.endswith("</html>\n")
    mail = Mail(html)
    assert mail.attributes["lang"] == {"en"}
    assert {"width=device-width, initial-scale=1", "light dark"} <= mail.attributes["content"]
    assert any("max-width:600px" in style for style in mail.attributes["style"])
    assert not any("background" in style for style in mail.attributes["style"])


def test_only_keep_warm_has_a_mark(page: Agenda) -> None:
    texts = Mail(mailing.html(page)).texts
    assert [text for text in texts if text in "○◐●"] == ["●", *"◐◐◐◐"]


def test_a_page_with_nothing_says_what_to_do_next(page: Agenda) -> None:
    texts = Mail(mailing.html(page._replace(sections=()))).texts
    assert texts[-2:] == ["Nothing today. Say hi to somebody?", "netlog hi NAME"]


def test_equal_pages_make_equal_mails(page: Agenda, week: Week) -> None:
    assert mailing.html(page, week) == mailing.html(page, week)
    assert mailing.html(page, week) != mailing.html(page)
