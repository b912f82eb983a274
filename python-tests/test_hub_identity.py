"""What the Jupyter server's part does on a JupyterHub. A real Jupyter server asks a hub that answers as it is told; the real hub is in ui-tests/hub."""

import asyncio
import json
import logging
import tempfile
import unittest
from types import SimpleNamespace
from unittest import mock

from jupyter_server.auth import IdentityProvider, User
from jupyter_server.serverapp import ServerApp
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.testing import AsyncHTTPTestCase, bind_unused_port

import jupyterlab_cell_monitor
from jupyterlab_cell_monitor.hub_identity import NO_ANSWER, NOT_ALLOWED, NOT_OWNER, REUSE_S, HubAccount, IdentityTokens, add_handlers

ENVIRONMENT = {
    "JUPYTERHUB_API_URL": "http://hub.test/hub/api/",
    "JUPYTERHUB_API_TOKEN": "secret-of-the-server",
    "JUPYTERHUB_USER": "ada/ü",
}


class TheAccount(unittest.TestCase):
    def test_is_there_only_where_the_spawner_told_all_of_it(self):
        self.assertEqual(HubAccount.from_environment(ENVIRONMENT).user, "ada/ü")
        for name in ENVIRONMENT:
            self.assertIsNone(HubAccount.from_environment({**ENVIRONMENT, name: ""}))

    def test_asks_for_a_token_that_names_its_user_and_can_do_nothing_else(self):
        request = HubAccount.from_environment(ENVIRONMENT).token_request()
        body = json.loads(request.body)

        self.assertEqual(request.url, "http://hub.test/hub/api/users/ada%2F%C3%BC/tokens")
        self.assertEqual(request.headers["Authorization"], "token secret-of-the-server")
        self.assertEqual(body["scopes"], ["read:users:name!user"])
        self.assertLessEqual(body["expires_in"], 300)
        self.assertFalse(request.follow_redirects)


class Tokens(unittest.TestCase):
    def setUp(self):
        self.now_s = 0.0
        self.made = 0
        self.tokens = IdentityTokens(HubAccount.from_environment(ENVIRONMENT), self.fetch, lambda: self.now_s)

    async def fetch(self, _request):
        self.made += 1
        return SimpleNamespace(body=json.dumps({"token": f"token-{self.made}"}))

    def get(self):
        return asyncio.run(self.tokens.get())

    def test_are_made_once_in_minutes_however_often_a_page_asks(self):
        self.assertEqual([self.get(), self.get()], ["token-1", "token-1"])
        self.now_s = REUSE_S - 1
        self.assertEqual(self.get(), "token-1")
        self.now_s = REUSE_S
        self.assertEqual(self.get(), "token-2")

    def test_are_asked_for_again_after_a_failure(self):
        with mock.patch.object(self.tokens, "_fetch", side_effect=OSError):
            self.assertRaises(OSError, self.get)
        self.assertEqual(self.get(), "token-1")


class ToldUser(IdentityProvider):
    """Takes whoever a header names, as the hub's own provider takes whom the hub names."""

    def get_user(self, handler):
        name = handler.request.headers.get("X-Name")
        if name is None:
            return None
        user = User(username=name)
        user.hub_user = {"name": name, "admin": handler.request.headers.get("X-Admin") == "yes"}
        return user


