"""Clients that mean no good, beside people who work: nobody goes down, nothing grows without end."""
import os, socket, time

import stand, zmq
from office import dice, rss_mb

grows_mb_max = 300  # of the broker, under any of these


def address(office):
    host, port = office.endpoints[0].removeprefix("tcp://").split(":")
    return host, int(port)


class Raw:
    """Plain TCP connections that never become a client's."""

    def __init__(self, office, count, first):
        self.sockets = []
        for _ in range(count):
            each = socket.create_connection(address(office), timeout=10)
            each.setblocking(False)
            self.sockets.append(each)
            self.say(each, first())

    def say(self, each, data):
        try:
            each.send(data)
        except OSError:
            pass  # it was thrown out, or its buffer is full

    def turn(self):
        pass

    def close(self):
        for each in self.sockets:
            each.close()


class Rubbish(Raw):
    """Random bytes, again and again."""

    def __init__(self, office):
        super().__init__(office, 20, lambda: dice.randbytes(100))
        self.office = office

    def turn(self):
        for each in self.sockets:
            self.say(each, dice.randbytes(2000))


zmtp_greeting = b"\xff" + bytes(8) + b"\x7f\x03\x01" + b"CURVE".ljust(20, b"\0") + bytes(32)


class HalfOpen(Raw):
    """Handshakes that are begun and not ended."""

    def __init__(self, office):
        super().__init__(office, 200, lambda: zmtp_greeting[:dice.randint(1, 64)])


class ThousandConnections(Raw):
    def __init__(self, office):
        super().__init__(office, 1000, lambda: b"")


class Strangers:
    """Keys that nobody enrolled, at the door again and again."""

    def __init__(self, office):
        key = stand.toml(office.state / "jurisdiction.toml")["broker_key"]
        self.clients = [stand.Client(office.endpoints[0], key) for _ in range(50)]

    def turn(self):
        pass

    def close(self):
        for each in self.clients:
            each.close()


class Enrolled:
    """Somebody with a good key who has lost all manners."""

    def __init__(self, office):
        self.client = stand.Client(office.endpoints[0],
                                           stand.toml(office.state / "jurisdiction.toml")["broker_key"],
                                           office.state / "keys" / "people" / f"{stand.table('groups')[3]['head']}.key")
        self.client.hello()
        self.client.socket.setsockopt(zmq.SNDTIMEO, 0)

    def put(self, frame, times):
        for _ in range(times):
            try:
                self.client.socket.send(frame, zmq.NOBLOCK)
            except zmq.Again:
                return

    def close(self):
        self.client.close()


class Flood(Enrolled):
    """Frames that cannot be read, as many as the link takes; the answers are read."""

    def turn(self):
        self.put(os.urandom(200), 300)
        while self.client.socket.poll(0):
            self.client.socket.recv()


class SlowReader(Enrolled):
    """Asks for long lists, and does not read the answers."""

    def turn(self):
        for q in range(200):
            self.put(stand.msgpack.packb([1, "query", stand.J, {"q": q, "what": "units"}]), 1)


def row_of(kind, what, seconds):
    def row(office, times):
        office.serve()
        calm = office.crowd("calm", width=1)
        calm.run(seconds / 2)
        calm.answered(10)
        calm.finish()
        crowd, before, most = office.crowd(kind.__name__, width=1), rss_mb(office.brokers[0]), 0.0
        for _ in range(times):
            hostile = kind(office)
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                hostile.turn()
                crowd.run(0.05)
                most = max(most, rss_mb(office.brokers[0]) - before)
            hostile.close()
            crowd.answered(5)
        faults = [f"the broker grew by {most:.0f} MB"] if most > grows_mb_max else []
        if office.brokers[0].child.poll() is not None:
            faults.append("the broker went down: " + office.brokers[0].stop())
        saw = f"p99 {p99(crowd):.0f} ms (alone {p99(calm):.0f} ms); broker {most:+.0f} MB"
        return office.row(f"hostile: {what}", times, crowd, saw=saw, more=faults)
    return row


def p99(crowd):
    waits = crowd.history.waits()
    return 1000 * waits[int(0.99 * (len(waits) - 1))] if waits else 0.0


rows = [row_of(Rubbish, "20 connections of random bytes", 1.0), row_of(HalfOpen, "200 half-open handshakes", 1.0),
        row_of(ThousandConnections, "1,000 idle connections", 1.0), row_of(Strangers, "50 unknown keys", 1.0),
        row_of(Flood, "an enrolled key floods with rubbish", 1.0),
        row_of(SlowReader, "an enrolled key asks and does not read", 1.0)]
