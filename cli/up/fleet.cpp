#include "cli/up/fleet.h"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iostream>
#include <utility>

#include "cli/output.h"
#include "cli/timekeeper/server.h"
#include "cli/up/last_words.h"
#include "disk/turnover.h"

namespace dudao::up {
namespace {

constexpr int no_program = 127;  // exit code of a shell, and of Child, if there is no such program
constexpr std::int64_t end_ms = 10'000;  // time to exit after SIGTERM
constexpr long longest_wait_ms = 1000;
constexpr std::int64_t bound_each_ms = 1000;  // how often the lengths of the logs are looked at

}  // namespace

struct Fleet::Running {
    Member member;
    std::optional<Child> child;
    bool ready = false;
    std::optional<int> exit;  // of a member that is not restarted
    std::optional<std::int64_t> restart_at;
    std::int64_t started_ms = 0;
    bool anew = false;          // asked to end, to be started again
    int in_a_row = 0;           // ends in a row without a calm period
    std::int64_t rest_ms = 0;   // before it is tried again, of one that was left down
    std::int64_t log_from = 0;  // where its log stood at its start
    std::string said;           // its last words, of its last end
    int watched_output = -1;
    int watched_end = -1;
};

Fleet::Fleet(Lang lang, Patience patience) : lang_(lang), patience_(patience) {
    loop_.catch_signals(signal_token);
}

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
    bound_log(running.member);
    running.log_from = size_of(running.member.log);
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

/// What a process says without end must not fill the disk. Its own log it bounds itself.
void Fleet::bound_log(const Member& member) {
    if (member.log.empty()) return;
    const auto turned = disk::turn_over_in_place(member.log, disk::Bound{});
    if (!turned) std::cerr << member.log << ": " << turned.error().text() << '\n';
}

void Fleet::bound_logs() {
    const std::int64_t now = steady_.now_ms();
    if (now < next_bound_ms_) return;
    next_bound_ms_ = now + bound_each_ms;
    for (const auto& each : running_) bound_log(each->member);
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

void Fleet::take_exit_code(Running& running) {
    const auto code = running.child->exit_code();
    if (!code) return;
    unwatch(running);
    hear(running);  // its last lines
    running.child.reset();
    running.ready = false;
    const std::string said = last_words(running.member.log, running.log_from);
    const bool told = said == running.said;
    running.said = said;
    if (ending_ || !running.member.restart) {
        running.exit = *code;
        return;
    }
    const std::int64_t now = steady_.now_ms();
    if (std::exchange(running.anew, false)) {
        running.restart_at = now;
        return;
    }
    if (now - running.started_ms > patience_.calm_ms) {
        running.in_a_row = 0;
        running.rest_ms = 0;
    }
    if (++running.in_a_row > patience_.restarts_in_a_row_max) return give_up(running, *code);
    const std::int64_t pause =
        std::min(patience_.first_pause_ms << static_cast<unsigned>(running.in_a_row - 1),
                 patience_.pause_ms_max);
    running.restart_at = now + pause;
    ++restarts_;
    std::cerr << say(lang_, "进程意外结束，即将重启：", "ended unasked and is started again: ")
              << running.member.name << " (" << *code << ")\n";
    if (!told && !said.empty()) std::cerr << said << '\n';
}

/// What is wrong, in the process's own last words, and what to do; a line each.
Error Fleet::what_to_do(const Running& running, int code) const {
    const Member& member = running.member;
    const std::string n = std::to_string(running.in_a_row);
    const std::string ended = std::to_string(code);
    const std::string said = running.said.empty() ? "" : running.said + "\n";
    Error error{Error::Kind::Unreachable, "", ""};
    error.what = lang_ == Lang::Zh
                     ? member.name + " 连续结束 " + n + " 次（" + ended + "）" +
                           (member.vital ? "，缺少它平台无法运行：\n" : "，暂停运行，其余照常：\n")
                     : member.name + " ended " + n + " times in a row (" + ended + ")" +
                           (member.vital ? ", and without it nothing runs:\n"
                                         : " and is left down, the rest goes on:\n");
    error.what += said;
    if (code == no_program) {
        error.what += std::string(say(lang_, "程序无法运行：请重新安装，或检查 ",
                                      "its program cannot be run: install it again, or look at ")) +
                      member.argv.front();
        return error;
    }
    error.what += std::string(say(lang_, "日志：", "its log: ")) + member.log;
    error.what += member.vital
                      ? say(lang_, "；处理后重新运行 dudao up。日志看不明白的，连同日志报修",
                            "; mend that, then run dudao up again. Where it does not "
                            "say, report it with the log")
                      : say(lang_,
                            "；处理后一分钟内自动恢复，无需重启。日志看不明白的，"
                            "连同日志报修",
                            "; mend that, and it is back within a minute by itself. Where "
                            "it does not say, report it with the log");
    return error;
}

void Fleet::give_up(Running& running, int code) {
    running.exit = code;
    if (running.member.vital) {
        hopeless_ = what_to_do(running, code);
    } else {
        leave_down(running, code);
    }
}

std::int64_t Fleet::rest_ms(const Patience& patience, std::int64_t last_ms) {
    return last_ms == 0 ? patience.first_rest_ms : std::min(2 * last_ms, patience.rest_ms_max);
}

/// Says it once, and again only if the reason is another.
void Fleet::leave_down(Running& running, int code) {
    running.rest_ms = rest_ms(patience_, running.rest_ms);
    running.restart_at = steady_.now_ms() + running.rest_ms;
    const auto known = down_.find(running.member.name);
    if (known != down_.end() && known->second == running.said) return;
    down_[running.member.name] = running.said;
    if (on_down_) on_down_(running.member.name, what_to_do(running, code));
}

void Fleet::take_back_those_ready() {
    for (auto& each : running_) {
        if (!each->ready || down_.erase(each->member.name) == 0) continue;
        each->exit.reset();
        if (on_back_) on_back_(each->member.name);
    }
}

void Fleet::restart_due() {
    for (auto& each : running_) {
        if (!each->restart_at || steady_.now_ms() < *each->restart_at) continue;
        if (auto launched = launch(*each); !launched) {
            each->said = launched.error().text();
            give_up(*each, no_program);
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
            if (each->child) take_exit_code(*each);
        }
        take_back_those_ready();
    }
    bound_logs();
    if (!ending_) restart_due();
}

/// Returns an error if a vital member that is not restarted ended before it was ready.
Result<void> Fleet::ended_at_start() const {
    if (hopeless_) return tl::unexpected<Error>(*hopeless_);
    for (const auto& each : running_) {
        if (!each->exit || each->member.ready.empty() || !each->member.vital) continue;
        return fail(Error::Kind::Unreachable,
                    each->member.name + " ended with " + std::to_string(*each->exit) +
                        (each->said.empty() ? "" : ":\n" + each->said),
                    "its log: " + each->member.log);
    }
    return {};
}

Result<void> Fleet::wait_ready(std::int64_t timeout_ms) {
    const std::int64_t until = steady_.now_ms() + timeout_ms;
    const auto late = [](const auto& each) { return !each->ready && !each->exit; };
    const auto late_and_vital = [&](const auto& each) { return late(each) && each->member.vital; };
    while (std::any_of(running_.begin(), running_.end(), late)) {
        if (stop_asked()) return fail(Error::Kind::Unreachable, "asked to stop");
        if (steady_.now_ms() >= until) {
            const auto who = std::find_if(running_.begin(), running_.end(), late_and_vital);
            if (who == running_.end()) return {};  // they may still become ready
            return fail(Error::Kind::Unreachable, (*who)->member.name + " does not serve",
                        "its log says why: " + (*who)->member.log);
        }
        turn();
        if (auto good = ended_at_start(); !good) return good;
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

std::optional<std::int64_t> Fleet::vital_starting_ms() const {
    std::optional<std::int64_t> longest;
    for (const auto& each : running_) {
        if (each->ready || !each->member.vital || !each->member.restart) continue;
        const std::int64_t ms = steady_.now_ms() - each->started_ms;
        longest = std::max(longest.value_or(0), ms);
    }
    return longest;
}

void Fleet::set_argv(const std::string& name, std::vector<std::string> argv) {
    if (Running* running = find(name)) running->member.argv = std::move(argv);
}

void Fleet::signal(const std::string& name, int number) {
    Running* running = find(name);
    if (running && running->child) running->child->signal(number);
}

void Fleet::forget(const std::string& name) {
    std::erase_if(running_, [&](const auto& each) { return each->member.name == name; });
}

void Fleet::start_anew(const std::string& name) {
    Running* running = find(name);
    if (!running) return;
    if (running->child) {
        running->anew = true;
        running->child->signal(SIGTERM);
    } else if (running->restart_at) {
        running->restart_at = steady_.now_ms();
    }
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
        last.child.reset();  // kills it if it still runs
        running_.pop_back();
    }
}

}  // namespace dudao::up
