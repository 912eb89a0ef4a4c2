"""Scholium, spoken to over the lines of `scholium pipe`: a process a person, one queue."""
import json
import pathlib
import subprocess

import web

NAME = "Scholium"


class Scholium:
    name = NAME

    def __init__(self, program, folder, labels):
        self.program, self.folder, self.label = program, folder, labels[0]
        said = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout
        self.version = said.strip()
        task = pathlib.Path(folder) / "tasks" / "films"
        task.mkdir(parents=True)
        (task / "task.yaml").write_text("title: Films\n")
        (task / "ui.yaml").write_text(
            "version: 1\nshow:\n  - {field: text}\nask:\n  - {id: genre, kind: choice, prompt: Which genre is it?}\n")
        (task / "taxonomy.yaml").write_text(
            "version: 1\nlabels:\n" + "".join(f"  - {{id: {label}, title: {label}}}\n" for label in labels))

    def load(self, texts):
        rows = pathlib.Path(self.folder) / "films.jsonl"
        rows.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
        for arguments in (["publish", "films"], ["import", "films", str(rows)]):
            subprocess.run([self.program, *arguments], cwd=self.folder, check=True, stdout=subprocess.DEVNULL)

    def join(self, name):
        return Person(self, name)

    def stop(self):
        pass


class Person:
    def __init__(self, tool, name):
        self.label = tool.label
        self.pipe = subprocess.Popen(
            [tool.program, "pipe", "films", "--as", name], cwd=tool.folder, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def next(self):
        assignment = self.ask({"op": "next"})["assignment"]
        if assignment is None:
            raise web.Refused("there is no example left")
        return assignment["id"]

    def submit(self, assignment):
        self.ask({"op": "submit", "assignment": assignment, "answer": {"genre": self.label}, "duration_ms": 1200})

    def leave(self):
        self.pipe.stdin.close()
        self.pipe.wait(60)

    def ask(self, request):
        self.pipe.stdin.write(json.dumps(request).encode() + b"\n")
        self.pipe.stdin.flush()
        reply = json.loads(self.pipe.stdout.readline() or b'{"ok":false,"error":"the pipe ended"}')
        if not reply["ok"]:
            raise web.Refused(str(reply))
        return reply
