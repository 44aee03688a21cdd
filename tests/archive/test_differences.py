"""Comparisons that would take too long are made by paragraph, or not at all; both texts are still in them."""

from __future__ import annotations

from scraper.archive.differences import MAX_PAIRS, words


def _both(old: str, new: str) -> list[tuple[str, str]]:
    pieces = list(words(old, new))
    for wanted, left_out in ((old, "added"), (new, "removed")):
        assert "".join("".join(text for kind, text in pieces if kind != left_out).split()) == "".join(
            wanted.split()
        )
    return pieces


def test_a_long_text_is_compared_by_paragraph() -> None:
    old = [f"ord{number} " * 30 for number in range(200)]
    new = [*old[:-1], "annat " * 30]
    new[0] = "nytt " * 30
    pieces = _both("\n\n".join(old), "\n\n".join(new))
    assert {kind for kind, _ in pieces} == {"same", "removed", "added"}
    assert sum(len(text) for kind, text in pieces if kind == "same") > 10_000


def test_texts_without_anything_in_common_are_replaced_whole() -> None:
    old, new = (" ".join(f"{letter}{number}" for number in range(3_000)) for letter in "ab")
    assert [kind for kind, _ in _both(old, new)] == ["removed", "added"]


def test_a_word_repeated_for_ever_is_not_compared_with_itself_for_ever() -> None:
    """Pairs grow with the square, and time with the cube: this took a minute."""
    many = int(MAX_PAIRS**0.5) * 6
    pieces = _both("a " * many, "b " + "a b " * (many // 2))
    assert len(pieces) < 5
