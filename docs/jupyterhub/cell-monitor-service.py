"""The class server as a service of this JupyterHub: the hub starts it, and instructors sign in with the hub.

The Littlest JupyterHub: copy this to /opt/tljh/config/jupyterhub_config.d/cell-monitor-service.py, then "sudo tljh-config reload hub".
Other hubs: put it at the end of jupyterhub_config.py, and restart the hub. JupyterHub 4 or newer.
"""

c = get_config()  # noqa: F821

# The hub's groups, and what their members may do with the class: owner, assistant or viewer. Administrators of the hub are owners.
# Members of these groups are no students.
cell_monitor_roles = {"instructors": "owner", "tas": "assistant"}

c.JupyterHub.services.append(
    {
        "name": "class",
        "command": ["/opt/cell-monitor/bin/cell-monitor-server"],
        # Where the hub passes requests on to; the server listens there by itself.
        "url": "http://127.0.0.1:8600",
        # Nobody has to allow their own class to know who they are.
        "oauth_no_confirm": True,
        "environment": {
            # What students and instructors open: the hub's address, and the service's path.
            "CELL_MONITOR_PUBLIC_URL": "https://hub.example.org/services/class",
            # The hub's proxy is on this machine, and says who comes and by what.
            "CELL_MONITOR_TRUST_PROXY": "loopback",
            "CELL_MONITOR_DATA_DIR": "/var/lib/cell-monitor",
            "CELL_MONITOR_HUB_ROLES": ",".join(f"{group}={role}" for group, role in cell_monitor_roles.items()),
        },
        # An account of its own for the server, where the hub runs as root: useradd --system --create-home --home-dir /var/lib/cell-monitor cell-monitor
        # "user": "cell-monitor",
    }
)

c.JupyterHub.load_roles.extend(
    [
        # The server sees within a minute that somebody has left a group.
        {"name": "cell-monitor", "services": ["class"], "scopes": ["read:users:name", "read:users:groups"]},
        # Who may open the dashboard by the hub. Students report without.
        {"name": "cell-monitor-staff", "groups": [*cell_monitor_roles], "scopes": ["access:services!service=class"]},
    ]
)


# A student's server makes tokens that name the student to the class server, can do nothing else and end after five minutes: that takes
# tokens!user, beside the two scopes that every server has by default. If your hub sets server_token_scopes already, add "tokens!user" there.
def cell_monitor_scopes(spawner):
    scopes = ["users:activity!user", "access:servers!server"]
    return scopes if spawner.user.admin else [*scopes, "tokens!user"]


c.Spawner.server_token_scopes = cell_monitor_scopes
