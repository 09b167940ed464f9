"""A founded county with its console, its time standing still; what the tests of this folder share."""
import hashlib, json, pathlib, re, secrets

import stand
from browser import Browser, ulid
from sealing import commitment

now = 1789437600000  # 15 September 2026, 10:00: a Tuesday of the plan
password = "gongqing-2026"


class Stand:
    def __init__(self, folder, accounts=(), web=None):
        """`accounts`: who may sign in beside the demo's, or for one of them, name and person; `web`: a folder of pages."""
        self.state, self.data = folder / "state", folder / "redis"
        self.clock = ("--clock", folder / "clock.sock")
        self.time = stand.Clock(self.clock[1], now)
        self.running = {"redis": stand.redis(self.data)}
        stand.init(self.state, self.data)
        self.running["broker"], self.endpoint = stand.broker(self.state, self.data, *self.clock)
        self.running["worker"] = stand.worker(self.state, self.data, self.endpoint, *self.clock)
        self.more, self.keys = ("--web", web) if web else (), iter(range(1, 1_000_000))
        self.let_in(accounts)
        self.open_console()

    def let_in(self, accounts):
        file = self.state / "console" / "accounts.json"
        known = json.loads(file.read_text())
        names = {name for name, _ in accounts}
        others = [each for each in known["accounts"] if each["name"] not in names]
        known["accounts"] = others + [{"name": name, "person": person, "password": known["accounts"][0]["password"]}
                                      for name, person in accounts]
        file.write_text(json.dumps(known))

    def open_console(self, listen="127.0.0.1:0", flags=()):
        key = stand.toml(self.state / "jurisdiction.toml")["broker_key"]
        console = stand.start("dudao-console", self.state, self.data, "console", "--broker", self.endpoint,
                              "--broker-key", key, "--listen", listen, *self.clock, *self.more, *flags)
        self.running["console"] = console
        self.url = console.line("listening ").split()[1]
        console.line("ready")

    def close_console(self):
        return self.running.pop("console").stop()

    def user(self, name, lang="en"):
        user = Browser(self.url, lang)
        status, body = user.login(name, password)
        assert status == 200, (name, status, body)
        user.person = body["person"]
        return user

    def client(self, key):
        """Who speaks to the broker without the console."""
        client = stand.Client(self.endpoint, stand.toml(self.state / "jurisdiction.toml")["broker_key"],
                              self.state / "keys" / f"{key}.key")
        client.hello()
        return client

    def must(self, user, name, **args):
        """A command that is done, under a key of its own."""
        status, body = user.command(name, next(self.keys), args)
        assert status == 200, (name, args, status, body)
        return body

    def stop(self):
        for process in reversed(self.running.values()):
            process.stop()


