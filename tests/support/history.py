"""What clients were told, held against the log (reliability, I1 to I6).

A crowd speaks the public protocol and sends again as it asks. Each command is recorded from its first sending to its
end: accepted, refused, or unknown when nobody ever said. `faults_of` names what does not fit the log."""
import collections, hashlib, json, struct, subprocess, time

import msgpack
import stand
import zmq
from resp import Redis
from zmq.utils.monitor import recv_monitor_message

silence_s = 0.6     # without a word while something is under way: greet again
greet_s = 0.4       # without a welcome: again, then the next broker, in a new socket: one that was refused is dead
patience_max = 8    # times as long, doubled each time in vain: a busy machine is not a dead one
refused_s = 0.2     # after a refused handshake: a new socket
heartbeat_s = 2
pace_s = 0.03       # between the commands of one person: people, not a load test


class Command:
    def __init__(self, who, n, trace, name, args):
        self.who, self.n, self.trace, self.name, self.args = who, n, trace, name, msgpack.packb(args)
        self.hash = hashlib.sha256(name.encode() + self.args).digest()
        self.invoked, self.returned, self.outcome, self.commit, self.why = time.monotonic(), None, "unknown", None, ""

    def end(self, answer):
        self.returned = time.monotonic()
        self.outcome, self.why = ("ok", "") if answer["ok"] else ("refused", answer["why"])
        self.commit = answer["accepted"]["commit"] if answer["ok"] else None


class History:
    """Of one fault. Its commands carry its name, so that they are known in the log."""
    number = 0

    def __init__(self, name):
        History.number += 1
        self.name, self.commands, self.faults = f"{name}{History.number}", [], []
        self.heard = collections.Counter()  # busy, moved, welcome …
        self.acknowledged = 0               # the highest commit that anybody was told of
        self.reads = 0

    def count(self, outcome):
        return sum(c.outcome == outcome for c in self.commands)

    def told(self, command, answer):
        command.end(answer)
        self.acknowledged = max(self.acknowledged, command.commit or 0)

    def read(self, floor, head):
        """A question that was asked after commit `floor` was acknowledged, and where the answer stood."""
        self.reads += 1
        if head < floor:
            self.faults.append(f"stale: asked after commit {floor} was acknowledged, answered as of {head}")

    def waits(self):
        """How long each answered command took, in ascending order."""
        return sorted(c.returned - c.invoked for c in self.commands if c.returned)


def work(trace, k, is_keeper):
    """One thing after another that people say: units, posts of theirs, and what must be refused. Each is one event:
    nothing here waits for a second person."""
    if k % 7 == 6:
        return "post.set", {"id": trace, "unit": "nowhere", "role": "unit_officer"}
    if k % 3 == 2 or not is_keeper:
        return "post.set", {"id": trace, "unit": f"v{1 + k % 40:02}", "role": "unit_officer"}
    return "unit.register", {"id": trace, "parent": "t1", "level": "village", "name_zh": trace, "name_en": trace}


