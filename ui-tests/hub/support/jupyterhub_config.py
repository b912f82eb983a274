"""A JupyterHub as small as one can be, on the loopback address: any password, every server under the account that runs the hub.

What follows this in the file that the hub reads is what `cell-monitor-server student-config` writes for a hub, or what the guide has for it.
"""

import json
import os

c = get_config()  # noqa: F821
test = json.loads(os.environ["CELL_MONITOR_HUB_TEST"])

c.JupyterHub.bind_url = test["url"]
c.JupyterHub.hub_bind_url = test["hubUrl"]
c.JupyterHub.db_url = "sqlite:///hub.sqlite"
c.JupyterHub.cookie_secret_file = "cookie_secret"
c.ConfigurableHTTPProxy.command = test["proxyCommand"]
c.ConfigurableHTTPProxy.api_url = test["proxyApiUrl"]
c.ConfigurableHTTPProxy.pid_file = "proxy.pid"

c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allowed_users = set(test["users"])
c.Authenticator.admin_users = {test["administrator"]}

c.JupyterHub.load_groups = {group: {"users": users} for group, users in test["groups"].items()}

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = os.path.join(test["homes"], "{username}")
c.Spawner.cmd = test["serverCommand"]
c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 120