class Matter:
    """One task and what comes of it, step by step by those whose it is."""

    def __init__(self, s, office, group, head, inspector, village, target):
        self.s, self.office, self.group, self.target = s, office, group, target
        self.head, self.inspector, self.village, self.salt = head, inspector, village, secrets.token_bytes(32)
        self.task = self.finding = self.order = self.lead = None

    def release_sealed(self, draw):
        """What the engine does once it has drawn; what it seals for the device is of no account here."""
        plan, lists = int(self.office["keeper"].data("/plans")[0]["id"]), self.checklists()
        group = next(g for g in self.office["leader"].data("/groups") if g["id"] == self.group)
        engine, blob = self.s.client("engine"), bytes(8) + secrets.token_bytes(4144)
        drawn = {"draw": draw, "plan": plan, "manifest_root": b"m" * 32, "params_hash": b"p" * 32,
                 "result_commitment": b"r" * 32}
        for name, args in (("draw.record", drawn), ("task.release", {
                "plan": plan, "draw": draw, "group": self.group, "kind": "unannounced", "checklists": lists,
                "commitment": commitment(self.salt, self.target, self.group),
                "sealed": [{"device": group["devices"][0]["key"], "hash": hashlib.sha256(blob).digest(),
                            "blob": blob}]})):
            answer = engine.command(name, args)
            assert answer["ok"], answer
        engine.close()
        self.task = str(answer["accepted"]["id"])
        with_it = self.head.events()  # the console hears of it as it does of everything: the stream tells when
        while with_it.next()[1] < answer["accepted"]["commit"]:
            pass
        with_it.close()

    def accept(self):
        self.s.must(self.head, "task.accept", task=self.task)

    def release(self):
        done = self.s.must(self.office["keeper"], "task.release", plan=self.office["keeper"].data("/plans")[0]["id"],
                           group=self.group, kind="announced", target=self.target,
                           checklists=[each.hex() for each in self.checklists()])
        self.task = done["id"]

    def checklists(self):
        keeper = self.s.client(f"people/{self.office['keeper'].person}")
        self.themes = keeper.query("checklists")[:1]
        keeper.close()
        return [each["hash"] for each in self.themes]

    def check_in(self, sealed=True):
        self.s.must(self.head, "task.check_in", task=self.task, target=self.target,
                    members=[self.head.person, self.inspector.person], **({"salt": self.salt.hex()} if sealed else {}))

    def find(self, text, rule="F1"):
        self.finding = ulid(secrets.randbits(120))
        self.s.must(self.inspector, "finding.record", task=self.task, finding=self.finding,
                    facts={"category": "help", "severity": "ordinary", "rule": rule, "unit": self.target, "text": text})

    def close(self):
        self.s.must(self.head, "task.report", task=self.task, final_report=True, summary="详见问题",
                    gaps=[{"item": item["id"], "reason": "未查"} for each in self.themes for item in each["items"]])
        self.s.must(self.office["officer"], "task.review", task=self.task, **{"pass": True})

    def issue(self):
        done = self.s.must(self.office["officer"], "rectification.issue", finding=self.finding, unit=self.target,
                           responsible=self.village.person, demand="开放工作室", test="连续两周开放")
        self.order, self.number = done["id"], done["number"]
        self.s.must(self.village, "rectification.acknowledge", rectification=self.order)

    def open_lead(self):
        self.lead = self.s.must(self.office["officer"], "lead.open", source="petition", unit=self.target,
                                finding=self.finding, matter="群众反映")["id"]


class Route:
    """One line of console/openapi.yaml."""

    def __init__(self, path, method, text):
        self.path, self.method, self.open = path.removeprefix("/api/v1"), method.upper(), "security: []" in text
        self.query = re.findall(r"\{name: ([\w-]+), in: query", text)

    def at(self, id):
        return self.path.replace("{id}", id)


def routes(file=stand.root / "console" / "openapi.yaml"):
    text = pathlib.Path(file).read_text().split("\ncomponents:")[0]
    found = []
    for path, methods in re.findall(r"^  (/\S+):\n((?:    .*\n?)+)", text, re.M):
        found += [Route(path, method, body) for method, body in
                  re.findall(r"^    (\w+):\n((?:      .*\n?)+)", methods, re.M)]
    return found


def commands(file=stand.root / "docs" / "reference" / "commands.md"):
    """Each command with its fields (those of people's words with a star), and those whom it is for."""
    text = pathlib.Path(file).read_text()
    who = dict(re.findall(r"^\| \[`(\w+\.\w+)`\]\([^)]*\) \| ([^|]*) \|", text, re.M))
    found = {name: ([field + ("*" if kind == "words" else "")
                     for field, kind in re.findall(r"^\| `(\w+)` \| ([^|]*) \|", section, re.M)], who[name].split(", "))
             for name, section in re.findall(r"^## `(\w+\.\w+)`\n(.*?)(?=^## |\Z)", text, re.M | re.S)}
    assert len(found) == len(who) > 50, "the page of commands is not as it was: these tests would show nothing"
    return found


def none(check, faults, what):
    """That nothing is wrong; the first of what is."""
    check(not faults, f"{what} {list(faults)[:3] if faults else ''}".rstrip())


def known_fault(check, holds, what):
    """What must hold and does not yet: it is told each time, and fails as soon as it holds, so that the mark goes."""
    if holds:
        check(False, f"holds now, and is still marked as a known fault: {what}")
    else:
        print("known   " + what, flush=True)