class TheRoute(AsyncHTTPTestCase):
    def get_app(self):
        self.hub_status, self.hub_body, self.asked = 201, json.dumps({"token": "names-ada"}), []
        socket, port = bind_unused_port()
        self.hub = HTTPServer(web.Application([(r"/hub/api/users/ada/tokens", self.hub_handler())]))
        self.hub.add_sockets([socket])
        folders = {name: self.folder() for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
        with mock.patch.dict("os.environ", folders):
            self.server = ServerApp.instance(identity_provider_class=ToldUser, log_level=logging.CRITICAL, base_url="/user/ada/")
            self.server.initialize(argv=[], find_extensions=False, new_httpserver=False)
        add_handlers(self.server, HubAccount(f"http://127.0.0.1:{port}/hub/api", "secret-of-the-server", "ada"))
        return self.server.web_app

    def folder(self):
        """Nothing of the person who runs this is read or written."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return folder.name

    def tearDown(self):
        self.hub.stop()
        ServerApp.clear_instance()
        super().tearDown()

    def hub_handler(case):
        class Handler(web.RequestHandler):
            def post(self):
                case.asked.append(self.request)
                self.set_status(case.hub_status)
                self.write(case.hub_body)

        return Handler

    def ask(self, name=None, admin="no"):
        headers = {"X-Admin": admin, **({} if name is None else {"X-Name": name})}
        return self.fetch("/user/ada/cell-monitor/hub-identity", headers=headers, follow_redirects=False)

    def test_gives_the_owner_a_token_that_no_cache_keeps(self):
        answer = self.ask("ada")

        self.assertEqual(json.loads(answer.body), {"token": "names-ada"})
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.assertNotIn(b"secret-of-the-server", answer.body)
        self.assertEqual(len(self.asked), 1)

    def test_gives_nothing_to_whom_the_server_is_shared_with(self):
        answer = self.ask("eve")

        self.assertEqual(answer.code, 403)
        self.assertIn(NOT_OWNER, json.loads(answer.body)["message"])
        self.assertEqual(self.asked, [])

    def test_gives_nothing_to_strangers(self):
        self.assertIn(self.ask().code, (302, 403))
        self.assertEqual(self.asked, [])

    def test_says_who_is_staff_and_makes_no_token_for_them(self):
        self.assertEqual(json.loads(self.ask("ada", admin="yes").body), {"staff": True})
        self.assertEqual(self.asked, [])

    def test_says_which_scope_is_missing_where_the_hub_refuses(self):
        self.hub_status = 403
        with self.assertLogs(self.server.log, "WARNING") as logged:
            answer = self.ask("ada")

        self.assertEqual((answer.code, json.loads(answer.body)["message"]), (502, NOT_ALLOWED))
        self.assertIn("tokens!user", NOT_ALLOWED)
        self.assertIn(NOT_ALLOWED, "".join(logged.output))
        self.assertNotIn("secret-of-the-server", "".join(logged.output))

    def test_says_that_the_hub_does_not_answer(self):
        for status, body in ((500, ""), (201, "no JSON"), (201, "{}")):
            self.hub_status, self.hub_body = status, body
            with self.assertLogs(self.server.log, "WARNING"):
                answer = self.ask("ada")
            self.assertEqual((answer.code, json.loads(answer.body)["message"]), (502, NO_ANSWER))

    def test_gives_a_token_once_the_hub_is_back(self):
        self.hub_status = 503
        with self.assertLogs(self.server.log, "WARNING"):
            self.ask("ada")
        self.hub_status = 201
        self.assertEqual(json.loads(self.ask("ada").body), {"token": "names-ada"})


class TheExtension(unittest.TestCase):
    """Jupyter loads it at its start, on a hub or not."""

    def load(self, environment):
        with mock.patch.dict("os.environ", environment, clear=True):
            server = mock.Mock()
            jupyterlab_cell_monitor._load_jupyter_server_extension(server)
            return server

    def test_does_nothing_without_a_hub(self):
        self.assertEqual(self.load({}).mock_calls, [])

    def test_never_keeps_a_server_from_starting_and_tells_no_secret(self):
        account = "jupyterlab_cell_monitor.hub_identity.HubAccount.from_environment"
        with mock.patch(account, side_effect=ValueError("secret-of-the-server")):
            server = self.load({"JUPYTERHUB_API_TOKEN": "secret-of-the-server"})

        server.log.warning.assert_called_once()
        self.assertNotIn("secret-of-the-server", str(server.log.warning.call_args))


if __name__ == "__main__":
    unittest.main()
