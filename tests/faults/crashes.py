"""Processes that die: the broker at each step of a commit, and Redis."""
from office import dead, dice, kill_9

points = {"send": "a batch is closed, not sent", "sent": "sent to Redis", "executed": "executed, the answer unread",
          "answered": "answer read, nobody told", "dispatched": "everybody told"}


def broker_at(point):
    """It dies at this step of its first to sixth commit, again and again, while people speak."""
    def row(office, times):
        crowd, faults = office.crowd(point), []
        for _ in range(times):
            broker = office.start(point=f"{point}:{dice.randint(1, 6)}")
            if not crowd.run(60, dead(broker)) or broker.child.returncode != -9:
                faults.append(f"the broker did not die at {point}: {broker.stop()}")
        office.start()
        return office.row(f"kill -9 broker, {points[point]} (`{point}`)", times, crowd, more=faults)
    return row


def broker_anywhere(office, times):
    """Between any two instructions: whenever some commands more were accepted."""
    crowd = office.crowd("any")
    for _ in range(times):
        office.serve()
        crowd.answered(dice.randint(1, 20))
        kill_9(office.brokers[0])
    office.serve()
    return office.row("kill -9 broker at any moment", times, crowd)


def redis(office, times):
    """AOF, every commit synced: what was answered is there when it comes back."""
    office.serve()
    crowd = office.crowd("redis")
    for _ in range(times):
        crowd.answered(dice.randint(1, 40))
        kill_9(office.redis)
        crowd.run(dice.uniform(0, 0.3))
        office.restart_redis()
    return office.row("kill -9 Redis", times, crowd)
