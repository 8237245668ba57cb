"""Logging in, roles, sessions, tokens, forged forms: each attack that was thought of, and that it fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.web.team import PASSWORD, ROLES, Browser, team_register

from pacta.app import login, passwords, people, tokens
from pacta.app.clock import now
from pacta.app.restrict import restrict
from pacta.app.rights import LOCAL, rights_of
from pacta.model import PactaError
from pacta.store import Register
from pacta.web.access.rate import Rate


@pytest.fixture
def file(register_file: Path, tmp_path: Path) -> Path:
    return team_register(register_file, tmp_path)


@pytest.fixture
def team(file: Path) -> Iterator[Register]:
    with Register.open(file) as register:
        yield register


@pytest.fixture
def browser(file: Path) -> Browser:
    return Browser(file)


def logged_in(file: Path, name: str) -> Browser:
    browser = Browser(file)
    assert browser.log_in(name).status_code == 303
    return browser


# Who comes in


def test_one_user_on_the_loopback_needs_no_login(register_file: Path) -> None:
    browser = Browser(register_file)
    assert browser.get("/statements").status_code == 200
    assert "no accounts" in browser.get("/account").text


@pytest.mark.parametrize(
    "path",
    ["/", "/statements", "/statements.csv", "/search?q=tunnel", "/documents", "/people", "/account",
     "/people/log", "/timeline", "/nothing"],
)  # fmt: skip
def test_a_team_sees_nothing_before_it_has_logged_in(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login")
    assert "velmora" not in answer.text.lower()


def test_names_beyond_the_loopback_need_a_login_even_without_accounts(register_file: Path) -> None:
    browser = Browser(register_file, hosts=("pacta.example",), base_url="https://pacta.example")
    assert browser.get("/statements").headers["location"].startswith("/login")
    assert browser.log_in("anyone").status_code == 403


def test_logging_in_leads_to_the_page_that_was_asked_for(browser: Browser) -> None:
    asked = browser.get("/statements?kind=commitment&actor=X-VELMORA").headers["location"]
    assert 'value="/statements?kind=commitment&amp;actor=X-VELMORA"' in browser.get(asked).text
    answer = browser.log_in("rita", wanted="/statements?kind=commitment&actor=X-VELMORA")
    assert answer.headers["location"] == "/statements?kind=commitment&actor=X-VELMORA"
    assert browser.get("/statements").status_code == 200


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "",
     "/\t/evil.example", "evil.example", "/\x00/evil.example", "///evil.example", "/%0d%0aLocation:evil",
     "http:evil.example"],
)  # fmt: skip
def test_logging_in_never_leads_to_another_site(file: Path, target: str) -> None:
    """Open redirect."""
    location = Browser(file).log_in("rita", wanted=target).headers["location"]
    assert location.startswith("/") and location[1:2] not in ("/", "\\")
    assert "\n" not in location and "\r" not in location


def test_the_same_words_for_a_wrong_name_and_a_wrong_password(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Enumeration: neither the words, the status, nor the work that is done tells whether there is an account."""
    checked: list[str] = []
    real = passwords.HASHER.verify
    monkeypatch.setattr("tests.web.team.QUICK", passwords.HASHER)
    monkeypatch.setattr(passwords, "HASHER", _Counting(real, checked))
    pages = []
    for name in ("rita", "nobody"):
        answer = Browser(file).log_in(name, "not the right sentence")
        assert answer.status_code == 403
        pages.append(re.sub(r'form_token" value="\w+"|value="\w*"', "", answer.text))
    assert pages[0] == pages[1]
    assert len(checked) == 2, "a hash is computed for an account that is not there, too"


class _Counting:
    def __init__(self, real: object, checked: list[str]) -> None:
        self.real, self.checked = real, checked

    def verify(self, stored: str, password: str) -> bool:
        self.checked.append(stored)
        return self.real(stored, password)  # type: ignore[operator, no-any-return]

    def hash(self, password: str) -> str:
        from tests.web.team import QUICK

        return QUICK.hash(password)


