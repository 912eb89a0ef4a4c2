"""Potato on its default store, files, spoken to as its own page does."""
import json
import pathlib
import re

import server
import web

NAME, VERSION = "Potato", "2.12.1"
INSTANCE = re.compile(rb'id="instance_id"[^>]* value="([^"]*)"')


class Potato:
    name, version = NAME, VERSION

    def __init__(self, environments, folder, labels):
        self.program = server.installed(environments, "potato-annotation", VERSION) / "potato"
        self.folder, self.labels, self.label = folder, labels, labels[0]

    def load(self, texts):
        """It reads its examples when it starts."""
        folder = pathlib.Path(self.folder)
        with open(folder / "films.jsonl", "w") as file:
            for number, text in enumerate(texts):
                file.write(json.dumps({"id": str(number), "text": text}) + "\n")
        # JSON is YAML.
        (folder / "config.yaml").write_text(json.dumps({
            "annotation_task_name": "films", "task_dir": ".", "output_annotation_dir": "annotation_output",
            "output_annotation_format": "jsonl", "data_files": ["films.jsonl"],
            "item_properties": {"id_key": "id", "text_key": "text"},
            "user_config": {"allow_all_users": True, "users": []}, "require_password": False,
            "annotation_schemes": [{
                "annotation_type": "radio", "name": "genre", "description": "Which genre is it?",
                "labels": self.labels}]}))
        port = server.free_port()
        self.server = server.Server([self.program, "start", "config.yaml", "-p", str(port)], folder, {}, port)
        self.server.wait("/")

    def join(self, name):
        return Person(self, name)

    def stop(self):
        if hasattr(self, "server"):
            self.server.stop()


class Person:
    def __init__(self, tool, name):
        self.browser = web.Browser(tool.server.port)
        self.label = tool.label
        self.browser.form("/register", {"email": name, "pass": "a-password-1"})
        # The first example is there without being asked for.
        self.shown = self.read(self.browser.get("/annotate"))
        self.submit(self.shown)

    def next(self):
        page = self.browser.post_json("/annotate", {"action": "next_instance", "instance_id": self.shown})
        shown = self.read(page)
        if shown == self.shown:
            raise web.Refused("the same example again")
        self.shown = shown
        return shown

    def submit(self, instance):
        reply = self.browser.json("POST", "/updateinstance", {
            "instance_id": instance, "annotations": {f"genre:::{self.label}": self.label}, "span_annotations": []})
        if reply.get("status") != "success":
            raise web.Refused(str(reply))

    def leave(self):
        self.browser.connection.close()

    @staticmethod
    def read(page):
        found = INSTANCE.search(page)
        if not found:
            raise web.Refused("there is no example on the page")
        return found.group(1).decode()
