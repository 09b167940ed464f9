// bench rows: fills the ledger of a running county the way it is filled: announced visits,
// findings, orders to put right, each served. Every one is a command to the broker under its
// sender's key; only the senders do not wait for one answer before they send the next.
#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "bench/console/people.h"
#include "process/flags.h"

namespace dudao::bench {
namespace {

constexpr std::size_t findings_of_a_visit = 200;  // what the rules allow
constexpr auto severities =
    std::to_array({Severity::Ordinary, Severity::Minor, Severity::Ordinary, Severity::Serious});
constexpr int categories = 11;

struct Visit {
    TaskId task;
    const Cast::Group* group = nullptr;
    const Cast::Unit* unit = nullptr;
    std::vector<FindingId> findings;
};

struct Order {
    RectificationId id;
    const Cast::Unit* unit = nullptr;
};

/// What a device makes: 26 characters that nobody makes twice.
FindingId finding_id(std::size_t n) {
    const std::string digits = std::to_string(n);
    return FindingId{"01J8BENCH0" + std::string(16 - digits.size(), '0') + digits};
}

FindingFacts facts_of(std::size_t n, const UnitId& unit) {
    FindingFacts facts;
    facts.category = static_cast<Category>(1 + n % categories);
    facts.severity = severities.at(n % severities.size());
    facts.rule = "F1";
    facts.unit = unit;
    facts.text.value = "第" + std::to_string(n) + "号：工作室长期锁门，入户走访记录缺页※";
    return facts;
}

class Fill {
 public:
    Fill(const Cast& cast, std::size_t first, std::size_t count)
        : cast_(cast), first_(first), count_(count), people_(cast) {}

    std::vector<Order> run() {
        release();
        record();
        issue();
        serve();
        return orders_;
    }
    std::uint64_t commands() const { return people_.answered(); }

 private:
    void release() {
        const std::size_t each =
            std::clamp(count_ / cast_.units.size(), std::size_t{1}, findings_of_a_visit);
        visits_.resize((count_ + each - 1) / each);
        for (std::size_t v = 0; v < visits_.size(); ++v) {
            Visit& visit = visits_[v];
            visit.group = &cast_.groups[v % cast_.groups.size()];
            visit.unit = &cast_.units[v % cast_.units.size()];
            for (std::size_t n = v * each; n < std::min(count_, (v + 1) * each); ++n) {
                visit.findings.push_back(finding_id(first_ + n));
            }
            ReleaseTask task;
            task.plan = cast_.plan;
            task.group = visit.group->id;
            task.kind = TaskKind::Announced;
            task.target = visit.unit->id;
            people_.say(cast_.keeper, task,
                        [&visit](const Accepted& made) { visit.task = TaskId{made.id}; });
        }
        people_.finish();
    }

    void record() {
        std::size_t n = first_;
        for (const Visit& visit : visits_) {
            const PersonId& head = visit.group->head;
            people_.say(head, AcceptTask{visit.task}, {});
            people_.say(head, CheckIn{visit.task, {}, visit.unit->id, visit.group->members, {}},
                        {});
            for (const FindingId& id : visit.findings) {
                people_.say(head, RecordFinding{visit.task, id, facts_of(n++, visit.unit->id)}, {});
            }
            people_.say(head, ReportTask{visit.task, true, {}, {}}, {});
        }
        people_.finish();
        for (std::size_t v = 0; v < visits_.size(); ++v) {
            people_.say(officer(v), ReviewTask{visits_[v].task, true, {}}, {});
        }
        people_.finish();
    }

    void issue() {
        const Text demand{"工作室恢复开放，补齐走访记录", "", ""};
        const Text test{"连续两周开放", "", ""};
        orders_.reserve(count_);
        for (const Visit& visit : visits_) {
            for (const FindingId& finding : visit.findings) {
                const auto keep = [this, unit = visit.unit](const Accepted& made) {
                    orders_.push_back({RectificationId{made.id}, unit});
                };
                const Cast::Unit& to = *visit.unit;
                people_.say(officer(issued_++),
                            IssueRectification{finding, to.id, to.officer, {}, demand, test}, keep);
            }
        }
        people_.finish();
    }

    void serve() {
        for (const Order& order : orders_) {
            people_.say(order.unit->officer, AcknowledgeRectification{order.id}, {});
        }
        people_.finish();
    }

    const PersonId& officer(std::size_t n) const {
        return cast_.officers[n % cast_.officers.size()];
    }

    const Cast& cast_;
    const std::size_t first_;
    const std::size_t count_;
    People people_;
    std::vector<Visit> visits_;
    std::vector<Order> orders_;
    std::size_t issued_ = 0;
};

int run(const std::string& cast_file, int first, int count, const std::string& out) {
    const Cast cast = read_cast(cast_file);
    const auto begun = std::chrono::steady_clock::now();
    Fill fill(cast, static_cast<std::size_t>(first), static_cast<std::size_t>(count));
    const auto orders = fill.run();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    std::ofstream file(out);
    for (const Order& order : orders) {
        file << order.id.value << " " << order.unit->officer.text << "\n";
    }
    if (!file.flush()) throw std::runtime_error("cannot write " + out);
    std::cout << nlohmann::json{{"rows", orders.size()},
                                {"commands", fill.commands()},
                                {"s", took.count()}}
              << "\n";
    return 0;
}

}  // namespace
}  // namespace dudao::bench

int main(int argc, char** argv) {
    std::string cast;
    std::string out;
    int first = 0;
    int count = 1000;
    dudao::Flags flags("bench rows", "Rectifications through the broker of a running county.");
    flags.add("--cast", cast, "who does what")
        .required("--cast")
        .add("--first", first, "number of the first finding; none is made twice")
        .add("--count", count, "rectifications")
        .add("--out", out, "written: a line each, id and the officer who answers for it")
        .required("--out");
    if (const int code = flags.parse(argc, argv); code >= 0) return code;
    try {
        return dudao::bench::run(cast, first, count, out);
    } catch (const std::exception& error) {
        std::cerr << "bench rows: " << error.what() << "\n";
        return 1;
    }
}