def test_guessing_is_slowed_down_for_an_account_and_for_an_address(file: Path) -> None:
    browser = Browser(file)
    for _ in range(login.MOST_TOGETHER):
        assert browser.log_in("rita", "wrong wrong wrong").status_code == 403
    answer = browser.log_in("rita")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "900"), "not even the right password"
    assert Browser(file, address="192.0.2.9").log_in("rita").status_code == 303, (
        "nobody is locked out by a stranger"
    )
    assert Browser(file).log_in("cora").status_code == 303
    for number in range(login.MOST_FROM_ADDRESS - login.MOST_TOGETHER):
        assert browser.log_in(f"guess{number}", "x").status_code == 403
    assert browser.log_in("cora").status_code == 429


def test_attempts_are_forgotten_after_a_while(team: Register) -> None:
    long_ago = now() - login.WINDOW - timedelta(minutes=1)
    for _ in range(login.MOST_TOGETHER):
        with pytest.raises(login.LoginRefused):
            login.log_in(team, "rita", "wrong", "192.0.2.1", at=long_ago)
    assert login.log_in(team, "rita", PASSWORD, "192.0.2.1")


def test_every_login_is_in_the_log(file: Path) -> None:
    Browser(file, address="192.0.2.7").log_in("rita", "wrong wrong wrong")
    Browser(file, address="192.0.2.8").log_in("rita")
    text = logged_in(file, "ada").get("/people/log").text
    for words in ("login failed", "192.0.2.7", "192.0.2.8", "rita"):
        assert words in text


# Sessions


def test_a_session_gets_a_secret_of_its_own(browser: Browser) -> None:
    """Session fixation: the secret that the browser had before it logged in is worth nothing afterwards."""
    browser.get("/login")
    planted = browser.secret
    browser.log_in("ada")
    assert browser.secret != planted
    thief = Browser(browser.client.app.state.shelf.address)
    thief.client.cookies.set("pacta", planted or "")
    assert thief.get("/statements").status_code == 303


def test_a_secret_that_was_never_given_out_is_no_session(file: Path) -> None:
    for secret in ("x" * 43, "", "admin", "%00", "a" * 5000, "' OR 1=1 --"):
        browser = Browser(file)
        answer = browser.get("/statements", headers={"cookie": f"pacta={secret}"})
        assert answer.status_code == 303


def test_logging_in_again_ends_the_session_before(browser: Browser, file: Path) -> None:
    browser.log_in("rita")
    old = browser.secret
    with Register.open(file) as register:
        browser.post("/login", {"name": "cora", "password": PASSWORD}, page="/account")
        assert login.viewer_of_session(register, old or "") is None


def test_logging_out_ends_the_session_on_the_server(file: Path) -> None:
    browser = logged_in(file, "rita")
    secret = browser.secret or ""
    assert browser.post("/logout", {}).headers["location"] == "/login?done=logout"
    assert browser.get("/statements").status_code == 303
    again = Browser(file)
    again.client.cookies.set("pacta", secret)
    assert again.get("/statements").status_code == 303


def test_a_new_password_ends_the_other_sessions(file: Path) -> None:
    here, elsewhere = logged_in(file, "rita"), logged_in(file, "rita")
    new = "another sentence entirely"
    answer = here.post("/account/password", {"present": PASSWORD, "password": new, "again": new})
    assert answer.status_code == 303
    assert (here.get("/statements").status_code, elsewhere.get("/statements").status_code) == (200, 303)
    assert Browser(file).log_in("rita").status_code == 403
    assert Browser(file).log_in("rita", new).status_code == 303


def test_a_new_password_needs_the_present_one(file: Path) -> None:
    browser = logged_in(file, "rita")
    new = "another sentence entirely"
    answer = browser.post("/account/password", {"present": "wrong", "password": new, "again": new})
    assert answer.status_code == 400 and "not your present password" in answer.text
    assert new not in answer.text, "no password comes back in a page"


