"""Reading block lists: each form says which hosts it means, and none is read to say more."""

from array import array

import pytest

from bot.network.formats import BadList, digest, holds, packed, read_list, unpacked


def on(text: str, host: str, column: str = "", spared: tuple[str, ...] = ()) -> bool:
    return holds(read_list(text.encode(), column), host, lambda name: name in spared)


@pytest.mark.parametrize(
    ("text", "hit", "miss"),
    [
        ("# a comment\nevil-jobs.example\n", "evil-jobs.example", "example"),
        ("evil-jobs.example", "www.evil-jobs.example", "hr.evil-jobs.example"),
        ("www.evil-jobs.example", "evil-jobs.example", "www.www.evil-jobs.example"),
        ("hr.evil-jobs.example # why", "hr.evil-jobs.example", "evil-jobs.example"),
        ("https://evil-jobs.example/", "evil-jobs.example", "example"),
        ("*.evil-jobs.example", "hr.evil-jobs.example", "evil-jobs.example.org"),
        (".evil-jobs.example", "evil-jobs.example", "notevil-jobs.example"),
        ("EVIL-Jobs.Example.", "evil-jobs.example", "evil.example"),
        ("вакансия.example", "xn--80aae0ait2a7i.example", "example"),
        ("0.0.0.0 evil-jobs.example", "evil-jobs.example", "hr.evil-jobs.example"),
        ("127.0.0.1\tevil-jobs.example other.example # x", "other.example", "x"),
        ("::1 evil-jobs.example", "evil-jobs.example", "x"),
        ("! title\n||evil-jobs.example^", "a.b.evil-jobs.example", "evil-jobs.example.org"),
        ("||evil-jobs.example^$document,important", "evil-jobs.example", "x"),
        ("[Adblock Plus]\n||evil.example^\n@@||good.evil.example^", "bad.evil.example", "a.good.evil.example"),
        ("address=/evil-jobs.example/0.0.0.0", "hr.evil-jobs.example", "x"),
        ("local=/evil-jobs.example/", "evil-jobs.example", "x"),
    ],
)
def test_each_form_means_what_it_says(text: str, hit: str, miss: str) -> None:
    assert on(text, hit)
    assert not on(text, miss)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Id,Domain,Added\n1,evil.example,2026-01-01\n2,other.example,2026-01-02\n", "Domain"),
        ("Id;Domain\n1;evil.example\n", "Domain"),
        ("Domain\tId\nevil.example\t1\n", "Domain"),
        ('Domain,Note\n"evil.example","a, b"\n', "Domain"),
        ("Page\nhttps://evil.example/\n", "Page"),
    ],
)
def test_a_column_of_a_table_is_read(text: str, column: str) -> None:
    assert on(text, "evil.example", column)
    assert not on(text, "2026-01-01", column)


def test_a_column_that_is_not_there_is_said() -> None:
    with pytest.raises(BadList, match="no column Host"):
        read_list(b"Id,Domain\n1,evil.example\n", "Host")


@pytest.mark.parametrize(
    "line",
    [
        "https://evil.example/x.php", "||evil.example/path^", "||evil.example^$third-party", "evil.example##.banner",
        "||evil.example^$script", "/banner[0-9]+/", "9.9.9.9", "10.0.0.1 10.0.0.2", "localhost", "9.9.9.9 localhost",
        "com", "evil example", "-.example", "x" * 2000 + ".example", "a..example", "||*.^", "||^", "*", ".",
    ],
)  # fmt: skip
def test_what_is_no_host_is_left_out(line: str) -> None:
    assert len(read_list(f"one.example\ntwo.example\n{line}\n".encode())) == 2


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"# only\n# comments\n",
        b"<!doctype html><html>\n<p>Not found</p>\n</html>",
        b"\x00\x01\x02" * 500,
        b"\xff" * 99,
    ],
)
def test_what_is_no_list_is_refused(body: bytes) -> None:
    with pytest.raises(BadList):
        read_list(body)


def test_a_list_of_more_than_a_million_lines_is_refused() -> None:
    with pytest.raises(BadList, match="too many lines"):
        read_list(b"a.example\n" * 1_000_001)


def test_a_listed_platform_does_not_blame_those_who_live_on_it() -> None:
    assert on("||pages.example^", "shop.pages.example")
    assert not on("||pages.example^", "shop.pages.example", spared=("pages.example",))


def test_a_list_is_kept_in_eight_bytes_an_entry_and_comes_back_whole() -> None:
    digests = read_list(b"b.example\na.example\nb.example\n")
    assert len(packed(digests)) == 16
    assert unpacked(packed(digests)) == digests == array("Q", sorted((digest("a.example"), digest("b.example"))))
    assert b"example" not in packed(digests)
