#include "files/zone_file.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>

#include "domain/bounds.h"

namespace dudao {
namespace {

constexpr std::size_t bytes_max = 1 << 20;
constexpr int first_year = 1970;
constexpr int last_year = 2099;

tl::unexpected<Error> corrupt(const std::string& name) {
    return fail(Error::Kind::Corrupt, "zone " + name + ": not a zone file this program can read");
}

std::uint64_t big_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
    return value;
}

std::int32_t whole_minutes(std::int64_t seconds) {
    const std::int64_t half = seconds < 0 ? -30 : 30;
    return static_cast<std::int32_t>((seconds + half) / 60);
}

/// The counts in a TZif header, in the file's order.
struct Header {
    std::size_t ut, standard, leaps, times, types, letters;
    std::size_t size(std::size_t time_bytes) const {
        return times * time_bytes + times + types * 6 + letters + leaps * (time_bytes + 4) +
               standard + ut;
    }
};
constexpr std::size_t header_bytes = 44;

std::optional<Header> read_header(std::string_view at) {
    if (at.size() < header_bytes || at.substr(0, 4) != "TZif" || at[4] < '2') return {};
    const auto field = [&](std::size_t i) {
        return static_cast<std::size_t>(big_endian(at.substr(20 + i * 4, 4)));
    };
    const Header header{field(0), field(1), field(2), field(3), field(4), field(5)};
    const std::size_t most = std::max(
        {header.leaps, header.times, header.types, header.letters, header.ut, header.standard});
    if (most > bytes_max || header.types == 0) return {};
    return header;
}

/// A day such as "M3.5.0/2": the fifth (last) Sunday of March at two o'clock.
struct YearlyChange {
    int month = 1, week = 1, weekday_from_sunday = 0;
    std::int64_t seconds = 7200;
};

/// The closing rule of a file: "CET-1CEST,M3.5.0,M10.5.0/3".
struct ClosingRule {
    std::int64_t standard = 0;  // seconds ahead of UTC
    std::int64_t summer = 0;
    bool has_summer = false;
    YearlyChange to_summer, to_standard;
};

class RuleReader {
 public:
    explicit RuleReader(std::string_view text) : rest_(text) {}

    std::optional<ClosingRule> read() {
        ClosingRule rule;
        skip_name();
        rule.standard = -clock();
        if (rest_.empty()) return good_ ? std::optional(rule) : std::nullopt;
        rule.has_summer = true;
        skip_name();
        rule.summer = rest_.starts_with(",") ? rule.standard + 3600 : -clock();
        rule.to_summer = change();
        rule.to_standard = change();
        return good_ && rest_.empty() ? std::optional(rule) : std::nullopt;
    }