def test_sessions_end(team: Register) -> None:
    begun = now() - login.IDLE - timedelta(minutes=1)
    idle = login.log_in(team, "rita", PASSWORD, "", at=begun)
    assert login.viewer_of_session(team, idle) is None
    busy = login.log_in(team, "rita", PASSWORD, "", at=now() - login.LASTS - timedelta(minutes=1))
    at = now() - login.LASTS
    while at < now() - timedelta(hours=6):
        assert login.viewer_of_session(team, busy, at=at)
        at += timedelta(hours=6)
    assert login.viewer_of_session(team, busy) is None, "however busy it was"


def test_a_disabled_account_is_out_at_once(file: Path, team: Register) -> None:
    browser = logged_in(file, "rita")
    _, secret = tokens.make_token(team, "rita", "script", ["read"])
    people.set_disabled(team, "rita", True)
    assert browser.get("/statements").status_code == 303
    assert Browser(file).log_in("rita").status_code == 403
    assert Browser(file).get("/statements", headers={"authorization": f"Bearer {secret}"}).status_code == 401


def test_secrets_are_stored_as_digests_only(file: Path, team: Register) -> None:
    secret = logged_in(file, "rita").secret or ""
    _, token = tokens.make_token(team, "rita", "script", ["read"])
    with team.reading() as connection:
        kept = [str(row) for table in ("account_sessions", "account_tokens", "accounts", "audit")
                for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]  # fmt: skip
    assert not any(secret in row or token in row or PASSWORD in row for row in kept)
    assert any("$argon2id$" in row for row in kept)


# Cookies and headers


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(file: Path) -> None:
    cookie = Browser(file).log_in("rita").headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and "path=/" in cookie and "domain" not in cookie
    secure = Browser(file, base_url="https://localhost").log_in("rita").headers["set-cookie"]
    assert secure.startswith("__Host-pacta=") and "; Secure" in secure


def test_no_password_is_taken_over_a_connection_that_others_can_read(file: Path) -> None:
    plain = Browser(file, hosts=("pacta.example",), base_url="http://pacta.example")
    assert 'type="password"' not in plain.get("/login").text
    answer = plain.client.post("/login", data={"name": "rita", "password": PASSWORD})
    assert "set-cookie" not in answer.headers or "Max-Age" not in answer.headers["set-cookie"]
    assert plain.get("/statements").status_code == 303
    allowed = Browser(file, hosts=("pacta.example",), base_url="http://pacta.example", plain_http=True)
    assert allowed.log_in("rita").status_code == 303
    encrypted = Browser(file, hosts=("pacta.example",), base_url="https://pacta.example")
    assert encrypted.log_in("rita").status_code == 303
    assert "max-age" in encrypted.get("/").headers["strict-transport-security"]


def test_pages_of_a_team_are_not_kept_by_browsers(file: Path) -> None:
    browser = logged_in(file, "rita")
    assert browser.get("/statements").headers["cache-control"] == "no-store"
    assert browser.get("/statements.csv").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/login", "/account", "/people", "/people/log"])
def test_no_page_can_be_framed(file: Path, path: str) -> None:
    """Clickjacking."""
    assert "frame-ancestors 'none'" in logged_in(file, "ada").get(path).headers["content-security-policy"]


# Forged forms


FORMS = ["/login", "/logout", "/account/password", "/account/sessions", "/account/tokens", "/account/tokens/revoke",
         "/people/add", "/people/change", "/people/group", "/people/token"]  # fmt: skip


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("token", [None, "", "0" * 80, "x", "é" * 80])
def test_a_form_without_the_right_token_does_nothing(file: Path, path: str, token: str | None) -> None:
    """CSRF."""
    browser = logged_in(file, "ada")
    data = {"name": "mallory", "password": PASSWORD, "role": "admin", "what": "role", "group": "g", "scope": "read"}
    answer = browser.client.post(path, data=data if token is None else data | {"form_token": token})
    assert answer.status_code == 403
    assert browser.get("/people").status_code == 200 and "mallory" not in browser.get("/people").text


