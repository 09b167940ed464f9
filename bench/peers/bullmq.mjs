// bench peers: BullMQ, as its users write it. A queue of tasks a group; the keeper adds jobs (addBulk of what the window
// lets go), the worker, a process of its own with as many jobs at a time as the window, writes four updates of progress
// with 220 bytes each, in one go, and completes the job; the keeper hears of it from QueueEvents. A lifecycle is
// finished when its job is said to be completed and its four updates were answered, which the worker awaits before.
import { fork } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { Queue, QueueEvents, Worker } from "bullmq";

const bytes = 220;
const steps = ["acknowledge", "accept", "check in", "report"];
const silentMs = 60_000;

const { values } = parseArgs({
    options: {
        endpoint: { type: "string" }, lifecycles: { type: "string", default: "2000" }, kind: { type: "string" },
        groups: { type: "string", default: "4" }, window: { type: "string", default: "40" }, work: { type: "boolean" },
    },
});
const number = (name) => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 1) throw new Error(`--${name}: a whole number from 1`);
    return value;
};
const groups = number("groups"), window = number("window"), lifecycles = number("lifecycles");
if (!values.endpoint) throw new Error("--endpoint: the path of Redis's socket");
const connection = { path: values.endpoint, maxRetriesPerRequest: null };
const names = Array.from({ length: groups }, (_, i) => `tasks${i}`);
const fill = (fields) => ({ ...fields, words: "x".repeat(bytes - JSON.stringify({ ...fields, words: "" }).length) });

const fail = (error) => {
    process.stderr.write(`bullmq: ${error?.message ?? error}\n`);
    process.exit(1);
};
process.on("unhandledRejection", fail);

async function work() {
    const workers = names.map((name) => new Worker(name,
        (job) => Promise.all(steps.map((step) => job.updateProgress(fill({ step })))),
        { connection, concurrency: window }));
    for (const worker of workers) worker.on("error", fail).on("failed", (_, error) => fail(error));
    await Promise.all(workers.map((worker) => worker.waitUntilReady()));
    process.on("disconnect", () => process.exit(0)); // the keeper is gone
    process.send("up");
}

class Lane {
    constructor(name) {
        this.queue = new Queue(name, { connection });
        this.events = new QueueEvents(name, { connection, lastEventId: "0" });
        this.released = this.finished = this.updates = 0;
        this.queue.on("error", fail);
        this.events.on("error", fail).on("failed", ({ failedReason }) => fail(failedReason));
        this.events.on("progress", () => ++this.updates);
        this.events.on("completed", () => {
            ++this.finished;
            this.soon ??= setImmediate(() => this.go()); // events come in batches: so do the next releases
        });
    }

    async go() {
        this.soon = undefined;
        const room = Math.min(this.share - this.released, window - (this.released - this.finished));
        this.released += room;
        if (room > 0) await this.queue.addBulk(Array.from({ length: room }, () => ({ name: "task", data: fill({}) })));
        if (this.finished === this.share) this.over();
    }

    /// Until all of them are finished.
    play(share) {
        this.share = share;
        this.released = this.finished = 0;
        return new Promise((over) => {
            this.over = over;
            this.go();
        });
    }
}

async function keep() {
    const worker = fork(process.argv[1], [...process.argv.slice(2), "--work"]);
    worker.on("exit", (code) => fail(`the worker ended with ${code}`));
    const lanes = names.map((name) => new Lane(name));
    await Promise.all([once(worker, "message"), ...lanes.map((lane) => lane.events.waitUntilReady())]);
    const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
    const tell = async (state) => {
        process.stdout.write(`${state}\n`);
        if ((await lines.next()).done) throw new Error("nobody listens any more");
    };
    const play = (share) => Promise.all(lanes.map((lane) => lane.play(share)));
    let seen = -1;
    const total = () => lanes.reduce((sum, lane) => sum + lane.updates + lane.finished, 0);
    const watch = setInterval(() => {
        if (total() === seen) fail("nothing finished for a minute");
        seen = total();
    }, silentMs);

    const share = Math.floor(lifecycles / groups), warm = Math.max(1, Math.floor(share / 4));
    await play(warm);
    await tell("ready");
    const begun = performance.now();
    await play(share);
    const seconds = (performance.now() - begun) / 1000;
    await tell("done");
    clearInterval(watch);

    let checked = 0;
    for (const lane of lanes) {
        const [there, last] = [await lane.queue.getJobCounts(), (await lane.queue.getCompleted(0, 0))[0]];
        if (there.completed !== warm + share || there.failed || there.active || there.waiting)
            throw new Error(`${warm + share} jobs answered, there are ${JSON.stringify(there)}`);
        if (lane.updates !== steps.length * (warm + share) || !steps.includes(last.progress.step))
            throw new Error(`${lane.updates} updates heard of ${warm + share} jobs`);
        checked += there.completed;
    }
    worker.removeAllListeners("exit");
    process.stdout.write(`${JSON.stringify({ lifecycles: share * groups, seconds, checked })}\n`);
    worker.disconnect();
    process.exit(0);
}

await (values.work ? work() : keep()).catch(fail);
