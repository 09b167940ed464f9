#include "files/calendar_file.h"

#include <sodium.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "ensure.h"
#include "refusals/says.h"

namespace dudao {
namespace {

using Json = nlohmann::json;

constexpr std::size_t file_bytes_max = 1 << 20;
constexpr std::size_t files_max = 200;

constexpr std::size_t faults_shown_max = 100;

/// Faults found so far; beyond the first hundred they are not kept.
struct Faults {
    std::vector<Said> first;
    void add(const std::string& place, const Said& what) {
        if (first.size() < faults_shown_max) first.push_back(says("calendar_fault", place, what));
    }
    Said all() const {
        Said said = says("calendar_faults", first.front());
        said.args.front().inner = first;
        return said;
    }
};

/// What the name says: region, year, and whether it is computed.
struct FileName {
    std::int32_t year = 0;
    bool provisional = false;
};

bool read_name(const std::string& name, const std::string& region, FileName& out) {
    const std::string official = region + "-YYYY.json";
    const std::string computed = region + "-YYYY-provisional.json";
    const auto fits = [&](const std::string& form) {
        return name.size() == form.size() &&
               std::equal(form.begin(), form.end(), name.begin(), [](char want, char have) {
                   return want == 'Y' ? have >= '0' && have <= '9' : want == have;
               });
    };
    out.provisional = fits(computed);
    if (!out.provisional && !fits(official)) return false;
    out.year = std::stoi(name.substr(region.size() + 1, 4));
    return out.year >= 1;
}

/// Reads one file; every fault is added, and what could be read is returned.
class YearReader {
 public:
    YearReader(const std::string& file, FileName name, bool nation, Faults& faults)
        : file_(file), name_(name), nation_(nation), faults_(faults) {}

    CalendarYear read(const std::string& text) {
        CalendarYear year{.year = name_.year,
                          .official = !name_.provisional,
                          .off = {},
                          .work = {},
                          .open_tail = 0};
        Json json;
        try {
            json = Json::parse(text);
        } catch (const Json::parse_error& fault) {
            faults_.add(file_, says("calendar_no_json", fault.byte));
            return year;
        } catch (const Json::exception&) {  // a number that no machine holds
            faults_.add(file_, says("calendar_no_json", 0));
            return year;
        }
        read_head(json);
        read_days(json, "off", [&](Day day, const Json& row, const std::string& place) {
            if (!row.contains("name") || !row["name"].is_string()) {
                return faults_.add(place, says("calendar_day_unnamed"));
            }
            year.off.push_back({day.number, row["name"].get<std::string>()});
        });
        read_days(json, "work", [&](Day day, const Json&, const std::string& place) {
            if (nation_ && weekday(day) < 5) {
                faults_.add(place, says("calendar_weekday", to_text(day)));
            }
            year.work.push_back(day.number);
        });
        read_tail(json, year);
        check(year);
        return year;
    }

 private:
    void read_head(const Json& json) {
        if (!json.is_object()) return faults_.add(file_, says("calendar_no_object"));
        const Json& year = json.value("year", Json());
        if (!year.is_number_integer() || year.get<std::int64_t>() != name_.year) {
            faults_.add(file_ + ": year", says("calendar_other_year"));
        }
        const char* status = name_.provisional ? "provisional" : "official";
        if (json.value("status", Json()) != Json(status)) {
            faults_.add(file_ + ": status", says("calendar_other_status", status));
        }
    }

    template <class Add>
    void read_days(const Json& json, const char* list, Add&& add) {
        const auto rows = json.is_object() ? json.find(list) : json.end();
        if (rows == json.end() || !rows->is_array()) {
            return faults_.add(file_ + ": " + list, says("calendar_no_list"));
        }
        if (rows->size() > 366)
            return faults_.add(file_ + ": " + list, says("calendar_too_many_days"));
        for (std::size_t i = 0; i < rows->size(); ++i) {
            const Json& row = (*rows)[i];
            const std::string place = file_ + ": " + list + "[" + std::to_string(i) + "]";
            const auto date = row.is_object() ? row.find("date") : row.end();
            if (date == row.end()) {
                faults_.add(place, says("calendar_no_date"));
            } else if (const auto day = read_day(*date, place)) {
                add(*day, row, place);
            }
        }
    }

    Result<Day> read_day(const Json& date, const std::string& place) {
        Result<Day> day = date.is_string() ? parse_day(date.get<std::string>())
                                           : Result<Day>(bad_input(says("calendar_bad_date")));
        if (day && civil(*day).year != name_.year) {
            day = bad_input(says("calendar_day_elsewhere", to_text(*day), name_.year));
        }
        if (!day) faults_.add(place, day.error().said);
        return day;
    }

    void read_tail(const Json& json, CalendarYear& year) {
        if (!json.is_object() || !json.contains("open_tail")) return;
        const Json& tail = json["open_tail"];
        const Json from = tail.is_object() ? tail.value("from", Json()) : Json();
        if (const auto day = read_day(from, file_ + ": open_tail")) year.open_tail = day->number;
    }

