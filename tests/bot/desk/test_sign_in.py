"""Nobody comes in but by a fresh link of their own, pressed in their own browser; and everybody gets out."""

import asyncio
import json
import re
from dataclasses import replace

import httpx
import pytest
from pydantic import SecretStr, ValidationError

from bot import store
from bot.__main__ import OPERATORS
from bot.app import running
from bot.markup import plain
from bot.model import At, Command
from bot.scene import Services
from bot.settings import Settings
from bot.store import accounts, audit, partners, visits
from bot.store.partners import kind_of
from bot.store.people import monday
from bot.store.sums import counts
from bot.store.tables import Store
from bot.talk import talk
from tests.bot import samples
from tests.bot import telegram_json as tg
from tests.bot.desk.conftest import HOST, HOUSE, Come, account, browser, key_in, link, sign_in
from tests.bot.server import TOKEN, bot_api

COOKIE = "__Host-desk"
NO_GOOD = "That did not work."


def later(services: Services, seconds: int) -> Services:
    return replace(services, now=lambda: services.now() + seconds)


async def said(services: Services, name: str, argument: str = "", chat: int = 7) -> str:
    return "\n".join(plain(reply.html) for reply in await talk(Command(At(chat, 3, "en"), name, argument), services))


async def test_an_invitation_makes_an_account_and_the_link_signs_in(services: Services) -> None:
    code = await accounts.invite(services.store, "Ann", "reviewer", HOUSE.code, int(services.now()))
    assert "You now have an account" in await said(services, "start", code)
    async with browser(services) as client:
        answer = await sign_in(client, await link(services))
        assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
        page = (await client.get("/desk")).text
    assert "Ann (reviewer) for Workers&#x27; House" in page
    actions = [line.action for line in await audit.lines(services.store, HOUSE.code)]
    assert sorted(actions) == ["account.take", "sign-in"]


async def test_an_invitation_is_good_once_for_a_week_and_not_in_a_group(services: Services) -> None:
    code = await accounts.invite(services.store, "Ann", "viewer", "", int(services.now()))
    assert "used before, or it is too old" in await said(later(services, 8 * 86_400), "start", code)
    await said(services, "start", code, chat=-7)
    await said(services, "start", code)
    assert "used before, or it is too old" in await said(services, "start", code, chat=8)
    assert await accounts.of_chat(services.store, 8) is None


async def test_without_an_account_the_command_is_one_we_do_not_know(services: Services) -> None:
    assert await said(services, "desk") == await said(services, "nonsense")
    await account(services)
    assert await said(replace(services, desk=""), "desk") == await said(services, "nonsense")


async def test_privacy_tells_who_has_an_account_that_it_is_kept(services: Services) -> None:
    assert "account" not in await said(services, "privacy")
    await account(services)
    assert "Your account for the partner pages" in await said(services, "privacy")


async def test_a_link_works_once(services: Services) -> None:
    await account(services)
    path = await link(services)
    async with browser(services) as client, browser(services) as second:
        assert (await sign_in(client, path)).status_code == 303
        again = await sign_in(second, path)
        assert (again.status_code, COOKIE in again.headers.get("set-cookie", "")) == (403, False)


async def test_looking_at_a_link_does_not_use_it_up(services: Services) -> None:
    await account(services)
    path = await link(services)
    async with browser(services) as preview, browser(services) as client:
        for _ in range(3):
            await preview.get(path)
            await preview.head(path)
        assert (await sign_in(client, path)).status_code == 303


async def test_a_link_ends_after_ten_minutes_and_with_the_next_one(services: Services) -> None:
    await account(services)
    first = await link(services)
    second = await link(services)
    async with browser(services) as client, browser(later(services, 601)) as late:
        assert (await sign_in(client, first)).status_code == 403
        assert (await sign_in(late, second)).status_code == 403


async def test_wrong_old_and_used_links_get_the_same_answer(services: Services) -> None:
    await account(services)
    old = await link(services)
    await link(services)
    async with browser(services) as client:
        answers = {(await sign_in(client, path)).text for path in (old, "/desk/in/" + "x" * 43, "/desk/in/%22%3E%3Cb")}
    assert len(answers) == 1
    assert NO_GOOD in answers.pop()


async def test_only_hashes_of_links_and_visits_are_kept(services: Services, come: Come) -> None:
    client = await come()
    path = await link(services)
    async with services.store.engine.connect() as connection:
        rows = [
            str((await connection.exec_driver_sql(f"select * from {table}")).all())  # noqa: S608  # names of our own tables
            for table in ("signin", "visit", "account", "audit")
        ]
    assert client.cookies[COOKIE] not in str(rows)
    assert path.rpartition("/")[2] not in str(rows)


