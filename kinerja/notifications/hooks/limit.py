"""A limit of time for a whole call, over all its waits: when it is over the connection is cut."""

import socket
import threading
from contextlib import suppress
from typing import Any, Self


class Limit:
    """Use it around a call. `over` says whether it was the limit that ended it."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._timer.join()
        for copy in self._sockets:
            copy.close()

    def watching(self, connection: type[Any]) -> type[Any]:
        """The same kind of connection, whose sockets this limit can cut, also in the middle of a TLS handshake."""

        def opened(this: Any) -> socket.socket:
            found: socket.socket = connection._new_conn(this)
            self._watch(found)
            return found

        return type("Watched", (connection,), {"_new_conn": opened})

    def _watch(self, opened: socket.socket) -> None:
        # A second handle of the same connection: TLS takes the first one away from its socket.
        self._sockets.append(opened.dup())
        if self.over:
            self._cut()

    def _cut(self) -> None:
        self.over = True
        for copy in self._sockets:
            with suppress(OSError):
                copy.shutdown(socket.SHUT_RDWR)
