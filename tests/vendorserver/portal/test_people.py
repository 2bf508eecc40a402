import pytest
from django.conf import settings
from django.test import Client

from tests.vendorserver.portal.conftest import PASSWORD
from vendorserver.models import Account
from vendorserver.services.throttle import FREE_ATTEMPTS


def sign_in(browser: Client, password: str = PASSWORD, going: str = "") -> str:
    """Try to sign in; return where it leads, or the page that refuses."""
    said = {"login": " KIM ", "password": password, "next": going}
    answer = browser.post("/sign-in", said)
    return answer.headers.get("Location") or answer.content.decode()


def test_stranger_is_asked_to_sign_in_and_led_back(person: Account) -> None:
    answer = Client().get("/contracts?q=책상")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in?next=%2Fcontracts%3Fq%3D")


def test_right_password_opens_the_list(person: Account) -> None:
    browser = Client()
    assert sign_in(browser) == "/contracts"
    assert browser.get("/contracts").status_code == 200


def test_operators_begin_where_applications_wait(person: Account) -> None:
    Account.objects.update(role="approver", vendor=None)
    browser = Client()
    browser.post("/sign-in", {"login": "kim", "password": PASSWORD})
    assert browser.session["pending"]["next"] == "/desk"


def test_signing_in_leads_back_to_the_page_wanted(person: Account) -> None:
    assert sign_in(Client(), going="/contracts?page=2") == "/contracts?page=2"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"]
)
def test_signing_in_never_leads_to_another_server(person: Account, elsewhere: str) -> None:
    assert sign_in(Client(), going=elsewhere) == "/contracts"


def test_wrong_password_is_said_without_telling_which_part(person: Account) -> None:
    browser = Client()
    wrong = sign_in(browser, "wrong")
    unknown = browser.post("/sign-in", {"login": "nobody", "password": "x"}).content.decode()
    said = "아이디 또는 비밀번호가 맞지 않습니다."
    assert said in wrong
    assert said in unknown
    assert browser.get("/contracts").status_code == 302


def test_many_wrong_passwords_make_even_the_right_one_wait(person: Account) -> None:
    browser = Client()
    for _attempt in range(FREE_ATTEMPTS):
        sign_in(browser, "wrong")
    assert "잠시 멈추었습니다" in sign_in(browser)
    assert browser.post("/sign-in", {"login": "kim", "password": PASSWORD}).status_code == 429


def test_session_key_changes_when_somebody_signs_in(person: Account) -> None:
    browser = Client()
    session = browser.session
    session["planted"] = True
    session.save()
    sign_in(browser)
    assert browser.session.session_key != session.session_key


def test_session_cookie_is_out_of_reach_of_scripts(person: Account) -> None:
    browser = Client()
    sign_in(browser)
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_signing_out_ends_the_session_for_good(person: Account) -> None:
    browser = Client()
    sign_in(browser)
    old = browser.cookies[settings.SESSION_COOKIE_NAME].value
    browser.post("/sign-out")
    replayed = Client()
    replayed.cookies[settings.SESSION_COOKIE_NAME] = old
    assert replayed.get("/contracts").status_code == 302


def test_changed_password_ends_other_sessions(person: Account) -> None:
    browser = Client()
    sign_in(browser)
    person.set_password("another password of mine")
    person.save()
    assert browser.get("/contracts").status_code == 302


def test_closed_account_is_out_at_once(person: Account) -> None:
    browser = Client()
    sign_in(browser)
    Account.objects.update(is_active=False)
    assert browser.get("/contracts").status_code == 302


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out", "/language"])
def test_forms_of_other_sites_are_refused(person: Account, path: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(path, {"login": "kim", "password": PASSWORD})
    assert answer.status_code == 403
    assert "다시 해 주십시오" in answer.content.decode()


@pytest.mark.parametrize(("wished", "html"), [("en", 'lang="en"'), ("xx", 'lang="ko"')])
def test_language_is_kept_in_the_browser(person: Account, wished: str, html: str) -> None:
    browser = Client()
    answer = browser.post("/language", {"language": wished, "next": "/sign-in"})
    assert answer.headers["Location"] == "/sign-in"
    assert html in browser.get("/sign-in").content.decode()
