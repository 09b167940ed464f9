#include "domain/moment.h"

#include <array>
#include <cstdio>
#include <string_view>

#include "refusals/says.h"

namespace dudao {
namespace {

constexpr std::int64_t ms_per_minute = 60'000;
constexpr std::int64_t minutes_per_day = 1440;

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

constexpr bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

/// Reads a text from the left; after the first mismatch everything fails.
class Reader {
 public:
    explicit Reader(std::string_view text) : rest_(text) {}

    int digits(std::size_t count) {
        if (rest_.size() < count) return miss();
        int value = 0;
        for (const char c : rest_.substr(0, count)) {
            if (c < '0' || c > '9') return miss();
            value = value * 10 + (c - '0');
        }
        rest_.remove_prefix(count);
        return value;
    }
    bool skip(std::string_view any_of) {
        if (rest_.empty() || any_of.find(rest_.front()) == any_of.npos) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void expect(std::string_view any_of) {
        if (!skip(any_of)) miss();
    }
    /// Reads up to nine digits of a fraction, truncated to milliseconds.
    int fraction_ms() {
        int ms = 0;
        int count = 0;
        for (; !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; ++count) {
            if (count < 3) ms = ms * 10 + (rest_.front() - '0');
            rest_.remove_prefix(1);
        }
        if (count == 0 || count > 9) return miss();
        for (; count < 3; ++count) ms *= 10;
        return ms;
    }
    char next() const { return rest_.empty() ? '\0' : rest_.front(); }
    bool failed() const { return failed_; }
    bool done() const { return !failed_ && rest_.empty(); }

 private:
    int miss() {
        failed_ = true;
        rest_ = {};
        return 0;
    }
    std::string_view rest_;
    bool failed_ = false;
};

CivilDate read_date(Reader& in) {
    CivilDate date;
    date.year = in.digits(4);
    in.expect("-");
    date.month = in.digits(2);
    in.expect("-");
    date.day = in.digits(2);
    return date;
}

bool exists(const CivilDate& d) {
    return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
           d.day <= days_in_month(d.year, d.month);
}

/// Reads "Z" or ±hh:mm, in minutes; returns false for anything else.
bool read_offset(Reader& in, int& minutes_east) {
    minutes_east = 0;
    if (in.skip("Zz")) return true;
    const bool west = in.next() == '-';
    in.expect("+-");
    const int hour = in.digits(2);
    in.expect(":");
    const int minute = in.digits(2);
    minutes_east = (hour * 60 + minute) * (west ? -1 : 1);
    return hour <= 23 && minute <= 59;
}

tl::unexpected<Error> not_a_moment(const std::string& text) {
    return bad_input(says("not_a_moment", text.substr(0, 64)));
}

}  // namespace

// Years are counted from March, so that the leap day is the last day of its year.
Day day_of(const CivilDate& date) {
    const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    const std::int64_t era = floor_div(year, 400);
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t day_of_year = (153 * ((date.month + 9) % 12) + 2) / 5 + date.day - 1;
    const std::int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return {static_cast<std::int32_t>(era * 146'097 + day_of_era - 719'468)};
}

CivilDate civil(Day day) {
    const std::int64_t shifted = std::int64_t{day.number} + 719'468;
    const std::int64_t era = floor_div(shifted, 146'097);
    const std::int64_t day_of_era = shifted - era * 146'097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t march_month = (5 * day_of_year + 2) / 153;
    const std::int64_t month = march_month < 10 ? march_month + 3 : march_month - 9;
    const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    return {static_cast<int>(year), static_cast<int>(month),
            static_cast<int>(day_of_year - (153 * march_month + 2) / 5 + 1)};
}

int weekday(Day day) {
    // 1 January 1970 was a Thursday.
    const std::int64_t since_monday = std::int64_t{day.number} + 3;
    return static_cast<int>(since_monday - floor_div(since_monday, 7) * 7);
}

int days_in_month(int year, int month) {
    constexpr std::array<int, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month == 2 && is_leap(year)) return 29;
    return lengths.at(static_cast<std::size_t>(month - 1));
}

Result<Day> parse_day(const std::string& text) {
    Reader in(text);
    const CivilDate date = read_date(in);
    if (!in.done()) {
        return bad_input(says("not_a_date", text.substr(0, 64)));
    }
    if (!exists(date)) return bad_input(says("no_such_day", text));
    return day_of(date);
}

std::string to_text(Day day) {
    const CivilDate date = civil(day);
    std::array<char, 40> out{};
    std::snprintf(out.data(), out.size(), "%04d-%02d-%02d", date.year, date.month, date.day);
    return out.data();
}

Result<Moment> parse_moment(const std::string& text) {
    Reader in(text);
    const CivilDate date = read_date(in);
    in.expect("Tt ");
    const int hour = in.digits(2);
    in.expect(":");
    const int minute = in.digits(2);
    const int second = in.skip(":") ? in.digits(2) : 0;
    const int ms = in.skip(".") ? in.fraction_ms() : 0;
    int minutes_east = 0;
    const bool offset_fits = read_offset(in, minutes_east);
    if (!in.done() || !offset_fits) return not_a_moment(text);
    if (!exists(date)) return bad_input(says("no_such_day", text.substr(0, 10)));
    if (hour > 23 || minute > 59 || second > 59) {
        return bad_input(says("no_such_time", text.substr(11, 8)));
    }
    const std::int64_t local_minutes =
        day_of(date).number * minutes_per_day + hour * 60 + minute - minutes_east;
    return Moment{local_minutes * ms_per_minute + second * 1000 + ms};
}

std::string to_text(Moment moment, int offset_minutes) {
    const std::int64_t local = moment.ms + offset_minutes * ms_per_minute;
    const std::int64_t day = floor_div(local, minutes_per_day * ms_per_minute);
    const std::int64_t of_day = local - day * minutes_per_day * ms_per_minute;
    std::array<char, 96> out{};
    std::snprintf(out.data(), out.size(), "T%02d:%02d:%02d", static_cast<int>(of_day / 3'600'000),
                  static_cast<int>(of_day / ms_per_minute % 60),
                  static_cast<int>(of_day / 1000 % 60));
    std::string text = to_text(Day{static_cast<std::int32_t>(day)}) + out.data();
    if (of_day % 1000 != 0) {
        std::snprintf(out.data(), out.size(), ".%03d", static_cast<int>(of_day % 1000));
        text += out.data();
    }
    if (offset_minutes == 0) return text + "Z";
    const int size = offset_minutes < 0 ? -offset_minutes : offset_minutes;
    std::snprintf(out.data(), out.size(), "%c%02d:%02d", offset_minutes < 0 ? '-' : '+', size / 60,
                  size % 60);
    return text + out.data();
}

}  // namespace dudao
