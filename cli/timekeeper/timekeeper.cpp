#include "cli/timekeeper/timekeeper.h"

#include <algorithm>

#include "ensure.h"

namespace dudao {

Timekeeper::Timekeeper(Options options) : options_(std::move(options)), now_(options_.start) {}

Timekeeper::Outgoings Timekeeper::connected(const std::string& name, step::Role role,
                                            std::int64_t real_ms) {
    ensure(!participants_.contains(name), "a participant connects once");
    participants_.emplace(name, role);
    Outgoings out{{name, step::to_text(step::Time{wave_, now_})}};
    for (auto& ask : restart(real_ms)) out.push_back(std::move(ask));
    return out;
}

Timekeeper::Outgoings Timekeeper::disconnected(const std::string& name, std::int64_t real_ms) {
    if (participants_.erase(name) == 0) return {};
    return restart(real_ms);
}

Timekeeper::Outgoings Timekeeper::idle(const std::string& name, const step::Idle& answer,
                                       std::int64_t real_ms) {
    if (!asking_ || answer.wave != wave_ || !participants_.contains(name)) return {};
    if (answer.next && *answer.next <= now_) return {};  // it has work now: no answer yet
    answers_[name] = answer;
    if (answers_.size() < participants_.size()) return {};
    return complete(real_ms);
}

Timekeeper::Outgoings Timekeeper::tick(std::int64_t real_ms) {
    if (!due_ms_ || real_ms < *due_ms_) return {};
    due_ms_.reset();
    return may_ask() ? start_wave() : Outgoings{};
}

void Timekeeper::pause() {
    paused_ = true;
    begin_again();
}

Timekeeper::Outgoings Timekeeper::resume(std::int64_t real_ms) {
    paused_ = false;
    return restart(real_ms);
}

Timekeeper::Outgoings Timekeeper::set_expected(std::set<std::string> names, std::int64_t real_ms) {
    options_.expected = std::move(names);
    return restart(real_ms);
}

Timekeeper::Outgoings Timekeeper::set_end(std::optional<Moment> end, std::int64_t real_ms) {
    options_.end = end;
    finished_ = false;
    return restart(real_ms);
}

std::vector<std::string> Timekeeper::holding() const {
    std::vector<std::string> names;
    for (const auto& name : options_.expected) {
        if (!participants_.contains(name)) names.push_back(name);
    }
    if (!names.empty() || !asking_) return names;
    for (const auto& [name, role] : participants_) {
        if (!answers_.contains(name)) names.push_back(name);
    }
    return names;
}

bool Timekeeper::may_ask() const {
    return !paused_ && !finished_ && !participants_.empty() &&
           std::all_of(options_.expected.begin(), options_.expected.end(),
                       [this](const auto& name) { return participants_.contains(name); });
}

/// Whatever was found out about quiet is worth nothing any more.
void Timekeeper::begin_again() {
    asking_ = false;
    quiet_ = false;
    answers_.clear();
    previous_.clear();
    restless_ = 0;
    due_ms_.reset();
}

Timekeeper::Outgoings Timekeeper::restart(std::int64_t real_ms) {
    begin_again();
    if (moved_ms_ == 0) moved_ms_ = real_ms;
    return may_ask() ? start_wave() : Outgoings{};
}

Timekeeper::Outgoings Timekeeper::start_wave() {
    ++wave_;
    asking_ = true;
    answers_.clear();
    due_ms_.reset();
    Outgoings out;
    const auto text = step::to_text(step::Ask{wave_, now_});
    for (const auto& [name, role] : participants_) out.push_back({name, text});
    return out;
}

Timekeeper::Outgoings Timekeeper::complete(std::int64_t real_ms) {
    asking_ = false;
    quiet_ = unchanged() && heads_agree();
    previous_ = answers_;
    if (quiet_) {
        restless_ = 0;
        return move_on(real_ms);
    }
    const auto pause = std::min<std::int64_t>(restless_++, pause_ms_max);
    if (pause == 0) return start_wave();
    due_ms_ = real_ms + pause;
    return {};
}

bool Timekeeper::unchanged() const {
    return std::equal(previous_.begin(), previous_.end(), answers_.begin(), answers_.end(),
                      [](const auto& before, const auto& after) {
                          return before.first == after.first &&
                                 before.second.activity == after.second.activity &&
                                 before.second.head == after.second.head;
                      });
}

bool Timekeeper::heads_agree() const {
    std::optional<std::uint64_t> head;
    const auto each = [&](step::Role role, auto check) {
        return std::all_of(answers_.begin(), answers_.end(), [&](const auto& answer) {
            if (participants_.at(answer.first) != role || !answer.second.head) return true;
            return check(*answer.second.head);
        });
    };
    const bool writers_agree = each(step::Role::Writer, [&](std::uint64_t writer) {
        if (!head) head = writer;
        return *head == writer;
    });
    return writers_agree &&
           each(step::Role::Tail, [&](std::uint64_t tail) { return !head || tail == *head; });
}

std::optional<Moment> Timekeeper::next_wanted() const {
    std::optional<Moment> next;
    for (const auto& [name, answer] : answers_) {
        if (answer.next && (!next || *answer.next < *next)) next = answer.next;
    }
    if (next && options_.end) next = std::min(*next, *options_.end);
    return next;
}

Timekeeper::Outgoings Timekeeper::move_on(std::int64_t real_ms) {
    finished_ = options_.end && now_ >= *options_.end;
    if (finished_) return {};
    const auto wanted = next_wanted();
    if (!wanted) {
        due_ms_ = real_ms + glide_ms;
        return {};
    }
    if (options_.speed == 0) return move_to(*wanted, real_ms);
    // A pause or a busy stretch is not caught up: time goes on from where it stood.
    const auto since = std::clamp<std::int64_t>(real_ms - moved_ms_, 0, 2 * glide_ms);
    const Moment allowed = now_ + Span{since * options_.speed};
    if (*wanted <= allowed) return move_to(*wanted, real_ms);
    if (since >= glide_ms) return move_to(allowed, real_ms);
    const auto needed = ((*wanted - now_).ms + options_.speed - 1) / options_.speed;
    due_ms_ = real_ms - since + std::min(needed, glide_ms);
    return {};
}

Timekeeper::Outgoings Timekeeper::move_to(Moment moment, std::int64_t real_ms) {
    ensure(moment > now_, "time moves forward");
    begin_again();
    now_ = moment;
    moved_ms_ = real_ms;
    return start_wave();
}

}  // namespace dudao