    void check(CalendarYear& year) {
        std::sort(year.off.begin(), year.off.end(),
                  [](const DayOff& a, const DayOff& b) { return a.day < b.day; });
        std::sort(year.work.begin(), year.work.end());
        std::vector<std::int32_t> days = year.work;
        for (const DayOff& off : year.off) days.push_back(off.day);
        std::sort(days.begin(), days.end());
        for (auto twice = std::adjacent_find(days.begin(), days.end()); twice != days.end();
             twice = std::adjacent_find(twice + 1, days.end())) {
            faults_.add(file_, says("calendar_day_twice", to_text(Day{*twice})));
        }
    }

    const std::string& file_;
    FileName name_;
    bool nation_;
    Faults& faults_;
};

std::string revision_of(const std::string& region, const std::vector<CalendarText>& files) {
    std::string all;
    for (const CalendarText& file : files) {
        all += file.name + '\n' + std::to_string(file.text.size()) + '\n' + file.text;
    }
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(all.data()), all.size());
    std::array<char, 17> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), 8);
    return region + "-" + hex.data();
}

void check_tails(const std::map<std::int32_t, CalendarYear>& years, const std::string& region,
                 Faults& faults) {
    for (const auto& [number, year] : years) {
        const auto next = years.find(number + 1);
        if (year.open_tail == 0 || next == years.end() || !next->second.official) continue;
        faults.add(region + "-" + std::to_string(number) + ".json: open_tail",
                   says("calendar_tail"));
    }
}

Result<std::string> read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string text(file_bytes_max + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (in.bad() || (in.fail() && !in.eof())) {
        return fail(Error::Kind::NotFound, says("calendar_unreadable", path.string()));
    }
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

}  // namespace

Result<Calendar> parse_calendar(std::vector<CalendarText> files, const Zone& zone,
                                const std::string& region) {
    if (files.size() > files_max) return bad_input(says("calendar_too_many", files_max));
    std::sort(files.begin(), files.end(),
              [](const CalendarText& a, const CalendarText& b) { return a.name < b.name; });
    Faults faults;
    std::map<std::int32_t, CalendarYear> years;
    for (const CalendarText& file : files) {
        FileName name;
        if (!read_name(file.name, region, name)) {
            faults.add(file.name, says("calendar_bad_name", region + "-<year>.json"));
            continue;
        }
        if (file.text.size() > file_bytes_max) {
            faults.add(file.name, says("calendar_too_large"));
            continue;
        }
        const bool nation = region.find('-') == region.npos;
        CalendarYear year = YearReader(file.name, name, nation, faults).read(file.text);
        const auto [known, added] = years.try_emplace(name.year, year);
        if (!added && year.official) known->second = std::move(year);
    }
    check_tails(years, region, faults);
    if (!faults.first.empty()) return bad_input(faults.all());
    Calendar calendar{.revision = revision_of(region, files), .zone = zone, .years = {}};
    for (auto& [number, year] : years) calendar.years.push_back(std::move(year));
    return calendar;
}

Result<Calendar> with_years(const Calendar& base, std::vector<CalendarText> files,
                            const std::string& region) {
    if (files.empty()) return bad_input(says("calendar_no_file", region + "-<year>.json"));
    auto read = parse_calendar(files, base.zone, region);
    if (!read) return read;
    std::map<std::int32_t, CalendarYear> years;
    for (const CalendarYear& each : base.years) years[each.year] = each;
    for (CalendarYear& each : read->years) {
        const auto known = years.find(each.year);
        if (known != years.end() && known->second.official && !each.official) {
            return bad_input(says("calendar_published", each.year));
        }
        years[each.year] = std::move(each);
    }
    Calendar calendar{.revision = {}, .zone = base.zone, .years = {}};
    for (auto& [number, year] : years) {
        const auto next = years.find(number + 1);
        if (next != years.end() && next->second.official) year.open_tail = 0;
        calendar.years.push_back(year);
    }
    if (calendar.years == base.years) return bad_input(says("calendar_in_force"));
    files.push_back({base.revision, {}});  // the same files on another calendar are another one
    calendar.revision = revision_of(region, files);
    return calendar;
}

Result<Calendar> load_calendar(const std::string& folder, const Zone& zone,
                               const std::string& region) {
    std::error_code fault;
    std::vector<CalendarText> files;
    for (std::filesystem::directory_iterator at(folder, fault), end; !fault && at != end;
         at.increment(fault)) {
        const std::string name = at->path().filename().string();
        if (!name.starts_with(region + "-") || !name.ends_with(".json")) continue;
        auto text = read_file(at->path());
        if (!text) return tl::unexpected<Error>(text.error());
        files.push_back({name, std::move(*text)});
        if (files.size() > files_max) break;
    }
    if (fault) return fail(Error::Kind::NotFound, says("calendar_unreadable", folder));
    if (files.empty()) {
        return fail(Error::Kind::NotFound,
                    says("calendar_none_here", region + "-<year>.json", folder));
    }
    return parse_calendar(std::move(files), zone, region);
}

const Calendar& built_in_calendar() {
    static const Calendar calendar = [] {
        auto made = parse_calendar(built_in_calendar_texts(), shanghai());
        if (!made) throw BrokenInvariant("built-in calendar: " + made.error().text());
        return *std::move(made);
    }();
    return calendar;
}

}  // namespace dudao