 private:
    void skip_name() {
        const bool quoted = rest_.starts_with("<");
        const std::size_t size =
            quoted ? rest_.find('>') + 1
                   : static_cast<std::size_t>(
                         std::find_if_not(rest_.begin(), rest_.end(),
                                          [](unsigned char c) { return std::isalpha(c) != 0; }) -
                         rest_.begin());
        good_ = good_ && size >= 3;
        rest_.remove_prefix(std::min(size, rest_.size()));
    }
    int number(int most) {
        int value = -1;
        const auto [end, fault] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        good_ = good_ && fault == std::errc{} && value >= 0 && value <= most;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return good_ ? value : 0;
    }
    bool skip(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void expect(char c) { good_ = skip(c) && good_; }
    std::int64_t clock() {
        const std::int64_t sign = skip('-') ? -1 : 1;
        skip('+');
        std::int64_t seconds = number(167) * 3600;
        if (skip(':')) seconds += number(59) * 60;
        if (skip(':')) seconds += number(59);
        return sign * seconds;
    }
    YearlyChange change() {
        YearlyChange out;
        expect(',');
        expect('M');
        out.month = number(12);
        expect('.');
        out.week = number(5);
        expect('.');
        out.weekday_from_sunday = number(6);
        if (skip('/')) out.seconds = clock();
        good_ = good_ && out.month >= 1 && out.week >= 1;
        return out;
    }
    std::string_view rest_;
    bool good_ = true;
};

Moment moment_of(const YearlyChange& change, int year, std::int64_t offset_before) {
    const Day first = day_of({year, change.month, 1});
    const int first_from_sunday = (weekday(first) + 1) % 7;
    int day = (change.weekday_from_sunday - first_from_sunday + 7) % 7 + (change.week - 1) * 7;
    if (day >= days_in_month(year, change.month)) day -= 7;
    return Moment{} + days((first + day).number) + seconds(change.seconds - offset_before);
}

void write_out(const ClosingRule& rule, Zone& zone) {
    if (!rule.has_summer) return;
    const Moment from = zone.transitions.empty() ? Moment{} : zone.transitions.back().from;
    std::vector<Transition> more;
    for (int year = first_year; year <= last_year; ++year) {
        more.push_back(
            {moment_of(rule.to_summer, year, rule.standard), whole_minutes(rule.summer)});
        more.push_back(
            {moment_of(rule.to_standard, year, rule.summer), whole_minutes(rule.standard)});
    }
    std::sort(more.begin(), more.end(),
              [](const Transition& a, const Transition& b) { return a.from < b.from; });
    std::copy_if(more.begin(), more.end(), std::back_inserter(zone.transitions),
                 [&](const Transition& t) { return t.from > from; });
}

bool is_zone_name(const std::string& name) {
    return !name.empty() && name.size() <= 64 && name.front() != '/' &&
           name.find("..") == name.npos &&
           std::all_of(name.begin(), name.end(), [](unsigned char c) {
               return std::isalnum(c) != 0 || c == '/' || c == '_' || c == '-' || c == '+';
           });
}

/// The second block: times and offsets, kept from 1970 on.
bool read_block(const std::string& name, std::string_view data, const Header& header, Zone& zone) {
    zone.name = name;
    const std::string_view times = data.substr(0, header.times * 8);
    const std::string_view kinds = data.substr(header.times * 8, header.times);
    const std::string_view types = data.substr(header.times * 9, header.types * 6);
    const auto offset_of = [&](std::size_t type) {
        return whole_minutes(static_cast<std::int32_t>(big_endian(types.substr(type * 6, 4))));
    };
    zone.initial_offset_minutes = offset_of(0);
    for (std::size_t i = 0; i < header.times; ++i) {
        const auto from = static_cast<std::int64_t>(big_endian(times.substr(i * 8, 8)));
        const auto type = static_cast<unsigned char>(kinds[i]);
        if (type >= header.types) return false;
        if (from <= 0) {
            zone.initial_offset_minutes = offset_of(type);
        } else if (from < hours(24 * 366 * 500).ms / 1000) {
            if (!zone.transitions.empty() && Moment{from * 1000} <= zone.transitions.back().from) {
                return false;
            }
            zone.transitions.push_back({Moment{from * 1000}, offset_of(type)});
        }
    }
    return true;
}

}  // namespace

Result<Zone> parse_zone(const std::string& name, const std::string& bytes) {
    std::string_view rest(bytes);
    const auto old = read_header(rest);
    if (!old || rest.size() < header_bytes + old->size(4)) return corrupt(name);
    rest.remove_prefix(header_bytes + old->size(4));
    const auto header = read_header(rest);
    if (!header || rest.size() < header_bytes + header->size(8)) return corrupt(name);
    Zone zone;
    if (!read_block(name, rest.substr(header_bytes), *header, zone)) return corrupt(name);
    rest.remove_prefix(header_bytes + header->size(8));
    if (rest.size() < 2 || rest.front() != '\n' || rest.back() != '\n') return corrupt(name);
    const std::string_view closing = rest.substr(1, rest.size() - 2);
    if (!closing.empty()) {
        const auto rule = RuleReader(closing).read();
        if (!rule) return corrupt(name);
        write_out(*rule, zone);
    }
    if (beyond_bounds(zone)) return corrupt(name);
    return zone;
}

Result<Zone> load_zone(const std::string& name, const std::string& folder) {
    if (!is_zone_name(name)) {
        return bad_input("\"" + name.substr(0, 64) + "\" is not a time zone",
                         "write a name such as Asia/Shanghai");
    }
    std::ifstream in(folder + "/" + name, std::ios::binary);
    if (!in) return fail(Error::Kind::NotFound, "zone " + name + ": not in " + folder);
    std::string bytes(bytes_max, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return parse_zone(name, bytes);
}

}  // namespace dudao
