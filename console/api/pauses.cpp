#include "console/api/pauses.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "console/api/rows.h"
#include "console/api/timeline.h"

namespace dudao::console {
namespace {

// What is shorter needs no reason: a group has hours to accept, and a night to sleep.
constexpr Span long_to_accept = hours(1);
constexpr Span long_at_work = hours(12);
/// What people say comes minutes apart. What a device kept comes in one go, so many records at
/// least.
constexpr Span in_one_go{10'000};
constexpr std::size_t kept_min = 3;

/// Whose turn it is.
enum class Turn { ToAccept, Groups, Reviewers, Nobodys };

struct Standstill {
    Reader& reader;
    std::vector<Event> events;  // of the task: deeds of people, and its own steps
    Json found = Json::array();

    Standstill(Reader& from, const Task& task) : reader(from) {
        for (const std::uint64_t index : from.record.of(matter_text("task", task.id.value))) {
            const Record::Line line = from.record.line(index);
            const std::string_view type = event_names.at(line.type);
            const bool step = type == TaskReleased::as_event || type == TaskDelivered::as_event ||
                              type == TaskMissed::as_event;
            // A deed brings timers and notices along, in the name of whoever did it.
            const bool deed = line.actor && is_deed(line.type);
            if ((deed || step) && from.sees(line)) {
                events.push_back(from.record.event(index));
            }
        }
    }

    Json& add(Moment from, Moment to, std::string_view why) {
        found.push_back({{"from", from.ms},
                         {"to", to.ms},
                         {"why", why},
                         {"records", 0},
                         {"group", ""},
                         {"number", ""},
                         {"task", ""},
                         {"text", ""}});
        return found.back();
    }

    bool from_device(const Event& event) const {
        const KeyRow* key = row_of(reader.state.keys, event.via);
        return key && key->kind == KeyKind::Device;
    }

    /// How many records of a device came from here on in one go.
    std::size_t came_together(std::size_t first) const {
        std::size_t n = 0;
        for (std::size_t i = first; i < events.size(); ++i) {
            if (events[i].at > events[first].at + in_one_go) break;
            n += from_device(events[i]) ? 1 : 0;
        }
        return n;
    }

    /// The group's turn, until the event at `next`; none: it lasts.
    void quiet(Moment from, std::size_t next) {
        if (next == events.size()) {
            add(from, {}, "quiet");
            return;
        }
        const std::size_t records = came_together(next);
        const bool kept = records >= kept_min;
        add(from, events[next].at, kept ? "kept" : "quiet")["records"] = kept ? records : 0;
    }

    /// From the release on, until the event at `next`.
    void to_accept(Moment released, Moment delivered, std::size_t next, Moment end) {
        const Moment to = next == events.size() ? Moment{} : end;
        if (delivered.ms == 0) {
            if (end - released >= long_to_accept) add(released, to, "not_delivered");
            return;
        }
        if (delivered - released >= long_to_accept) add(released, delivered, "delivered_late");
        if (end - delivered >= long_to_accept) quiet(delivered, next);
    }

    void walk() {
        Turn turn = Turn::ToAccept;
        Moment last;
        Moment delivered;
        for (std::size_t i = 0; i <= events.size(); ++i) {
            const Event* event = i < events.size() ? &events[i] : nullptr;
            if (event && std::holds_alternative<TaskDelivered>(event->body)) {
                if (delivered.ms == 0) delivered = event->at;
                continue;
            }
            const Moment end = event ? event->at : reader.now;
            if (last.ms != 0) stretch(turn, last, delivered, i, end);
            if (!event) break;
            turn = after(*event, turn);
            last = end;
        }
    }

    void stretch(Turn turn, Moment last, Moment delivered, std::size_t next, Moment end) {
        if (turn == Turn::ToAccept) return to_accept(last, delivered, next, end);
        if (turn == Turn::Nobodys || end - last < long_at_work) return;
        if (turn == Turn::Groups) return quiet(last, next);
        add(last, next == events.size() ? Moment{} : end, "review");
    }

    static Turn after(const Event& event, Turn turn) {
        if (std::holds_alternative<TaskAccepted>(event.body) ||
            std::holds_alternative<TaskCheckedIn>(event.body)) {
            return Turn::Groups;
        }
        if (const auto* reported = std::get_if<TaskReported>(&event.body)) {
            return reported->final_report ? Turn::Reviewers : turn;
        }
        if (const auto* reviewed = std::get_if<TaskReviewed>(&event.body)) {
            return reviewed->pass ? Turn::Nobodys : Turn::Groups;
        }
        const bool ended = std::holds_alternative<TaskRecused>(event.body) ||
                           std::holds_alternative<TaskMissed>(event.body) ||
                           std::holds_alternative<TaskWithdrawn>(event.body);
        return ended ? Turn::Nobodys : turn;
    }

    /// Another group had the target first and recused itself.
    void before(const Task& task) {
        const Task* other = row_of(reader.state.tasks, task.replaces);
        if (!other || !reader.sight.sees(*other)) return;
        const std::string matter = matter_text("task", other->id.value);
        Json& pause = add(other->released_at, task.released_at, "recused");
        pause["group"] = other->group.text;
        pause["number"] = short_number(other->year, other->number);
        pause["task"] = id_text(other->id);
        for (const std::uint64_t index : reader.record.of(matter)) {
            const Event event = reader.record.event(index);
            const auto* recused = std::get_if<TaskRecused>(&event.body);
            if (recused) pause["text"] = reader.words.of(recused->reason, reader.reads(matter));
        }
    }
};

}  // namespace

Json pauses(Reader& reader, const Task& task) {
    Standstill walked(reader, task);
    if (task.replaces) walked.before(task);
    walked.walk();
    return std::move(walked.found);
}

}  // namespace dudao::console