class Speaker(stand.Client):
    """Keeps `width` commands under way. A hasty one gives up what is under way when it must greet again, and never
    learns what became of it. Between commands it asks now and then how far the log has come."""

    def __init__(self, history, state, endpoints, who, width=4, hasty=False, is_keeper=True):
        self.history, self.endpoints, self.at = history, list(endpoints), 0
        self.who, self.width, self.hasty, self.is_keeper = who, width, hasty, is_keeper
        super().__init__(endpoints[0], stand.toml(state / "jurisdiction.toml")["broker_key"],
                         state / "keys" / "people" / f"{who}.key")
        self.under_way = {}  # n -> Command
        self.asked = {}      # q -> the highest commit acknowledged before
        self.k = self.q = 0
        self.idle = False    # says nothing new
        self.talking, self.paused_from = False, 0  # paused: from which n all goes again
        self.again_at = self.heard_at = self.spoke_at = self.beat_at = 0.0
        self.greets_since, self.patience = time.monotonic(), 1

    def connect(self, endpoint):
        if self.socket:
            self.socket.disable_monitor()
        super().connect(endpoint)
        self.link = self.socket.get_monitor_socket(zmq.EVENT_DISCONNECTED | zmq.EVENT_HANDSHAKE_FAILED_AUTH)

    def close(self):
        self.socket.disable_monitor()
        super().close()

    @property
    def done(self):
        return self.idle and not self.under_way

    def try_send(self, kind, body):
        if kind != "heartbeat":  # which is answered also by who has lost our command
            self.spoke_at = time.monotonic()
        try:
            self.socket.send(msgpack.packb([1, kind, stand.J, body]), zmq.NOBLOCK)
            return True
        except zmq.Again:
            return False  # no link: silence will tell

    def watch_link(self, now):
        """A link that broke makes itself again; one that was refused does not."""
        while self.link.poll(0):
            refused = recv_monitor_message(self.link)["event"] == zmq.EVENT_HANDSHAKE_FAILED_AUTH
            if self.talking:
                self.lose_link(now)
            if refused:
                self.greets_since, self.patience, self.again_at = now - 2 * greet_s, 1, now + refused_s

    def turn(self):
        now = time.monotonic()
        self.watch_link(now)
        while self.socket.poll(0):
            _, kind, _, body = msgpack.unpackb(self.socket.recv(), strict_map_key=False)
            if kind != "heartbeat":
                self.heard_at = now
            self.hear(kind, body)
        if not self.talking:
            return self.greet(now) if now >= self.again_at else None
        if (self.under_way or self.asked) and now - max(self.heard_at, self.spoke_at) > silence_s * self.patience:
            return self.lose_link(now)
        if now - max(self.spoke_at, self.beat_at) > heartbeat_s:
            self.beat_at = now
            self.try_send("heartbeat", {})
        if now >= self.again_at and self.paused_from:
            self.send_again(self.paused_from)
            self.paused_from = 0
        if now >= self.again_at and not self.idle:
            self.say_more()

    def lose_link(self, now, pause=0.0):
        self.talking, self.greets_since, self.again_at = False, now, now + pause
        if self.hasty:
            self.under_way.clear()

    def greet(self, now):
        if now - self.greets_since > 2 * greet_s * self.patience:
            self.patience = min(2 * self.patience, patience_max)
            self.at, self.greets_since = (self.at + 1) % len(self.endpoints), now
            self.connect(self.endpoints[self.at])
        first = min(self.under_way, default=self.n + 1)
        sent = self.try_send("hello", {"incarnation": self.incarnation, "sent": self.n, "from": first,
                                       "software": "python"})
        self.again_at = now + (greet_s if sent else 0.05)

    def hear(self, kind, body):
        self.history.heard[kind] += 1
        if kind == "welcome" and not self.talking:
            self.talking, self.incarnation = True, body["incarnation"]
            self.n = max(self.n, body["applied"])
            self.again_at = 0.0
            self.asked.clear()  # what was answered late was heard before
            self.send_again(0)
        elif kind == "moved":
            self.lose_link(time.monotonic(), 0.05)
        elif kind == "answer":
            self.hear_answer(body)
        elif kind == "result" and body["q"] in self.asked:
            self.history.read(self.asked.pop(body["q"]), body["head"])

    def hear_answer(self, answer):
        command = self.under_way.get(answer["n"])
        if not command:
            return
        if not answer["ok"] and answer["why"] in ("busy", "gap"):
            self.history.heard[answer["why"]] += 1
            self.again_at = time.monotonic() + 0.05
            self.paused_from = min(answer["n"], self.paused_from or answer["n"])
            return
        del self.under_way[answer["n"]]
        self.patience = 1
        self.history.told(command, answer)

    def send_again(self, from_n):
        for n in sorted(n for n in self.under_way if n >= from_n):
            self.put(self.under_way[n])

    def say_more(self):
        while len(self.under_way) < self.width:
            self.n, self.k = self.n + 1, self.k + 1
            trace = f"{self.history.name}-{self.who[2:6]}-{self.k}"
            self.under_way[self.n] = Command(self.who, self.n, trace, *work(trace, self.k, self.is_keeper))
            self.history.commands.append(self.under_way[self.n])
            self.put(self.under_way[self.n])
            self.again_at = time.monotonic() + pace_s
        if not self.asked:
            self.ask_head()

    def put(self, command):
        self.try_send("command", {"incarnation": self.incarnation, "n": command.n, "trace": command.trace, "as": "",
                                  "name": command.name, "args": command.args})

    def ask_head(self):
        self.q += 1
        self.asked[self.q] = self.history.acknowledged
        self.try_send("query", {"q": self.q, "what": "me"})


class Crowd:
    """Patient and hasty people who speak at once."""

    def __init__(self, history, state, endpoints, width=4):
        keepers = [p["holder"] for p in stand.table("posts") if p["role"] == "plan_keeper"]
        officers = [p["holder"] for p in stand.table("posts") if p["role"] == "officer"]
        self.history = history
        self.people = [Speaker(history, state, endpoints, who, width, hasty=i % 2 == 1, is_keeper=i < 2)
                       for i, who in enumerate(keepers[:2] + officers[:2])]

    def run(self, seconds, until=lambda: False):
        """True when `until` came before the time was over."""
        poller = zmq.Poller()
        end = time.monotonic() + seconds
        for each in self.people:
            poller.register(each.socket, zmq.POLLIN)
        while time.monotonic() < end:
            for each in self.people:
                before = each.socket
                each.turn()
                if each.socket is not before:
                    poller.unregister(before)
                    poller.register(each.socket, zmq.POLLIN)
            if until():
                return True
            poller.poll(10)
        return False

    def answered(self, more, seconds=20):
        """Runs until everybody was greeted and so many more commands were accepted."""
        goal = self.history.count("ok") + more
        return self.run(seconds, lambda: self.history.count("ok") >= goal and all(p.talking for p in self.people))

    def finish(self, seconds=30):
        """Says nothing new and waits for what is under way."""
        for each in self.people:
            each.idle = True
        ended = self.run(seconds, lambda: all(each.done for each in self.people))
        for each in self.people:
            each.close()
        if not ended:
            left = [c.trace for each in self.people for c in each.under_way.values()]
            self.history.faults.append(f"never answered: {left[:5]}")


