"""Clocks that are wrong, workers that stand still: no deadline acts early or twice, whoever thinks it has passed."""
import hashlib

import history, stand
import zmq.utils.z85
from office import Row, freeze, wait_until, wake
from resp import Redis

hour = 3600 * 1000
tuesday = 1789437600000  # 15 September 2026, 10:00 in Gongqingcheng


class Watch:
    """What Redis is asked, as it is asked."""

    def __init__(self, folder):
        self.redis = Redis(folder)
        self.redis("MONITOR")

    def until(self, word):
        while word.encode() not in self.redis.replies.readline():
            pass


class Days:
    """A county whose processes take their time from clocks of their own."""

    def __init__(self, folder):
        self.folder, self.state, self.data = folder, folder / "state", folder / "redis"
        self.now, self.clocks, self.running = tuesday, {}, [stand.redis(self.data)]
        stand.init(self.state, self.data)
        self.log = history.Log(self.data)
        broker, self.endpoint = stand.broker(self.state, self.data, *self.clock("broker", tuesday))
        self.running.append(broker)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for each in reversed(self.running):
            wake(each)
            each.stop()

    def clock(self, name, moment):
        path = self.folder / f"{name}.clock"
        path.unlink(missing_ok=True)
        self.clocks[name] = stand.Clock(path, moment)
        return "--clock", path

    def move(self, moment, **skews):
        """The office's time moves, and with it that of the named processes, each as far off as it is."""
        self.now = moment
        for name, skew in {"broker": 0, **skews}.items():
            self.clocks[name.replace("_", "-")].move(moment + skew)

    def worker(self, name, moment):
        if not (self.state / "keys" / f"{name}.key").exists():
            self.enrol(name)
        worker = stand.worker(self.state, self.data, self.endpoint, *self.clock(name, moment), name=name)
        self.running.append(worker)
        return worker

    def enrol(self, name):
        """Another worker: one leader proposes its key, another confirms it."""
        public, secret = zmq.curve_keypair()
        (self.state / "keys" / f"{name}.key").write_bytes(secret)
        (self.state / "keys" / f"{name}.key").chmod(0o400)
        leaders = [p["holder"] for p in stand.table("posts") if p["role"] == "leader" and p["unit"] == stand.J]
        raw = zmq.utils.z85.decode(public)
        first, second = self.person(leaders[0]), self.person(leaders[1])
        proposed = first.command("key.enrol", {"id": hashlib.sha256(raw).hexdigest()[:32], "public_key": raw,
                                               "kind": "worker"})
        assert proposed["ok"], proposed
        answer = second.command("proposal.confirm", {"proposal": proposed["accepted"]["proposal"]})
        assert answer["ok"], answer
        first.close()
        second.close()

    def person(self, who):
        client = stand.Client(self.endpoint, stand.toml(self.state / "jurisdiction.toml")["broker_key"],
                              self.state / "keys" / "people" / f"{who}.key")
        client.hello()
        return client

    def events(self, kind):
        """(moment, body) of each event of a kind."""
        return [(e[2], e[6]) for entry in self.log.read().entries for e in entry["events"] if e[1] == kind]

    def until(self, kind, more_than=0):
        wait_until(lambda: len(self.events(kind)) > more_than, 20, f"an event {kind}")
        return self.events(kind)

    def last(self, kind):
        """The pending timer of a kind that is due last: its id, and when."""
        ended = {body["id"] for _, body in self.events("timer.ended")}
        pending = [body["timer"] for _, body in self.events("timer.set") if body["timer"]["kind"] == kind]
        return max((timer["due"], timer["id"]) for timer in pending if timer["id"] not in ended)[::-1]

    def acted(self, timer):
        return any(body["id"] == timer and body["how"] == "acted" for _, body in self.events("timer.ended"))

    def until_acted(self, timer, who):
        wait_until(lambda: self.acted(timer), 20, f"{who} acts")

    def stop(self, process):
        self.running.remove(process)
        process.stop()


def released(days):
    """The engine draws each half hour until two groups have a task."""
    key = stand.toml(days.state / "jurisdiction.toml")["broker_key"]
    engine = stand.start("dudao-engine", days.state, days.data, "engine", "--broker", days.endpoint, "--broker-key",
                         key, "--signing-key", days.state / "keys" / "engine.sign", "--seed", "7",
                         *days.clock("engine", tuesday))
    days.running.append(engine)
    for tick in range(1, 100):
        days.until("draw.recorded", more_than=tick - 1)
        if len({body["group"] for _, body in days.events("task.released")}) > 1:
            break
        at_ten = tick % 15 == 0  # of the next day
        days.move(days.now + (17 * hour if at_ten else hour // 2), engine=0, worker_1=0)
    days.stop(engine)
    return days.events("task.released")


def agent_row(days, tasks):
    """A device an hour behind and one an hour ahead: the office's clock counts."""
    faults, groups = [], sorted({body["group"] for _, body in tasks})[:2]
    for group, skew in zip(groups, (hour, -hour)):
        device, head = f"dev-{group}", next(g["head"] for g in stand.table("groups") if g["id"] == group)
        process, api = stand.agent(days.state, days.data, days.endpoint, device, *days.clock(device, days.now + skew))
        days.running.append(process)
        task = api.when(lambda tasks: tasks)[0]["task"]
        said = api.say("accept", task=task, **{"as": head})
        if said["state"] != "received":
            faults.append(f"a device {skew / hour:+.0f} h is not heard: {said}")
    for at, body in days.events("task.accepted"):
        if at != days.now:
            faults.append(f"task {body['id']} was accepted at a device's time")
    return Row("clock of agents ±1 h", len(groups), "nothing: moments are the office's", None, faults)


def worker_row(days):
    """A worker an hour ahead says that a deadline is due half an hour before it is."""
    timer, due = days.last("task_check_in")
    days.move(due - hour // 2)
    watch = Watch(days.data)
    worker = days.worker("worker-1", days.now + hour)
    watch.until("dudao1_fix")  # the broker has refused, and put the index right
    faults = ["a deadline acted half an hour early"] if days.acted(timer) else []
    days.move(due, worker_1=hour)
    days.until_acted(timer, "the deadline that has passed")
    days.stop(worker)
    return Row("clock of a worker +1 h", 1, "nothing: a deadline said to be due early is refused", None,
               faults + history.log_faults(days.log.read()))


def asleep_row(days):
    """A worker stands still while a deadline passes; another acts; the first wakes and goes on."""
    timer, due = days.last("task_miss_check_in")
    first, second = days.worker("worker-1", days.now), days.worker("worker-2", days.now)
    freeze(first)
    days.move(due, worker_1=0, worker_2=0)
    days.until_acted(timer, "the other worker")
    wake(first)
    days.stop(second)
    timer, due = days.last("plan_close")
    days.move(due, worker_1=0)
    days.until_acted(timer, "the worker that woke")
    return Row("SIGSTOP worker, another acts, it wakes", 1, "nothing", None, history.log_faults(days.log.read()))


def rows(folder):
    with Days(folder) as days:
        worker = days.worker("worker-1", tuesday)
        tasks = released(days)
        days.stop(worker)
        yield agent_row(days, tasks)
        yield worker_row(days)
        yield asleep_row(days)
