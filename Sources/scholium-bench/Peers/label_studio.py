"""Label Studio on its default store, SQLite, spoken to as its own page does: signed in, one session a person."""
import server
import web

NAME, VERSION = "Label Studio", "1.23.2"
# Everything else is as it comes; these only keep it from calling home.
QUIET = {"COLLECT_ANALYTICS": "False", "LATEST_VERSION_CHECK": "False", "SENTRY_DSN": "", "FRONTEND_SENTRY_DSN": ""}
SCREEN = """<View><Text name="text" value="$text"/><Choices name="genre" toName="text">%s</Choices></View>"""
PASSWORD = "a-password-1"


class LabelStudio:
    name, version = NAME, VERSION

    def __init__(self, environments, folder, labels):
        program = server.installed(environments, "label-studio", VERSION) / "label-studio"
        port = server.free_port()
        self.server = server.Server(
            [program, "start", "--no-browser", "--data-dir", folder, "--internal-host", "127.0.0.1", "--port", str(port),
             "--username", "admin@example.org", "--password", PASSWORD], folder, QUIET, port)
        self.label = labels[0]
        self.screen = SCREEN % "".join(f'<Choice value="{label}"/>' for label in labels)

    def load(self, texts):
        self.server.wait("/health")
        admin = Person(self, None, "admin@example.org", "login")
        project = admin.browser.json("POST", "/api/projects/", {"title": "films", "label_config": self.screen})
        self.project = project["id"]
        admin.browser.json("POST", f"/api/projects/{self.project}/import", [{"text": text} for text in texts])

    def join(self, name):
        return Person(self, self.project, f"{name}@example.org", "signup")

    def stop(self):
        self.server.stop()


class Person:
    def __init__(self, tool, project, email, way):
        self.browser = web.Browser(tool.server.port)
        self.project, self.label = project, tool.label
        self.browser.get(f"/user/{way}/")
        self.browser.form(f"/user/{way}/", {
            "email": email, "password": PASSWORD, "allow_newsletters": "0", "how_find_us": "",
            "csrfmiddlewaretoken": self.browser.cookies["csrftoken"]})

    def next(self):
        return self.browser.json("GET", f"/api/projects/{self.project}/next")["id"]

    def submit(self, task):
        self.browser.json("POST", f"/api/tasks/{task}/annotations/", {
            "lead_time": 1.2, "result": [{
                "from_name": "genre", "to_name": "text", "type": "choices", "value": {"choices": [self.label]}}]})

    def leave(self):
        self.browser.connection.close()
