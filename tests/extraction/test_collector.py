"""The garbage collector is held off while a page is read, and only then."""

from __future__ import annotations

import gc
from threading import Barrier, Thread

import pytest

from scraper import extract
from scraper.extraction.collector import held_off
from scraper.markup.layout import Box

PAGE = "<html><body><h1>A house by the sea</h1>" + "<p>All who live there, year after year.</p>" * 300


def test_the_collector_is_off_within_and_on_again_behind_even_after_an_error() -> None:
    assert gc.isenabled()
    with pytest.raises(KeyError), held_off():
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled()


def test_it_stays_off_for_those_who_had_it_off() -> None:
    gc.disable()
    try:
        extract(PAGE.encode())
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_last_of_many_threads_lets_it_go_on() -> None:
    both = Barrier(2)

    def read() -> None:
        with held_off():
            both.wait(10)
            assert not gc.isenabled()
            both.wait(10)

    threads = [Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert gc.isenabled()


def test_what_is_made_of_a_page_holds_no_circles() -> None:
    extract(PAGE.encode())
    gc.collect()
    gc.disable()
    try:
        post = extract(PAGE.encode(), "https://blog.example/a-house/")
        assert post.html and post.markdown
        del post
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_a_post_holds_the_boxes_of_its_own_text_only() -> None:
    def boxes() -> int:
        return sum(isinstance(one, Box) for one in gc.get_objects())

    before = boxes()
    menu = "".join(f"<li><a href=/{number}>Way {number}</a></li>" for number in range(500))
    post = extract(f"<nav><ul>{menu}</ul></nav>{PAGE[:1000]}".encode(), "https://blog.example/a-house/")
    assert "year after year" in post.text
    assert boxes() - before < 100
    assert "year after year" in post.html
