#include "cli/drill/drill.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/drill/cases.h"
#include "cli/drill/demands.h"
#include "cli/drill/groups.h"
#include "cli/drill/officers.h"
#include "cli/drill/story.h"
#include "cli/drill/teams.h"
#include "cli/drill/units.h"
#include "cli/report/report.h"
#include "store/access.h"
#include "visible.h"

namespace dudao {

namespace {

using namespace drill;

constexpr int kept = 0;
constexpr int broken = 1;

LogLevel level_of(const std::string& word) {
    if (word == "debug") return LogLevel::Debug;
    if (word == "info") return LogLevel::Info;
    if (word == "error") return LogLevel::Error;
    return LogLevel::Warning;
}

/// Everybody, and what they have in common.
class Play {
 public:
    Play(Office& office, const Place& place, const DrillOptions& options)
        : office_(office),
          end_(place.end),
          chance_(options.seed),
          pictures_(options.pictures),
          devices_(office, place.agents),
          scene_{office, devices_, agenda_, chance_, pictures_, place.start, options.lang, items_},
          story_(office.state(), std::cout,
                 {options.lang, options.quiet, options.verbose, options.colour,
                  options.progress_each_days, place.start, options.days}),
          morning_(options.morning),
          lang_(options.lang),
          state_folder_(options.state),
          groups_(scene_, story_),
          officers_(scene_),
          units_(scene_),
          demands_(scene_),
          cases_(scene_),
          teams_(scene_) {}

    /// Until the end is past, or the play cannot go on. Demo time moves beyond a moment only when
    /// all that was due at it is done, so a millisecond later the last moment is played out.
    void run() {
        while (!office_.stopped() && office_.state().calendar.zone.name.empty()) office_.rest({});
        groups_.plan_silence();
        officers_.plan_petitions();
        while (!office_.stopped() && office_.now() <= end_) step(end_);
        hear();
        if (morning_) end_in_the_morning();
    }

 private:
    void step(Moment until) {
        hear();
        if (const auto action = agenda_.next_due(office_.now())) return act(*action);
        const Moment past = until + Span{1};
        office_.rest(std::min(agenda_.next().value_or(past), past));
    }

    /// On to the first morning on which much is under way; the rest of the picture is made by those
    /// whose business it is. Gives up after three weeks, and stands where it is then.
    void end_in_the_morning() {
        constexpr int days_max = 21;
        groups_.look_for_a_morning();
        const Moment last = office_.now() + days(days_max);
        while (!office_.stopped() && office_.now() <= last && !groups_.left_sealed()) step(last);
        if (office_.stopped() || !groups_.left_sealed()) return;
        const TaskId sealed = *groups_.left_sealed();
        story_.end_begins();
        // A quarter of an hour later the device has it and everybody has seen it.
        const Moment later = office_.now() + minutes(15);
        agenda_.add(later, [] {});
        while (!office_.stopped() && office_.now() < later) step(later);
        officers_.show_an_orange_slip();
        units_.ask_for_an_extension();
        const auto silent = groups_.silence_one();
        hear();
        story_.tell_where_it_stands(sealed, silent);
        tell_how_a_phone_takes_part(sealed);
    }

    void tell_how_a_phone_takes_part(TaskId sealed) {
        const GroupId group = office_.state().tasks.at(sealed).group;
        const PersonId head = office_.state().groups.at(group).head;
        const auto offer = devices_.pair(group, head);
        if (!offer) return;
        const bool zh = lang_ == Lang::Zh;
        std::printf(
            "%s https://%s  %s %s\n    %s dudao --state %s agent --device dev-%s pair --as %s\n",
            zh ? "  手机可接收、签到、报告：打开"
               : "  a phone can accept, check in and report: open",
            printable(offer->value("door", "")).c_str(), zh ? "输入配对码" : "and enter",
            printable(offer->value("code", "")).c_str(),
            zh ? "（码十分钟有效，再取：" : "(the code holds ten minutes; another one:",
            printable(state_folder_).c_str(), group.text.c_str(),
            (head.text + (zh ? "）" : ")")).c_str());
        std::fflush(stdout);
    }

    void hear() {
        for (const Event& event : office_.news()) {
            story_.heard(event);
            groups_.heard(event);
            officers_.heard(event);
            units_.heard(event);
            demands_.heard(event);
            cases_.heard(event);
            teams_.heard(event);
        }
    }

    /// Nobody acts at the very moment of a deadline: who came first would be chance of another
    /// kind.
    void act(const Agenda::Action& action) {
        const auto& timers = office_.state().timers;
        const bool now_due = std::any_of(timers.begin(), timers.end(), [this](const auto& each) {
            return each.second.due == office_.now();
        });
        if (now_due) return agenda_.add(office_.now() + Span{2}, action);
        office_.acted();
        action();
    }

    Office& office_;
    Moment end_;
    Chance chance_;
    Pictures pictures_;
    Agenda agenda_;
    Devices devices_;
    std::map<FindingId, std::string> items_;
    Scene scene_;
    Story story_;
    bool morning_;
    Lang lang_;
    std::string state_folder_;
    Groups groups_;
    Officers officers_;
    Units units_;
    Demands demands_;
    Cases cases_;
    Teams teams_;
};

int complain(const Error& error) {
    std::fprintf(stderr, "dudao drill: %s\n", error.text().c_str());
    return broken;
}

int tell(const Place& place, const DrillOptions& options) {
    const auto redis = redis_address(place.redis, place.redis_auth_file);
    if (!redis) return complain(redis.error());
    const auto report =
        make_report(*redis, place.j, place.receipts, place.end, options.seed, options.days);
    if (!report) return complain(report.error());
    std::printf("\n%s", summary(*report, options.lang).c_str());
    std::fflush(stdout);
    if (!options.report.empty()) {
        std::ofstream out(options.report, std::ios::binary | std::ios::trunc);
        out << to_json(*report);
        if (!out.flush()) {
            return complain({Error::Kind::Refused, options.report.string() + " cannot be written",
                             "a folder that exists"});
        }
    }
    return report->promises_broken.empty() ? kept : broken;
}

}  // namespace

int run_drill(const DrillOptions& options) {
    const auto place = find_place(options);
    if (!place) return complain(place.error());
    auto office = Office::open(*place, Log("drill", options.log, level_of(options.log_level)));
    if (!office) return complain(office.error());
    Play play(**office, *place, options);
    play.run();
    if ((*office)->failed()) return complain(*(*office)->failed());
    if ((*office)->stopped()) return kept;
    Place played = *place;
    if (options.morning) played.end = (*office)->now();
    return tell(played, options);
}

}  // namespace dudao
