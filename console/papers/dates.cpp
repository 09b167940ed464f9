#include "console/papers/dates.h"

#include "papers/say.h"

namespace dudao::console {
namespace {

using papers::in;
using papers::say;
using papers::word_of;

constexpr std::int64_t minute_ms = 60'000;
constexpr int day_minutes = 1440;

struct Local {
    Day day;
    int minute = 0;  // 0..1440
};

Local local_of(const Zone& zone, Moment moment) {
    const Day day = zone.local_day(moment);
    return {day, static_cast<int>((moment - zone.local_moment(day, 0)).ms / minute_ms)};
}

/// 24:00 belongs to the day it ends.
Local ending(const Zone& zone, Moment moment) {
    const Local local = local_of(zone, moment);
    return local.minute == 0 ? Local{local.day - 1, day_minutes} : local;
}

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string clock(Lang lang, int minute) {
    if (minute % 60 == 0) return say(lang, "date.hour", in<"h">(minute / 60));
    return say(lang, "date.clock", in<"h">(minute / 60), in<"min">(two(minute % 60)));
}

std::string month(Lang lang, const CivilDate& date) {
    return std::string(word_of(lang, "month." + std::to_string(date.month)));
}

}  // namespace

std::string paper_day(Lang lang, Day day) {
    const CivilDate date = civil(day);
    return say(lang, "date.day", in<"y">(date.year), in<"m">(month(lang, date)), in<"d">(date.day));
}

std::string paper_day(Lang lang, const Zone& zone, Moment moment) {
    return moment.ms == 0 ? std::string() : paper_day(lang, zone.local_day(moment));
}

std::string paper_instant(Lang lang, const Zone& zone, Moment moment) {
    if (moment.ms == 0) return {};
    const Local local = local_of(zone, moment);
    return say(lang, "date.at", in<"day">(paper_day(lang, local.day)),
               in<"clock">(clock(lang, local.minute)));
}

std::string paper_due(Lang lang, const Zone& zone, Moment moment) {
    if (moment.ms == 0) return {};
    const Local local = ending(zone, moment);
    const CivilDate date = civil(local.day);
    return say(lang, "date.due", in<"y">(date.year), in<"m">(month(lang, date)), in<"d">(date.day),
               in<"weekday">(word_of(lang, "weekday." + std::to_string(weekday(local.day)))),
               in<"clock">(clock(lang, local.minute)));
}

}  // namespace dudao::console
