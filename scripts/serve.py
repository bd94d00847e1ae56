"""The preview: both languages, a free port, a restart when Python changes.

MkDocs reloads pages, data, templates and fragments by itself; a change of code needs a
new process, which this one starts.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

ROOT = Path(__file__).resolve().parent.parent
FIRST_PORT = 8000
CODE = ("*.py", "*.typ", "messages.yaml", "mkdocs.yml")
"""What MkDocs, or the code, reads once and for all."""


def main() -> int:
    """Serve until interrupted."""
    port = free_port(FIRST_PORT)
    if port != FIRST_PORT:
        print(f"La porta {FIRST_PORT} è occupata: uso la {port}. / Port taken: using {port}.")
    print(f"Anteprima / Preview: http://127.0.0.1:{port}/", flush=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    changed = threading.Event()
    observer = Observer()
    observer.schedule(_CodeChanges(changed), str(ROOT / "macros"), recursive=True)
    observer.schedule(_CodeChanges(changed), str(ROOT), recursive=False)
    observer.start()
    server = start(port)
    try:
        while True:
            if changed.wait(0.5):
                changed.clear()
                print("Il codice è cambiato: riavvio. / The code changed: restarting.", flush=True)
                stop(server)
                server = start(port)
            elif server.poll() is not None:
                # It ended by itself: a mistake in the code. Wait for it to be mended.
                changed.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        stop(server)
        observer.stop()


class _CodeChanges(FileSystemEventHandler):
    def __init__(self, changed: threading.Event) -> None:
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        path = Path(str(event.dest_path or event.src_path))
        written = event.event_type in ("created", "modified", "moved", "deleted")
        if written and any(path.match(pattern) for pattern in CODE):
            self._changed.set()


def start(port: int) -> subprocess.Popen[bytes]:
    """Start MkDocs' own preview."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", f"127.0.0.1:{port}"]
    return subprocess.Popen(command, cwd=ROOT)


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the preview and wait for its port to be free."""
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def free_port(first: int) -> int:
    """The first port from `first` that nobody is using."""
    for port in range(first, first + 50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    sys.exit("Nessuna porta libera. / No free port.")


if __name__ == "__main__":
    sys.exit(main())