class Log:
    """All commits as they stand in Redis; read on from where it was left."""

    def __init__(self, folder):
        self.folder, self.entries = folder, []

    def read(self):
        redis = Redis(self.folder)
        while True:
            got = redis("XRANGE", f"{{{stand.J}}}:log", f"{len(self.entries) + 1}-0", "+", "COUNT", 1000)
            for identity, fields in got:
                pairs = dict(zip(fields[::2], fields[1::2]))
                _, first, events, receipts = msgpack.unpackb(pairs[b"b"], strict_map_key=False)
                self.entries.append({"id": identity.decode(), **{k.decode(): v for k, v in pairs.items()},
                                     "events": [msgpack.unpackb(e, strict_map_key=False) for e in events],
                                     "first": first, "receipts": receipts})
            if not got:
                break
        owner = redis("HGETALL", f"{{{stand.J}}}:w")
        self.owner = dict(zip(owner[::2], owner[1::2]))
        redis.socket.close()
        return self


def chain_faults(log):
    """I3: no gap, the chain right, the head that of the last commit. I4: no owner of before."""
    faults, head, events, epochs = [], bytes(32), 0, []
    for place, entry in enumerate(log.entries, 1):
        head = hashlib.sha256(head + struct.pack(">Q", place) + entry["e"] + entry["b"]).digest()
        if entry["id"] != f"{place}-0" or entry["h"] != head or entry["first"] != events:
            return [f"I3: commit {place} is not the next, or not what its hash says"]
        events += len(entry["events"])
        epochs.append(entry["e"].split(b":"))
    owner = log.owner
    if (owner[b"seq"], owner[b"head"], owner[b"leaves"]) != (b"%d" % len(log.entries), head, b"%d" % events):
        faults.append("I3: the head is not that of the last commit")
    for before, after in zip(epochs, epochs[1:]):
        if int(after[0]) < int(before[0]) or (before[0] == after[0]) != (before[1] == after[1]):
            faults.append(f"I4: a commit of owner {after} follows one of {before}")
    return faults


def timer_faults(log):
    """I6: a timer ends once, none that was not set, and none acts before it is due."""
    due, ended, faults = {}, set(), []
    for entry in log.entries:
        for _, kind, at, _, _, _, body, *_ in entry["events"]:
            if kind == "timer.set":
                due[body["timer"]["id"]] = body["timer"]["due"]
            elif kind == "timer.ended":
                if body["id"] not in due or body["id"] in ended:
                    faults.append(f"I6: timer {body['id']} ends twice, or was never set")
                elif body["how"] != "cancelled" and at < due[body["id"]]:
                    faults.append(f"I6: timer {body['id']} acts {due[body['id']] - at} ms early")
                ended.add(body["id"])
    return faults


def effect_faults(log, history):
    """I1: what was accepted stands where it was said to stand. I2: one effect if accepted, none if refused, at most one
    if nobody said. I5: what was said after an answer comes after it."""
    receipts, events, faults = collections.defaultdict(list), collections.Counter(), []
    for place, entry in enumerate(log.entries, 1):
        for receipt in entry["receipts"]:
            receipts[receipt["body_hash"]].append(place)
        events.update(event[5] for event in entry["events"])
    for c in history.commands:
        there = receipts[c.hash]
        if c.outcome == "ok" and there != [c.commit]:
            number = "I2" if c.commit in there else "I1"
            faults.append(f"{number}: {c.trace} said to be in {c.commit}, is in {there}")
        elif c.outcome == "refused" and there or len(there) > 1 or events[c.trace] != len(there):
            faults.append(f"I2: {c.trace}, {c.outcome} {c.why}, has its effect in {there}, {events[c.trace]} events")
    return faults + order_faults([c for c in history.commands if c.outcome == "ok"])


def order_faults(accepted):
    answered = sorted(accepted, key=lambda c: c.returned)
    faults, highest, next_ = [], None, 0
    for c in sorted(accepted, key=lambda c: c.invoked):
        while next_ < len(answered) and answered[next_].returned < c.invoked:
            highest = max(highest or answered[next_], answered[next_], key=lambda a: a.commit)
            next_ += 1
        if highest and c.commit <= highest.commit:
            faults.append(f"I5: {c.trace} in {c.commit} was said after the answer to {highest.trace} in {highest.commit}")
    return faults


def replay_faults(state, redis_folder):
    """I8: `dudao log verify` folds every event, as a broker would that knows nothing."""
    done = subprocess.run([stand.build / "dudao", "log", "verify", "-o", "json", "--state", state, "--redis",
                           f"unix:{redis_folder / 'redis.sock'}"], capture_output=True)
    said = json.loads(done.stdout) if done.stdout else {}
    return [] if said.get("ok") else [f"I8: {said.get('fault', '')} {done.stderr.decode()[-300:]}"]


def log_faults(log):
    return chain_faults(log) + timer_faults(log)


def faults_of(history, log, state):
    return (history.faults + log_faults(log.read()) + effect_faults(log, history) + replay_faults(state, log.folder))
