// A model of one jurisdiction's keys in Redis and of the functions on them
// (common/store/functions.lua): what each call answers and leaves behind. Plain data; no time,
// network or disk of its own. The conformance test holds it against the real Redis.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "store/redis_store.h"
#include "store/store.h"
#include "store/views.h"

namespace dudao::sim {

struct TimersClaimed {
    Verdict verdict;
    std::vector<Claimed> timers;
};

struct ViewMoved {
    Verdict verdict;
    std::uint64_t at = 0;  // where the view stands now
};

struct StoreModel {
    bool founded = false;
    std::uint64_t epoch = 0;
    std::string token;
    std::string holder;
    std::int64_t until_ms = 0;
    std::uint64_t seq = 0;
    Hash head{};
    std::uint64_t confirmed = 0;
    std::uint64_t leaves = 0;
    std::uint64_t archived = 0;  // commits up to here are no longer in the log
    std::string archived_root;   // of the segment they went to
    std::string clock;
    std::vector<Entry> log;                   // commits archived + 1 to seq
    std::map<std::string, std::int64_t> due;  // timer -> ms
    std::map<std::string, std::string> pd;
    std::map<std::string, std::string> mail;
    std::map<View, std::map<std::string, std::string>> views;  // rows, and view_cursor

    Verdict genesis(const std::string& clock_word);
    /// `now_ms`: Redis' own clock.
    Acquired acquire(const std::string& j, const std::string& me, const std::string& new_token,
                     std::int64_t lease_ms, std::int64_t now_ms);
    Verdict renew(const std::string& by, std::int64_t lease_ms, std::uint64_t up_to,
                  std::int64_t now_ms);
    Verdict release(const std::string& by);
    Verdict commit(const std::string& by, std::uint64_t by_epoch, const Batch& batch,
                   std::int64_t lease_ms, std::int64_t now_ms);
    Verdict fix(const std::string& by, const std::vector<std::string>& off,
                const std::vector<std::pair<std::string, std::int64_t>>& on);
    Trimmed trim(const std::string& j, const std::string& by, std::uint64_t upto, const Hash& root);
    TimersClaimed claim(std::int64_t now_ms, std::int64_t lease_ms, std::int64_t n);
    ViewMoved view(const ViewWrite& write);
    std::vector<Entry> read_log(std::uint64_t from, std::size_t count) const;

 private:
    Verdict not_owner(const std::string& by) const;
};

}  // namespace dudao::sim
