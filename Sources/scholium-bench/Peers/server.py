"""A peer from PyPI: installed into an environment of its own, started on its default store, ended with all its children."""
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request


def installed(folder, package, version):
    """The folder with the programs of a package; installed on the first call."""
    place = pathlib.Path(folder) / f"{package}-{version}"
    done = place / "installed"
    if not done.exists():
        print(f"installing {package} {version} ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", place], check=True)
        subprocess.run([place / "bin" / "pip", "install", "--quiet", f"{package}=={version}"], check=True)
        done.touch()
    return place / "bin"


class Server:
    """A process with a session of its own that answers on a port of this machine."""

    patience = 180

    def __init__(self, command, folder, environment, port):
        self.port = port
        with open(pathlib.Path(folder) / "server.log", "w") as log:
            self.process = subprocess.Popen(
                command, cwd=folder, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, stdout=log,
                stderr=log, start_new_session=True)

    def wait(self, path):
        end = time.monotonic() + self.patience
        while time.monotonic() < end and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5).read()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise RuntimeError(f"{self.process.args[0]} does not answer (see server.log beside its data)")

    def stop(self):
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                return
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                continue


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
