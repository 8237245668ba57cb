"""The pages of people and access."""

from fastapi import APIRouter

from pacta.web.pages import account_login, account_own, account_people, account_restrict

ROUTERS: tuple[APIRouter, ...] = (
    account_login.router, account_own.router, account_people.router, account_restrict.router,
)  # fmt: skip
