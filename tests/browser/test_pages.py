"""The reading pages as people use them: by eye, by keyboard, on a telephone, in the dark, on paper, by screen reader."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Served

pytestmark = pytest.mark.browser

PAGES = (
    "", "sites", "sites/1", "sites/1?by=organisation&within=2025-06", "posts", "posts/1", "posts/2", "posts/4", "posts/5",
    "posts/1/revisions/1", "posts/1/page", "people", "people/1", "organisations/1", "roles/1", "tags/1", "changes", "health",
    "search", "search?q=isen+year:2024-2026", "people/1?since=2026&until=2026#posts", "people?site=1", "changes?site=1", "posts/999999",
)  # fmt: skip


@pytest.fixture
def page(browser: Any, lived: Served) -> Any:
    context = browser.new_context(base_url=lived.at, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    yield opened
    context.close()


def test_no_page_has_a_serious_fault_of_accessibility(browser: Any, lived: Served, axe: str) -> None:
    faults = []
    for scheme, width in (("light", 1280), ("dark", 390)):
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 844})
        page = context.new_page()
        for path in PAGES if scheme == "light" else PAGES[::4]:
            page.goto(f"{lived.at}/lived/-/{path}", wait_until="load")
            page.evaluate(axe)
            found = page.evaluate(
                "axe.run(document, {iframes: false, resultTypes: ['violations']}).then(found => found.violations"
                ".map(one => [one.id, one.impact, one.nodes[0].html, one.nodes[0].failureSummary]))"
            )
            faults += [(path, scheme, *one) for one in found if one[1] in ("serious", "critical", "moderate")]
        context.close()
    assert faults == []


def test_no_page_is_wider_than_a_telephone_or_breaks_its_own_policy(browser: Any, lived: Served) -> None:
    """A style or script of ours that the policy forbids would be a fault nobody sees."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.text} at {page.url}"))
    wide = []
    for address in [
        *(f"lived/-/{path}" for path in PAGES),
        "archive/-/",
        "archive/-/posts/1",
        "archive/-/roles",
    ]:
        page.goto(f"{lived.at}/{address}", wait_until="load")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wide += [(address, over)] if over > 0 else []
    context.close()
    assert wide == []
    assert [line for line in said if "Content Security Policy" in line] == []


def test_a_reader_finds_a_post_and_what_changed_in_it(page: Any) -> None:
    page.goto("/lived/-/")
    page.fill("#q", 'isen author:"Tveit, Ragna" org:fjall*')
    page.keyboard.press("Enter")
    assert page.locator("mark").first.inner_text().lower() == "isen"
    page.goto("/lived/-/posts/1")
    assert page.locator("h1").inner_text() == "Isen om natten, rättad 2 gång"
    assert page.locator(".body").get_attribute("lang") == "sv"
    page.get_by_role("link", name="What changed").first.click()
    page.locator(".difference ins").first.wait_for()
    words = page.locator(".difference ins").all_inner_texts()
    assert "hösten" in " ".join(words) and "rättad" in " ".join(words)
    assert page.locator(".difference del").first.inner_text()
    page.get_by_role("link", name="The page before this edit").click()
    frame = page.frame_locator("iframe")
    assert frame.locator("h1").inner_text().startswith("Dammen om natten")
    assert "pågår till våren" in frame.locator("body").inner_text()


def test_the_keyboard_reaches_the_text_first(page: Any) -> None:
    page.goto("/lived/-/posts/1")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_month_of_the_chart_leads_to_its_posts(page: Any) -> None:
    page.goto("/lived/-/sites/1")
    page.locator("svg.chart a.hit").nth(2).click()
    page.wait_for_url("**within=*")
    heading = page.locator("#posts").inner_text()
    assert heading.startswith("Posts of ")
    month = heading.removeprefix("Posts of ")
    assert all(month in line for line in page.locator(".posts .meta").all_inner_texts())


def test_dark_and_print(page: Any) -> None:
    page.goto("/lived/-/posts/1")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) != light
    page.emulate_media(media="print", color_scheme="light")
    assert not page.locator(".top nav").is_visible() and page.locator(".body").is_visible()


def test_pictures_can_be_left_out_and_stay_so(page: Any) -> None:
    page.goto("/lived/-/posts/1")
    assert page.locator(".body img").get_attribute("referrerpolicy") == "no-referrer"
    page.get_by_role("link", name="Read without pictures").click()
    page.goto("/lived/-/posts/8")
    assert page.locator(".body img").get_attribute("src") is None
    assert page.locator(".body img").get_attribute("alt") == "Dammen en vintermorgon"


def test_datasettes_own_pages_lead_to_the_reading_pages(page: Any) -> None:
    page.goto("/lived")
    page.get_by_role("link", name="Read the archive").click()
    assert page.url.endswith("/lived/-/")
