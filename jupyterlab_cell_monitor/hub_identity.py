"""On a JupyterHub, gives the page of a server's owner a token that proves who they are: it names them to the hub, can do nothing else and ends in minutes.

Nothing here is imported where there is no hub.
"""

import json
import os
import time
from dataclasses import dataclass
from urllib.parse import quote

from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado import web
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest

LIFE_S = 300
# A page that asks gets a token that is good for at least a minute.
REUSE_S = 240
TIME_LIMIT_S = 5
SCOPES = ["read:users:name!user"]
NOTE = "jupyterlab-cell-monitor: says who the user is when a class is joined"

# What an administrator reads in the browser and in the server's log.
NOT_ALLOWED = (
    "The hub does not let this server make a token that names its user. "
    "In jupyterhub_config.py, c.Spawner.server_token_scopes must include 'tokens!user'; then start the server anew."
)
NO_ANSWER = "The hub does not answer."
NOT_OWNER = "This server belongs to another user of the hub."


@dataclass(frozen=True)
class HubAccount:
    """The server's own account at the hub, as its spawner passes it on."""

    api_url: str
    api_token: str
    user: str

    @classmethod
    def from_environment(cls, environment=os.environ):
        """None where there is no hub."""
        names = ("JUPYTERHUB_API_URL", "JUPYTERHUB_API_TOKEN", "JUPYTERHUB_USER")
        values = [environment.get(name, "") for name in names]
        return cls(*values) if all(values) else None

    def token_request(self):
        body = {"expires_in": LIFE_S, "scopes": SCOPES, "note": NOTE}
        return HTTPRequest(
            f"{self.api_url.rstrip('/')}/users/{quote(self.user, safe='')}/tokens",
            method="POST",
            headers={"Authorization": f"token {self.api_token}", "Content-Type": "application/json"},
            body=json.dumps(body),
            request_timeout=TIME_LIMIT_S,
            follow_redirects=False,
            # A hub with internal_ssl speaks to the certificates that it gave its servers, and to no others.
            ca_certs=os.environ.get("JUPYTERHUB_SSL_CLIENT_CA") or None,
            client_key=os.environ.get("JUPYTERHUB_SSL_KEYFILE") or None,
            client_cert=os.environ.get("JUPYTERHUB_SSL_CERTFILE") or None,
        )


class IdentityTokens:
    """Makes tokens at the hub, one every few minutes however often a page asks."""

    def __init__(self, account, fetch, now_s=time.monotonic):
        self.account = account
        self._fetch = fetch
        self._now_s = now_s
        self._token = None
        self._reuse_until_s = 0.0

    async def get(self):
        if self._token is None or self._now_s() >= self._reuse_until_s:
            asked_at_s = self._now_s()
            response = await self._fetch(self.account.token_request())
            self._token = json.loads(response.body)["token"]
            self._reuse_until_s = asked_at_s + REUSE_S
        return self._token


class HubIdentityHandler(APIHandler):
    """GET: {"token": …} for the server's owner; for nobody else who may use the server, or they would pass for the owner.

    {"staff": true} for an administrator of the hub, who is no student.
    """

    def initialize(self, tokens):
        self.tokens = tokens

    @web.authenticated
    async def get(self):
        if self.current_user.username != self.tokens.account.user:
            raise web.HTTPError(403, NOT_OWNER)
        is_admin = getattr(self.current_user, "hub_user", {}).get("admin") is True
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps({"staff": True} if is_admin else {"token": await self._token()}))

    async def _token(self):
        try:
            return await self.tokens.get()
        except HTTPClientError as error:
            message = NOT_ALLOWED if error.code == 403 else NO_ANSWER
            self.log.warning("cell monitor: %s (%s)", message, error.code)
            raise web.HTTPError(502, message) from None
        except (OSError, ValueError, KeyError) as error:
            self.log.warning("cell monitor: %s (%s)", NO_ANSWER, type(error).__name__)
            raise web.HTTPError(502, NO_ANSWER) from None


def add_handlers(server_app, account):
    """Adds the one route to a Jupyter server."""
    web_app = server_app.web_app
    route = url_path_join(web_app.settings["base_url"], "cell-monitor", "hub-identity")
    tokens = IdentityTokens(account, AsyncHTTPClient().fetch)
    web_app.add_handlers(".*$", [(route, HubIdentityHandler, {"tokens": tokens})])
