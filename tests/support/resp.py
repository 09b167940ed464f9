"""Redis as scripts need it: bytes in, bytes out."""
import socket


class Redis:
    """Just enough of RESP to read bytes as they are."""

    def __init__(self, folder):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(20)
        self.socket.connect(str(folder / "redis.sock"))
        self.replies = self.socket.makefile("rb")

    def __call__(self, *args):
        parts = [a if isinstance(a, bytes) else str(a).encode() for a in args]
        self.socket.sendall(b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%s\r\n" % (len(p), p) for p in parts))
        return self.reply()

    def reply(self):
        line = self.replies.readline()[:-2]
        kind, rest = line[:1], line[1:]
        if kind == b"$":
            return None if rest == b"-1" else self.replies.read(int(rest) + 2)[:-2]
        if kind == b"*":
            return None if rest == b"-1" else [self.reply() for _ in range(int(rest))]
        assert kind != b"-", line
        return rest

    def content(self, key):
        reads = {b"hash": ("HGETALL", key), b"stream": ("XRANGE", key, "-", "+"), b"string": ("GET", key),
                 b"zset": ("ZRANGE", key, 0, -1, "WITHSCORES"), b"set": ("SMEMBERS", key),
                 b"list": ("LRANGE", key, 0, -1)}
        return self(*reads[self("TYPE", key)])