async def test_the_cookie_is_bound_to_the_host_and_out_of_reach_of_scripts(services: Services) -> None:
    await account(services)
    async with browser(services) as client:
        answer = await sign_in(client, await link(services))
    (cookie,) = [c for c in answer.headers.get_list("set-cookie") if c.startswith(f"{COOKIE}=")]
    for part in ("HttpOnly", "Secure", "SameSite=strict", "Path=/", "Max-Age=43200"):
        assert part in cookie
    assert "Domain" not in cookie
    assert answer.headers["cache-control"] == "no-store"


async def test_without_https_the_cookie_has_another_name_since_browsers_would_refuse_it(services: Services) -> None:
    here = "http://127.0.0.1:8080"
    local = replace(services, desk=here)
    await account(local)
    words = await said(local, "desk")
    path = re.search(r"http://127\.0\.0\.1:8080(/desk/in/\S+)", words)
    assert path
    async with browser(local, here) as client:
        answer = await sign_in(client, path.group(1))
        assert any(c.startswith("desk=") and "Secure" not in c for c in answer.headers.get_list("set-cookie"))
        assert (await client.get("/desk")).status_code == 200


async def test_what_a_browser_brought_before_is_never_its_visit(services: Services) -> None:
    """Session fixation: a cookie that somebody planted stays worth nothing."""
    await account(services)
    planted = "A" * 43
    async with browser(services) as client, browser(services) as thief:
        client.cookies.set(COOKIE, planted)
        thief.cookies.set(COOKIE, planted)
        answer = await sign_in(client, await link(services))
        assert f"{COOKIE}={planted}" not in str(answer.headers)
        assert (await thief.get("/desk")).status_code == 303


async def test_signing_in_again_ends_the_visit_before(services: Services, come: Come) -> None:
    client = await come()
    before = client.cookies[COOKIE]
    await sign_in(client, await link(services))
    assert await visits.visitor(services.store, before, int(services.now())) is None


async def test_a_form_of_another_site_signs_nobody_in(services: Services) -> None:
    """Else somebody could make a person work in the account of another, and read what they do there."""
    await account(services)
    path = await link(services)
    word = path.rpartition("/")[2]
    async with browser(services) as attacker, browser(services) as client:
        key = key_in((await attacker.get(path)).text)
        for headers in ({}, {"Sec-Fetch-Site": "cross-site"}):
            got = await client.post("/desk/in", data={"key": key, "word": word}, headers=headers)
            assert got.status_code == 403
        fields = {"key": key, "word": word}
        assert (await attacker.post("/desk/in", data=fields, headers={"Sec-Fetch-Site": "cross-site"})).is_error
        assert (await attacker.post("/desk/in", data=fields, headers={"Sec-Fetch-Site": "same-origin"})).is_redirect


async def test_signing_out_ends_the_visit_for_copies_of_the_cookie_too(services: Services, come: Come) -> None:
    client = await come()
    held, key = client.cookies[COOKIE], key_in((await client.get("/desk")).text)
    assert "You are signed out" in (await client.post("/desk/out", data={"key": key})).text
    async with browser(services) as copy:
        copy.cookies.set(COOKIE, held)
        assert (await copy.get("/desk")).headers["location"] == "/desk/in"


async def test_a_visit_ends_after_twelve_hours(services: Services, come: Come) -> None:
    held = (await come()).cookies[COOKIE]
    async with browser(later(services, 12 * 3600 - 1)) as still, browser(later(services, 12 * 3600)) as over:
        still.cookies.set(COOKIE, held)
        over.cookies.set(COOKIE, held)
        assert (await still.get("/desk")).status_code == 200
        assert (await over.get("/desk")).status_code == 303


@pytest.mark.parametrize("how", ["account", "partner", "person"])
async def test_whoever_is_dropped_is_out_at_once(services: Services, come: Come, how: str) -> None:
    client = await come(partner=HOUSE.code)
    mine = await accounts.of_chat(services.store, 7)
    assert mine
    if how == "account":
        await accounts.drop(services.store, mine.id)
    elif how == "partner":
        await partners.drop(services.store, HOUSE.code)
    else:
        await talk(Command(At(7, 3, "en"), "delete"), services)
    assert (await client.get("/desk")).status_code == 303
    assert await accounts.of_chat(services.store, 7) is None


async def test_guessing_is_slowed_down(services: Services) -> None:
    async with browser(services) as client:
        codes = [(await sign_in(client, "/desk/in/" + "y" * 43)).status_code for _ in range(30)]
    assert codes[0] == 403
    assert codes[-1] == 429


async def test_two_who_press_the_same_link_at_once_are_not_both_in(services: Services) -> None:
    await account(services)
    path = await link(services)
    async with browser(services) as one, browser(services) as two:
        answers = await asyncio.gather(sign_in(one, path), sign_in(two, path))
    assert sorted(answer.status_code for answer in answers) == [303, 403]


