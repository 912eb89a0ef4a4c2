"""One person's browser, as far as it takes: cookies, forms and JSON over one connection."""
import http.client
import json
import urllib.parse


class Refused(Exception):
    """A reply that is no success."""


class Browser:
    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = {}

    def get(self, path):
        return self._send("GET", path, None, {})

    def form(self, path, fields):
        body = urllib.parse.urlencode(fields)
        return self._send("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def json(self, method, path, value=None):
        body = None if value is None else json.dumps(value)
        return json.loads(self._send(method, path, body, {"Content-Type": "application/json"}) or b"null")

    def post_json(self, path, value):
        return self._send("POST", path, json.dumps(value), {"Content-Type": "application/json"})

    def _send(self, method, path, body, headers):
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers["Referer"] = f"http://127.0.0.1:{self.connection.port}/"
        if "csrftoken" in self.cookies:
            headers["X-CSRFToken"] = self.cookies["csrftoken"]
        try:
            self.connection.request(method, path, body, headers)
            reply = self.connection.getresponse()
            content = reply.read()
        except (http.client.HTTPException, OSError):
            self.connection.close()
            raise
        for name, value in reply.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, kept = value.partition(";")[0].partition("=")
                self.cookies[cookie] = kept
        if reply.status >= 400:
            raise Refused(f"{method} {path}: {reply.status} {content[:200]!r}")
        return content
