// What the console could not show and left out: a page, a frame, a piece of a table. Kept for the
// system page; each is an error line of the log too. Never a name, a target or free text.
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <string>

#include "console/limits.h"
#include "domain/moment.h"

namespace dudao::console {

struct Fault {
    Moment at;          // the last time
    std::string where;  // "/overview", "frame"
    std::string why;    // as the program says it
    std::int64_t count = 1;
};

class Faults {
 public:
    void add(Moment at, std::string where, std::string why) {
        const auto known = std::find_if(all_.begin(), all_.end(), [&](const Fault& each) {
            return each.where == where && each.why == why;
        });
        if (known != all_.end()) {
            known->at = at;
            ++known->count;
            return;
        }
        all_.push_front({at, std::move(where), std::move(why)});
        if (all_.size() > faults_kept_max) all_.pop_back();
    }
    const std::deque<Fault>& all() const { return all_; }

 private:
    std::deque<Fault> all_;  // the newest first
};

}  // namespace dudao::console