def test_a_form_token_of_another_session_is_refused(file: Path) -> None:
    attacker, victim = logged_in(file, "rita"), logged_in(file, "ada")
    data = {"name": "rita", "what": "role", "role": "admin", "form_token": attacker.token("/account")}
    assert victim.client.post("/people/change", data=data).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://localhost.evil.example"},
     {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "none"}],
)  # fmt: skip
def test_a_form_that_another_site_sends_is_refused_even_with_the_token(file: Path, headers: dict[str, str]) -> None:
    browser = logged_in(file, "ada")
    token = {"form_token": browser.token("/account")}
    assert browser.client.post("/account/sessions", data=token, headers=headers).status_code == 403
    assert (
        browser.client.post("/account/sessions", data=token, headers={"origin": "http://localhost"}).status_code
        == 303
    )


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data; boundary=x", ""])
def test_forms_come_in_the_one_shape_that_browsers_use_for_ours(file: Path, kind: str) -> None:
    browser = logged_in(file, "ada")
    body = f"form_token={browser.token('/account')}"
    answer = browser.client.post("/account/sessions", content=body, headers={"content-type": kind})
    assert answer.status_code == 415


def test_a_huge_form_is_refused_before_it_is_read(file: Path) -> None:
    browser = logged_in(file, "ada")
    token = browser.token("/account")
    many = "&".join(["form_token=" + token, *(f"a{n}=1" for n in range(1000))])
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert browser.client.post("/people/add", content="a=" + "x" * 600_000, headers=kind).status_code == 413
    assert browser.client.post("/people/add", content=many, headers=kind).status_code == 400

    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 10_000

    assert browser.client.post("/people/add", content=endless(), headers=kind).status_code == 413


# Roles and tokens


def test_the_pages_of_people_are_for_administrators(file: Path) -> None:
    """Role escalation: through the pages, and through the forms behind them."""
    for name in ("rita", "victor", "cora"):
        browser = logged_in(file, name)
        assert browser.get("/people").status_code == 403
        assert browser.get("/people/log").status_code == 403
        for path, data in (
            ("/people/add", {"name": "mallory", "password": PASSWORD, "role": "admin"}),
            ("/people/change", {"name": name, "what": "role", "role": "admin"}),
            ("/people/change", {"name": "ada", "what": "password", "password": "taken over by me"}),
            ("/people/change", {"name": "ada", "what": "disabled"}),
            ("/people/group", {"group": "desk", "member": name}),
        ):
            assert browser.post(path, data).status_code == 403
    with Register.open(file) as register:
        assert {person.name: person.role for person in people.list_people(register)} == ROLES


def test_fields_that_a_form_does_not_have_change_nothing(file: Path) -> None:
    browser = logged_in(file, "rita")
    new = "another sentence entirely"
    data = {"present": PASSWORD, "password": new, "again": new, "role": "admin", "name": "ada", "rights": "manage"}
    browser.post("/account/password", data)
    with Register.open(file) as register:
        assert people.get_person(register, "rita").role == "reader"
        assert login.log_in(register, "ada", PASSWORD, "")


def test_the_last_administrator_stays(file: Path) -> None:
    browser = logged_in(file, "ada")
    for data in ({"what": "role", "role": "reader"}, {"what": "disabled"}):
        answer = browser.post("/people/change", {"name": "ada"} | data, page="/people")
        assert answer.status_code == 400 and "only administrator" in answer.text


def test_a_token_is_shown_once(file: Path) -> None:
    browser = logged_in(file, "rita")
    made = browser.post("/account/tokens", {"label": "script", "scope": "read"}).text
    found = re.search(r"pacta_[\w-]+", made)
    assert found
    assert found[0] not in browser.get("/account").text
    answer = Browser(file).get("/statements.csv", headers={"authorization": f"Bearer {found[0]}"})
    assert answer.status_code == 200 and "set-cookie" not in answer.headers


