"""Where a secret could lie open: Redis, files, the memory of processes. Each search gives the places where one of
the needles was found, in any of the forms a program might have written it in."""
import base64, pathlib, re

from resp import Redis  # of tests/support

shadow = 1 << 40  # what a sanitizer maps to keep its books: addresses, no data


def forms(secret):
    """As it is, in hex and in base64; of text the words alone."""
    if isinstance(secret, str):
        return [secret.encode(), secret.encode().hex().encode()]
    return [secret, secret.hex().encode(), secret.hex().upper().encode(), base64.b64encode(secret),
            base64.urlsafe_b64encode(secret).rstrip(b"=")]


class Search:
    def __init__(self, *secrets):
        self.needles = [form for secret in secrets for form in forms(secret)]
        self.overlap = max(map(len, self.needles))

    def within(self, data):
        return any(needle in data for needle in self.needles)

    def redis(self, redis):
        def flat(value):
            return b"\0".join(map(flat, value)) if isinstance(value, list) else value or b""
        return [key.decode() for key in redis("KEYS", "*") if self.within(key + b"\0" + flat(redis.content(key)))]

    def files(self, folder, but=()):
        """Every file below a folder; `but`: names of folders and files that may hold it."""
        return [str(f.relative_to(folder)) for f in sorted(pathlib.Path(folder).rglob("*"))
                if f.is_file() and not set(f.relative_to(folder).parts) & set(but) and self.within(f.read_bytes())]

    def memory(self, pid):
        """Where its memory holds it; None: this user may not look, since the processes forbid it to all but root."""
        found = []
        try:
            memory = open(f"/proc/{pid}/mem", "rb", buffering=0)
        except PermissionError:
            return None
        with memory:
            for line in pathlib.Path(f"/proc/{pid}/maps").read_text().splitlines():
                first, last, mode = re.match(r"(\w+)-(\w+) (\S+)", line).groups()
                at, end = int(first, 16), int(last, 16)
                if mode[0] != "r" or "[v" in line or end - at > shadow:
                    continue
                if self.region(memory, at, end):
                    found.append(line)
        return found

    def region(self, memory, at, end, step=1 << 22):
        tail = b""
        while at < end:
            memory.seek(at)
            try:
                piece = memory.read(min(step, end - at))
            except OSError:  # of a file that has grown shorter
                return False
            if not piece:
                return False
            if self.within(tail + piece):
                return True
            tail = piece[-self.overlap:]
            at += len(piece)
        return False