async def test_after_a_change_of_secrets_accounts_and_visits_are_still_good(services: Services, come: Come) -> None:
    held = (await come()).cookies[COOKIE]
    store = replace(services.store, secret=b"a newer secret for tests", old=(services.store.secret,))
    newer = replace(services, store=store)
    async with browser(newer) as client:
        client.cookies.set(COOKIE, held)
        page = await client.get("/desk")
        assert (await client.post("/desk/out", data={"key": key_in(page.text)})).status_code == 200
    assert (await link(newer)).startswith("/desk/in/")


async def test_accounts_visits_log_and_counts_are_the_same_on_both_databases(any_shop: Store) -> None:
    """What the pages do in the database, once through."""
    code = await accounts.invite(any_shop, "Ann", "admin", HOUSE.code, 100)
    mine = await accounts.take(any_shop, 7, code, samples.TODAY, 101)
    assert mine
    assert await accounts.take(any_shop, 8, code, samples.TODAY, 102) is None
    assert await accounts.find(any_shop, mine.id) == await accounts.of_chat(any_shop, 7) == mine
    word = await visits.link(any_shop, mine.id, 103)
    held = await visits.begin(any_shop, word, 104)
    assert held
    assert await visits.begin(any_shop, word, 105) is None
    assert await visits.visitor(any_shop, held, 106) == mine
    await audit.note(any_shop, mine, "sign-in", "", 107)
    assert [line.at for line in await audit.lines(any_shop, HOUSE.code)] == [107]
    await store.count(any_shop, samples.TODAY, [("level", "stop"), (f"{kind_of(HOUSE.code)}:flag", "fee")])
    found = {(one.partner, one.kind, one.count) for one in await counts(any_shop, [monday(samples.TODAY)])}
    assert found == {("", "level", 1), (HOUSE.code, "flag", 1)}
    await visits.expire(any_shop, 10**9)
    assert await visits.visitor(any_shop, held, 108) is None
    assert await accounts.drop(any_shop, mine.id)


def test_the_pages_need_an_address_for_the_links() -> None:
    with pytest.raises(ValidationError, match="DESK needs PUBLIC_URL"):
        Settings(desk=True)
    with pytest.raises(ValidationError, match="must be https"):
        Settings(public_url="http://desk.example.org")
    with pytest.raises(ValidationError, match="without a path"):
        Settings(public_url="https://desk.example.org/evil\r\nX: y")
    assert Settings(desk=True, public_url=f"{HOST}/").public_url == HOST


async def test_the_whole_way_over_telegram_and_the_wire(services: Services, free_port: int) -> None:
    here = f"http://127.0.0.1:{free_port}"
    code = await accounts.invite(services.store, "Ann", "admin", "", int(services.now()))
    async with bot_api() as api:
        settings = Settings(
            telegram_token=SecretStr(TOKEN), telegram_api_base_url=api.base_url,
            desk=True, public_url=here, port=free_port, host="127.0.0.1",
        )  # fmt: skip
        async with running(settings, replace(services, desk=here)), httpx.AsyncClient(base_url=here) as client:
            await api.give(tg.command(f"/start {code}"))
            assert "account" in (await api.sent(1))["text"]
            await api.give(tg.command("/desk"))
            path = re.search(r"/desk/in/[\w-]+", (await api.sent(2))["text"])
            assert path
            assert (await sign_in(client, path.group())).status_code == 303
            assert "Ann (admin)" in (await client.get("/desk")).text
            assert (await client.get("/")).status_code == 404


@pytest.fixture
def run(tmp_path, capsys):
    """The command line with a database of its own: code, what it printed, what it complained of."""
    url, secret = f"sqlite+aiosqlite:///{tmp_path}/test.db", SecretStr("a secret for tests only, long enough")
    settings = Settings(database_url=url, secret_key=secret)

    def call(*words: str) -> tuple[int, str, str]:
        code = OPERATORS["accounts"](words, settings)
        out = capsys.readouterr()
        return code, out.out, out.err

    return call


def test_the_operator_invites_and_sees_that_nobody_is_there_yet(run) -> None:
    made = json.loads(run("invite", "Ann", "--all", "--role", "admin", "--bot", "@SecondLookBot", "--json")[1])
    assert made["link"] == f"https://t.me/SecondLookBot?start={made['code']}"
    assert accounts.is_invitation(made["code"])
    assert "/start d" in run("invite", "Ben", "--all")[1]
    assert "Nobody can sign in yet" in run()[1]


def test_who_sees_everything_is_said_by_name(run) -> None:
    with pytest.raises(SystemExit) as wrong:
        run("invite", "Ann")
    assert wrong.value.code == 2


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("invite", "Ann", "--partner", "pzzzzzzzzzz"), "no partner with the code"),
        (("invite", "An\nn", "--all"), "one line"),
        (("invite", "Ann", "--all", "--bot", "not a bot"), "the bot's name"),
        (("drop", "nobody"), "no account"),
    ],
)
def test_what_the_operator_mistypes_is_said(run, words: tuple[str, ...], why: str) -> None:
    code, _, err = run(*words)
    assert code == 1
    assert why in err
