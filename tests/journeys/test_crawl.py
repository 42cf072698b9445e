"""Every address of the site, in every language: what it asks for, what it says, its links."""

import re
from itertools import chain
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Error

pytestmark = pytest.mark.browser

LANGUAGES = ["en", "fr", "es", "ar", "ru", "zh-hans"]
NARROWEST = 320


def own(answer, origin: str) -> list[str]:
    return [link for link in answer.links if link.startswith(f"{origin}/")]


def language_of(url: str) -> str:
    return urlsplit(url).path.strip("/").partition("/")[0]


@pytest.fixture(scope="module")
def sitemaps(demo, bookshelf) -> dict[str, list[str]]:
    """Every address the sitemaps tell, by language."""
    index = bookshelf.get(f"{demo.origin}/sitemap.xml")
    parts = [bookshelf.get(url) for url in locations(index)]
    urls = list(chain.from_iterable(locations(part) for part in parts))
    return {code: [url for url in urls if language_of(url) == code] for code in LANGUAGES}


def locations(answer) -> list[str]:
    assert answer.status == 200
    return re.findall("<loc>(.*?)</loc>", answer.body.decode())


@pytest.fixture(scope="module")
def pages(sitemaps, addresses, demo, bookshelf) -> list:
    """Every page a visitor can come to without typing more than a search."""
    others = [urljoin(demo.origin, path) for code in LANGUAGES for path in addresses(code)]
    urls = dict.fromkeys([*chain.from_iterable(sitemaps.values()), *others])
    return [answer for url in urls if (answer := bookshelf.get(url)).status == 200]


def test_the_sitemaps_tell_every_public_page_and_nothing_else(sitemaps, demo, bookshelf):
    index = bookshelf.get(f"{demo.origin}/sitemap.xml")
    told = chain.from_iterable(locations(bookshelf.get(url)) for url in locations(index))
    assert sorted(told) == sorted(urljoin(demo.origin, page.path) for page in demo.pages)


def test_a_visitor_tells_what_a_page_should_not_do(visitor):
    # Every journey relies on it, and passes when a visitor is silent.
    visitor.go("/en/")
    visitor.page.evaluate("console.error('a complaint')")
    visitor.page.evaluate("setTimeout(() => { throw new Error('a breakdown'); })")
    visitor.page.evaluate("document.body.setAttribute('style', 'color: red')")
    # The browser tells of a violation a moment later.
    visitor.go("/fr/")
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        visitor.go("https://elsewhere.example/")
    told = "\n".join(visitor.complaints)
    for expected in ("a complaint", "a breakdown", "content security policy: style-src"):
        assert expected in told
    assert visitor.elsewhere == ["https://elsewhere.example/"]
    visitor.complaints.clear()
    visitor.requests.clear()


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_ask_nobody_else_and_complain_of_nothing(new_visitor, sitemaps, addresses, language):
    # The fixture compares what was asked for and what was complained of with nothing.
    visitor = new_visitor()
    # Every page in a language of each direction; one of each type in the others.
    whole = sitemaps[language] if language in ("en", "ar") else []
    for address in dict.fromkeys([*whole, *addresses(language)]):
        visitor.go(address)
    assert len(visitor.requests) > len(whole)
    assert visitor.page.context.cookies() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_fit_the_narrowest_screen(new_visitor, addresses, language):
    visitor = new_visitor(viewport={"width": NARROWEST, "height": 640})
    too_wide = {}
    for path in addresses(language):
        visitor.go(path)
        if overflow := visitor.overflow:
            too_wide[path] = overflow
    assert too_wide == {}


def test_every_page_says_its_language_and_direction(pages, demo):
    said = {answer.url: answer.html.named("html")[0] for answer in pages}
    tags = {url: said[url]["lang"].lower() for url in said}
    assert tags == {url: language_of(url) for url in said}
    directions = {url: said[url]["dir"] for url in said}
    assert directions == {url: "rtl" if tags[url] == "ar" else "ltr" for url in said}


def test_translations_of_a_page_name_each_other(pages, bookshelf):
    with_translations = [answer for answer in pages if answer.alternates]
    assert with_translations
    for answer in with_translations:
        for tag, url in answer.alternates.items():
            if tag == "x-default":
                assert bookshelf.get(url).status == 302
            else:
                other = bookshelf.get(url)
                assert other.status == 200
                assert other.html.named("html")[0]["lang"] == tag
                assert other.alternates == answer.alternates


def test_every_link_within_the_site_leads_somewhere(pages, demo, bookshelf):
    broken = {}
    for answer in pages:
        for link in own(answer, demo.origin):
            status = bookshelf.get(link).status
            if status != (302 if leads_on(link) else 200):
                broken[link] = (status, f"on {answer.url}")
    assert broken == {}


def leads_on(link: str) -> bool:
    """Say whether a link is meant to redirect: to a language, or back after a choice."""
    return urlsplit(link).path == "/" or is_preference(link)


def is_preference(link: str) -> bool:
    """Say whether a link sets how the site looks, and comes back to where it was."""
    return urlsplit(link).query in ("data=low", "data=full")


def test_every_link_to_a_part_of_a_page_finds_it(pages, demo, bookshelf):
    lost = []
    for answer in pages:
        for link in own(answer, demo.origin):
            part = urldefrag(link).fragment
            if part and part not in bookshelf.get(link).anchors:
                lost.append(f"{link} on {answer.url}")
    assert lost == []


def test_an_anchor_names_one_place_only(pages):
    twice = []
    for answer in pages:
        names = [attributes["id"] for _, attributes in answer.html.elements if "id" in attributes]
        twice += [f"{name} on {answer.url}" for name in set(names) if names.count(name) > 1]
    assert twice == []


def test_what_is_not_there_is_not_found_in_every_language(demo, bookshelf):
    answers = [bookshelf.get(f"{demo.origin}/{code}/nothing-is-here/") for code in LANGUAGES]
    assert [answer.status for answer in answers] == [404] * len(LANGUAGES)


def test_no_answer_to_a_stranger_sets_a_cookie(pages, demo, bookshelf):
    for answer in pages:
        for link in own(answer, demo.origin):
            bookshelf.get(link)
    setting = [url for url, answer in bookshelf.answers.items() if answer.headers["Set-Cookie"]]
    assert [url for url in setting if not is_preference(url)] == []


def test_a_file_can_never_run_as_a_page_of_the_site(pages, demo, bookshelf):
    links = set(chain.from_iterable(own(answer, demo.origin) for answer in pages))
    files = [bookshelf.get(link) for link in links if urlsplit(link).path.startswith("/documents/")]
    assert files
    for file in files:
        assert not file.is_html
        assert file.headers["X-Content-Type-Options"] == "nosniff"
        assert file.headers["Content-Security-Policy"] == "default-src 'none'"


def test_every_section_with_a_feed_is_followed_in_its_language(pages, demo, bookshelf):
    feeds = {
        urljoin(answer.url, link["href"]): answer
        for answer in pages
        for link in answer.html.named("link")
        if link.get("type") == "application/atom+xml"
    }
    assert {language_of(url) for url in feeds} == set(LANGUAGES)
    for url, section in feeds.items():
        feed = bookshelf.get(url)
        assert feed.headers.get_content_type() == "application/atom+xml"
        assert f'xml:lang="{section.html.named("html")[0]["lang"]}"' in feed.body.decode()