def test_a_token_never_does_more_than_its_scopes_and_its_account(file: Path, team: Register) -> None:
    """Scope escalation."""
    _, reading = tokens.make_token(team, "ada", "of an administrator", ["read"])
    _, curating = tokens.make_token(team, "rita", "of a reader", ["read", "review", "curate"])
    viewer, low = tokens.viewer_of_token(team, reading), tokens.viewer_of_token(team, curating)
    assert viewer and low
    assert viewer.rights == {"read"} and low.rights == {"read"}
    for secret in (reading, curating):
        program = {"authorization": f"Bearer {secret}"}
        client = Browser(file).client
        assert client.get("/people", headers=program).status_code == 403
        data = {"name": "mallory", "password": PASSWORD, "role": "admin"}
        assert client.post("/people/add", data=data, headers=program).status_code == 403
        for path in ("/account/tokens", "/account/password", "/account/sessions"):
            answer = client.post(path, data={"label": "more", "scope": "curate"}, headers=program)
            assert answer.status_code == 400, "a token makes no tokens and changes no account"
    assert not rights_of("admin", ["read", "review", "curate", "manage"]) & {"manage"}


@pytest.mark.parametrize("scopes", [[], ["manage"], ["read", "admin"], ["*"]])
def test_scopes_that_are_none_are_refused(team: Register, scopes: list[str]) -> None:
    with pytest.raises(PactaError, match="scope"):
        tokens.make_token(team, "ada", "x", scopes)


def test_nobody_revokes_the_tokens_of_others(file: Path, team: Register) -> None:
    made, secret = tokens.make_token(team, "ada", "x", ["read"])
    answer = logged_in(file, "rita").post("/account/tokens/revoke", {"token": made.id})
    assert answer.status_code == 400
    assert tokens.viewer_of_token(team, secret)


def test_tokens_end_and_can_be_revoked(team: Register) -> None:
    made, secret = tokens.make_token(team, "rita", "x", ["read"], days=1)
    assert tokens.viewer_of_token(team, secret)
    assert tokens.viewer_of_token(team, secret, at=now() + timedelta(days=2)) is None
    tokens.revoke_token(team, made.id)
    assert tokens.viewer_of_token(team, secret) is None


def test_a_session_is_no_token_and_a_token_no_session(file: Path, team: Register) -> None:
    secret = logged_in(file, "rita").secret or ""
    _, token = tokens.make_token(team, "rita", "x", ["read"])
    assert Browser(file).get("/statements", headers={"authorization": f"Bearer {secret}"}).status_code == 401
    assert Browser(file).get("/statements", headers={"cookie": f"pacta={token}"}).status_code == 303


def test_programs_that_ask_too_often_wait(file: Path, team: Register) -> None:
    client = Browser(file).client
    answers = [client.get("/help", headers={"authorization": "Bearer pacta_guess"}).status_code for _ in range(70)]
    assert answers[0] == 401 and answers[-1] == 429


def test_a_rate_fills_up_again() -> None:
    at = [0.0]
    rate = Rate(60, clock=lambda: at[0])
    assert [rate.takes("a") for _ in range(61)] == [True] * 60 + [False]
    assert rate.takes("b")
    at[0] += 1.0
    assert [rate.takes("a"), rate.takes("a")] == [True, False]


# Restricted documents


def secret_document(register: Register) -> str:
    from pacta.app import queries

    return next(row.id for row in queries.list_documents(register).rows if "Press" in row.title)


