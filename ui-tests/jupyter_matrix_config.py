"""Any Jupyter, with the application in reach of the page. No protection at all: for tests on the loopback address only."""

c.ServerApp.disable_check_xsrf = True  # noqa: F821
c.ServerApp.password = ""  # noqa: F821
c.IdentityProvider.token = ""  # noqa: F821
for application in (c.LabApp, c.JupyterNotebookApp):  # noqa: F821
    application.expose_app_in_browser = True
