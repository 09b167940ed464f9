#include "cli/up/fleet.h"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iostream>

#include "cli/output.h"
#include "cli/timekeeper/server.h"

namespace dudao::up {
namespace {

constexpr std::int64_t first_pause_ms = 100;  // before a restart; doubles
constexpr std::int64_t pause_ms_max = 5000;
constexpr std::int64_t calm_ms = 60'000;  // after so long without an end all is forgiven
constexpr int restarts_in_a_row_max = 8;
constexpr std::int64_t end_ms = 10'000;  // to end after SIGTERM
constexpr long longest_wait_ms = 1000;

}  // namespace

struct Fleet::Running {
    Member member;
    std::optional<Child> child;
    bool ready = false;
    std::optional<int> exit;  // of one that is not started again
    std::optional<std::int64_t> restart_at;
    std::int64_t started_ms = 0;
    int in_a_row = 0;  // ends without a calm time between
    int watched_output = -1;
    int watched_end = -1;
};

Fleet::Fleet(Lang lang) : lang_(lang) { loop_.catch_signals(signal_token); }

Fleet::~Fleet() { end_all(); }

Fleet::Running* Fleet::find(const std::string& name) {
    const auto at = std::find_if(running_.begin(), running_.end(),
                                 [&](const auto& each) { return each->member.name == name; });
    return at == running_.end() ? nullptr : at->get();
}

Result<void> Fleet::start(Member member) {
    running_.push_back(std::make_unique<Running>());
    running_.back()->member = std::move(member);
    return launch(*running_.back());
}

Result<void> Fleet::launch(Running& running) {
    running.restart_at.reset();
    running.ready = running.member.ready.empty();
    auto child = Child::start({running.member.argv, running.member.log, running.member.inherit});
    if (!child) return tl::unexpected<Error>(child.error());
    running.child.emplace(std::move(*child));
    running.started_ms = steady_.now_ms();
    running.watched_output = running.child->output();
    running.watched_end = running.child->end();
    loop_.watch(running.watched_output, child_token);
    loop_.watch(running.watched_end, child_token);
    return {};
}

void Fleet::unwatch(Running& running) {
    for (int* fd : {&running.watched_output, &running.watched_end}) {
        if (*fd >= 0) loop_.unwatch(*fd);
        *fd = -1;
    }
}

void Fleet::hear(Running& running) {
    const auto lines = running.child->read_lines();
    std::ofstream log;
    for (const std::string& line : lines) {
        if (!running.ready && line.find(running.member.ready) != line.npos) running.ready = true;
        if (running.member.hear && running.member.hear(line)) continue;
        if (running.member.log.empty()) continue;
        if (!log.is_open()) log.open(running.member.log, std::ios::app);
        log << line << '\n';
    }
    if (running.child->output() < 0 && running.watched_output >= 0) {
        loop_.unwatch(running.watched_output);
        running.watched_output = -1;
    }
}

void Fleet::bury(Running& running) {
    const auto code = running.child->exit_code();
    if (!code) return;
    unwatch(running);
    hear(running);  // its last words
    running.child.reset();
    running.ready = false;
    if (ending_ || !running.member.restart) {
        running.exit = *code;
        return;
    }
    const std::int64_t now = steady_.now_ms();
    if (now - running.started_ms > calm_ms) running.in_a_row = 0;
    const std::string what = running.member.name + " (" + std::to_string(*code) + ")";
    if (++running.in_a_row > restarts_in_a_row_max) {
        hopeless_ = what;
        running.exit = *code;
        return;
    }
    const std::int64_t pause =
        std::min(first_pause_ms << static_cast<unsigned>(running.in_a_row - 1), pause_ms_max);
    running.restart_at = now + pause;
    ++restarts_;
    std::cerr << say(lang_, "进程意外结束，即将重启：", "ended unasked and is started again: ")
              << what << '\n';
}

void Fleet::restart_due() {
    for (auto& each : running_) {
        if (!each->restart_at || steady_.now_ms() < *each->restart_at) continue;
        if (auto launched = launch(*each); !launched) {
            hopeless_ = launched.error().text();
            continue;
        }
        if (on_restart_) on_restart_();
    }
}

long Fleet::wait_ms() const {
    long wait = timekeeper_ ? std::min(timekeeper_->wait_ms(), longest_wait_ms) : longest_wait_ms;
    for (const auto& each : running_) {
        if (!each->restart_at) continue;
        wait = std::min(wait, static_cast<long>(
                                  std::max<std::int64_t>(*each->restart_at - steady_.now_ms(), 0)));
    }
    return wait;
}

void Fleet::turn() {
    const auto ready = loop_.wait(wait_ms());
    if (timekeeper_) timekeeper_->turn(ready);
    const bool children = std::any_of(ready.begin(), ready.end(),
                                      [](const Ready& each) { return each.token == child_token; });
    if (children) {
        for (auto& each : running_) {
            if (each->child) hear(*each);
            if (each->child) bury(*each);
        }
    }
    if (!ending_) restart_due();
}

Result<void> Fleet::wait_ready(std::int64_t timeout_ms) {
    const std::int64_t until = steady_.now_ms() + timeout_ms;
    const auto late = [](const auto& each) { return !each->ready && !each->exit; };
    while (std::any_of(running_.begin(), running_.end(), late)) {
        if (stop_asked()) return fail(Error::Kind::Unreachable, "asked to stop");
        if (!hopeless_.empty() || steady_.now_ms() >= until) {
            const auto& who = **std::find_if(running_.begin(), running_.end(), late);
            return fail(Error::Kind::Unreachable, who.member.name + " does not serve",
                        "its log says why: " + who.member.log);
        }
        turn();
        for (const auto& each : running_) {
            if (each->exit && !each->member.ready.empty()) {
                return fail(Error::Kind::Unreachable,
                            each->member.name + " ended with " + std::to_string(*each->exit),
                            "its log says why: " + each->member.log);
            }
        }
    }
    return {};
}

std::optional<int> Fleet::ended(const std::string& name) const {
    for (const auto& each : running_) {
        if (each->member.name == name) return each->exit;
    }
    return std::nullopt;
}

std::map<std::string, int> Fleet::pids() const {
    std::map<std::string, int> pids;
    for (const auto& each : running_) {
        if (each->child) pids[each->member.name] = each->child->pid();
    }
    return pids;
}

void Fleet::set_argv(const std::string& name, std::vector<std::string> argv) {
    if (Running* running = find(name)) running->member.argv = std::move(argv);
}

void Fleet::end_all() {
    ending_ = true;
    while (!running_.empty()) {
        Running& last = *running_.back();
        if (last.child) last.child->signal(SIGTERM);
        const std::int64_t until = steady_.now_ms() + end_ms;
        while (last.child && steady_.now_ms() < until) turn();
        if (last.child) {
            std::cerr << say(lang_, "进程未按时结束，强行终止：",
                             "did not end in time and is killed: ")
                      << last.member.name << '\n';
        }
        unwatch(last);
        last.child.reset();  // kills what is left
        running_.pop_back();
    }
}

}  // namespace dudao::up