def test_a_restricted_document_is_nowhere_for_others(file: Path, team: Register) -> None:
    """Not in lists, counts, facets, search, CSV, the overview or the timeline; its own address is as if made up."""
    document = secret_document(team)
    people.set_group(team, "desk", ["cora"])
    before = logged_in(file, "rita")
    assert "trade mission" in before.get("/statements").text
    restrict(team, LOCAL, document, ["desk"])
    outsider, member = logged_in(file, "rita"), logged_in(file, "cora")
    for path in ("/", "/documents", "/statements", "/statements.csv", "/search?q=mission", "/timeline",
                 "/statements?text=mission", f"/statements?document={document}",
                 "/documents?kind=commitment"):  # fmt: skip
        hidden, shown = outsider.get(path).text, member.get(path).text
        for words in ("trade mission", document, "Press statements"):
            assert words not in hidden or words in path, (path, words)
        assert hidden != shown, path
    assert outsider.get(f"/d/{document}").status_code == 404
    assert outsider.get(f"/d/{document}/access").status_code == 403
    assert member.get(f"/d/{document}").status_code == 200
    pages = [
        re.sub(r'form_token" value="\w+"', "", outsider.get(f"/d/{wanted}").text.replace(wanted, "ID"))
        for wanted in ("d0123456789abcdef", document)
    ]
    assert pages[0] == pages[1]


def test_what_one_viewer_was_told_is_not_told_to_another(file: Path, team: Register) -> None:
    """Answers that are kept for speed are kept apart."""
    people.set_group(team, "desk", ["cora"])
    restrict(team, LOCAL, secret_document(team), ["desk"])
    browser = Browser(file)
    pages = {}
    for name in ("cora", "rita", "cora", "rita"):
        browser.log_in(name)
        text = re.sub(r'form_token" value="\w+"', "", browser.get("/").text)
        assert pages.setdefault(name, text) == text
        browser.post("/logout", {})
    assert pages["cora"].replace("cora", "") != pages["rita"].replace("rita", "")


def test_restricting_is_for_curators_who_go_on_seeing_it(file: Path, team: Register) -> None:
    document = secret_document(team)
    people.set_group(team, "desk", ["cora"])
    people.set_group(team, "others", ["rita"])
    path = f"/d/{document}/access"
    assert logged_in(file, "victor").post(path, {"group": "desk"}).status_code == 403
    curator = logged_in(file, "cora")
    assert "not see the document yourself" in curator.post(path, {"group": "others"}).text
    assert curator.post(path, {"group": "desk"}).status_code == 303
    assert logged_in(file, "victor").get(f"/d/{document}").status_code == 404
    assert curator.post(path, {}).status_code == 303
    assert logged_in(file, "victor").get(f"/d/{document}").status_code == 200


# What people type


def test_names_and_labels_are_never_markup(file: Path) -> None:
    browser = logged_in(file, "ada")
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    browser.post(
        "/people/add", {"name": "eve", "full_name": evil, "password": PASSWORD, "role": "reader"}, page="/people"
    )
    Browser(file).log_in(evil, "wrong wrong wrong")
    browser.post("/account/tokens", {"label": evil, "scope": "read"})
    pages = [browser.get(path).text for path in ("/people", "/people/log", "/account")]
    pages.append(browser.post("/people/add", {"name": evil, "full_name": evil, "role": evil}, page="/people").text)
    pages.append(Browser(file).log_in(evil, "x").text)
    for text in pages:
        assert "<script>alert" not in text and "<img" not in text
        assert "&lt;script&gt;" in text or "script" not in text


def test_an_error_keeps_what_was_typed_but_no_password(file: Path) -> None:
    browser = logged_in(file, "ada")
    typed = {"name": "new.person", "full_name": "New Person", "password": "short", "role": "curator"}
    answer = browser.post("/people/add", typed, page="/people")
    assert answer.status_code == 400 and "at least 12 characters" in answer.text
    assert 'value="new.person"' in answer.text and 'value="New Person"' in answer.text
    assert "short" not in answer.text


@pytest.mark.parametrize("password", ["short", "rita" * 5, "x" * 1025, ""])
def test_passwords_that_are_none_are_refused(team: Register, password: str) -> None:
    with pytest.raises(PactaError):
        people.set_password(team, "rita", password)


def test_the_first_account_is_an_administrators(tmp_path: Path) -> None:
    with Register.open(tmp_path / "new.db") as register:
        with pytest.raises(PactaError, match="administrator"):
            people.add_person(register, "rita", PASSWORD)
        people.add_person(register, "ada", PASSWORD, role="admin")
        assert people.add_person(register, "Rita ", PASSWORD).name == "rita"
