#include "domain/bounds.h"

#include <algorithm>
#include <functional>
#include <set>

#include "domain/command.h"
#include "domain/longer.h"
#include "domain/refuse.h"
#include "domain/state.h"
#include "utf8.h"
#include "visible.h"

namespace dudao {
namespace {

using Beyond = std::optional<Rejection>;

/// Number of code points in a UTF-8 text.
std::size_t letters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
    }));
}

/// True for UTF-8 without control characters; free text may have newlines and tabs.
bool is_printable(std::string_view text, bool lines) {
    if (first_not_utf8(text) || (!lines && hides_something(text))) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool line = lines && (c == '\n' || c == '\r' || c == '\t');
        if ((c < 0x20 && !line) || c == 0x7F) return false;
        const bool c1 = c == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (c1) return false;
    }
    return true;
}

Beyond number(const std::string& where, std::int64_t value, std::int64_t least, std::int64_t most) {
    if (value >= least && value <= most) return std::nullopt;
    return refuse(Why::BadInput, "number_out_of_bounds", word("field", where), least, most);
}

Beyond too_many(const std::string& where, std::size_t count, std::size_t most) {
    if (count <= most) return std::nullopt;
    return refuse(Why::BadInput, "too_many_entries", word("field", where), most);
}

/// Refuses if the command would add a row (`fresh`) and the maximum is reached.
Beyond full(const std::string& where, bool fresh, std::size_t count, std::size_t most) {
    if (!fresh || count < most) return std::nullopt;
    return refuse(Why::Full, "no_room", word("field", where), most);
}

Beyond unprintable(const std::string& where) {
    return refuse(Why::BadInput, "not_printable", word("field", where));
}

bool fits(std::string_view value, std::size_t most) {
    return is_printable(value, false) && letters(value) <= most;
}

Beyond text(const std::string& where, std::string_view value, std::size_t most) {
    if (!is_printable(value, false)) return unprintable(where);
    if (letters(value) <= most) return std::nullopt;
    return refuse(Why::BadInput, "too_many_letters", word("field", where), most);
}

/// True if the value is not set, or within the bounds.
bool is_sound(Moment value) {
    return value.ms == 0 || (value >= bounds::first_moment && value < bounds::last_moment);
}

Beyond moment(const std::string& where) {
    return refuse(Why::BadInput, "moment_out_of_bounds", word("field", where));
}

/// Walks a command by its fields; the first that is beyond its bound is kept.
class Look {
 public:
    Beyond found() && { return std::move(found_); }

    template <Record T>
    void operator()(const T& record) {
        for_each_field(record, [this](std::string_view field, const auto& member) {
            if (found_) return;
            path_.push_back(field);
            look(member, bounds::longer_of<T>(field));
            path_.pop_back();
        });
    }

 private:
    std::string where() const {
        std::string all;
        for (const std::string_view part : path_) {
            all += (all.empty() ? "" : ".") + std::string(part);
        }
        return all;
    }
    void bytes(std::size_t size, std::size_t most) {
        if (size <= most) return;
        found_ = refuse(Why::BadInput, "too_many_bytes", word("field", where()), most);
    }

    void look(bool, std::size_t) {}
    void look(const Position&, std::size_t) {}  // a position is never a reason to refuse
    void look(const Zone& zone, std::size_t) { found_ = beyond_bounds(zone); }
    void look(std::int32_t value, std::size_t) {
        if (value >= -bounds::count_max && value <= bounds::count_max) return;
        found_ = number(where(), value, -bounds::count_max, bounds::count_max);
    }
    void look(std::int64_t, std::size_t) {}  // sizes and incarnations are checked by their rules
    void look(std::uint64_t, std::size_t) {}
    template <class Tag>
    void look(Id<Tag>, std::size_t) {}
    template <NamedEnum E>
    void look(E, std::size_t) {}
    void look(Moment value, std::size_t) {
        if (!is_sound(value)) found_ = moment(where());
    }
    void look(const std::string& value, std::size_t most) {
        const std::size_t letters = most == 0 ? bounds::letters_max : most;
        if (!fits(value, letters)) found_ = text(where(), value, letters);
    }
    void look(const Bytes& value, std::size_t) { bytes(value.size(), bounds::bytes_max); }
    void look(const Text& value, std::size_t) {
        if (!is_printable(value.value, true)) found_ = unprintable(where());
        if (!found_) bytes(value.value.size(), bounds::text_bytes_max);
    }
    template <class Tag>
    void look(const Code<Tag>& value, std::size_t) {
        if (value.text.empty() || is_id(value.text)) return;
        found_ = refuse(Why::BadInput, "field_no_id", word("field", where()));
    }
    template <class T>
    void look(const std::vector<T>& list, std::size_t most) {
        const std::size_t entries = most == 0 ? bounds::list_max : most;
        if (list.size() > entries) found_ = too_many(where(), list.size(), entries);
        for (const T& each : list) {
            if (!found_) look(each, 0);
        }
    }
    template <Record T>
    void look(const T& record, std::size_t) {
        (*this)(record);
    }

    std::vector<std::string_view> path_;
    Beyond found_;
};

// What one kind of command has beyond its fields' own bounds -------------------------------------
struct At {
    const State& state;
    Moment now;
};

template <class Body>
Beyond special(const At&, const Body&) {
    return std::nullopt;
}

Beyond name_of(const std::string& where, std::string_view value) {
    if (is_name(value)) return std::nullopt;
    return refuse(Why::BadInput, "field_no_name", word("field", where));
}

Beyond special(const At& at, const UnitRow& row) {
    if (auto no = name_of("name_zh", row.name_zh)) return no;
    if (auto no = name_of("name_en", row.name_en)) return no;
    return full("unit", !at.state.units.contains(row.id), at.state.units.size(), bounds::units_max);
}

Beyond special(const At& at, const PersonRow& row) {
    if (!row.name.value.empty()) {
        if (auto no = name_of("name", row.name.value)) return no;
    }
    if (!row.name_en.value.empty()) {
        if (auto no = name_of("name_en", row.name_en.value)) return no;
    }
    return full("person", !at.state.people.contains(row.id), at.state.people.size(),
                bounds::people_max);
}

Beyond special(const At& at, const PostRow& row) {
    return full("post", !at.state.posts.contains(row.id), at.state.posts.size(), bounds::posts_max);
}

Beyond special(const At& at, const GroupRow& row) {
    if (auto no = name_of("name_zh", row.name_zh)) return no;
    if (auto no = name_of("name_en", row.name_en)) return no;
    if (auto no = too_many("members", row.members.size(), bounds::members_max)) return no;
    if (auto no = too_many("skills", row.skills.size(), bounds::skills_max)) return no;
    const std::set<std::string> once(row.skills.begin(), row.skills.end());
    if (once.size() != row.skills.size() ||
        !std::all_of(row.skills.begin(), row.skills.end(), is_skill)) {
        return refuse(Why::BadInput, "no_skills");
    }
    return full("group", !at.state.groups.contains(row.id), at.state.groups.size(),
                bounds::groups_max);
}

Beyond special(const At& at, const TeamRow& row) {
    if (auto no = name_of("name_zh", row.name_zh)) return no;
    if (auto no = name_of("name_en", row.name_en)) return no;
    if (auto no = too_many("members", row.members.size(), bounds::members_max)) return no;
    return full("team", !at.state.teams.contains(row.id), at.state.teams.size(), bounds::teams_max);
}

Beyond special(const At& at, const ConflictRow& row) {
    const auto known = at.state.conflicts.find(row.person);
    const std::size_t count = known == at.state.conflicts.end() ? 0 : known->second.size();
    return full("conflict", true, count, bounds::conflicts_max);
}

Beyond special(const At& at, const KeyRow& row) {
    return full("key", !at.state.keys.contains(row.id), at.state.keys.size(), bounds::keys_max);
}

Beyond special(const At&, const IncarnationGrant& grant) {
    return number("incarnation", grant.incarnation, 1, bounds::incarnations_max);
}

Beyond special(const At& at, const ChecklistRow& row) {
    if (!is_code(row.theme) || row.theme.size() > bounds::theme_bytes_max) {
        return refuse(Why::BadInput, "no_theme");
    }
    return full("checklist", true, at.state.checklists.size(), bounds::checklists_max);
}

Beyond special(const At& at, const PolicyAdoption&) {
    return full("policy", true, at.state.policies.size(), bounds::policies_max);
}

bool ascending(const std::vector<std::int32_t>& days) {
    return std::adjacent_find(days.begin(), days.end(), std::greater_equal<>()) == days.end();
}

bool is_in_order(const CalendarYear& year) {
    std::vector<std::int32_t> off;
    off.reserve(year.off.size());
    for (const DayOff& each : year.off) off.push_back(each.day);
    const Day first = day_of({year.year, 1, 1});
    const Day last = day_of({year.year, 12, 31});
    const auto inside = [&](std::int32_t day) { return Day{day} >= first && Day{day} <= last; };
    return ascending(off) && ascending(year.work) && std::all_of(off.begin(), off.end(), inside) &&
           std::all_of(year.work.begin(), year.work.end(), inside) &&
           (year.open_tail == 0 || inside(year.open_tail));
}

bool is_in_order(const std::vector<CalendarYear>& years) {
    const auto out_of_order = [](const CalendarYear& a, const CalendarYear& b) {
        return a.year >= b.year;
    };
    return std::all_of(years.begin(), years.end(),
                       [](const CalendarYear& year) {
                           return year.year >= bounds::first_year &&
                                  year.year <= bounds::last_year && is_in_order(year);
                       }) &&
           std::adjacent_find(years.begin(), years.end(), out_of_order) == years.end();
}

Beyond special(const At&, const CalendarAdoption& adoption) {
    if (is_in_order(adoption.calendar.years)) return std::nullopt;
    return refuse(Why::BadInput, "calendar_years_out_of_order");
}

Beyond special(const At& at, const PlanDraft& plan) {
    if (auto no = beyond_bounds(plan)) return no;
    if (plan.start < at.now - bounds::past_max) {
        return refuse(Why::BadInput, "start_too_long_ago");
    }
    return full("plan", true, at.state.plans.size(), bounds::plans_max);
}

}  // namespace

bool is_name(std::string_view text) { return !is_blank(text) && fits(text, bounds::letters_max); }

bool is_id(std::string_view text) { return is_code(text) && text != "." && text != ".."; }

bool is_skill(std::string_view text) {
    return !text.empty() && text.size() <= bounds::skill_bytes_max && text.find(',') == text.npos &&
           is_printable(text, false);
}

Beyond beyond_bounds(const Zone& zone) {
    const auto fits = [](std::int32_t minutes) {
        return minutes >= -bounds::offset_minutes_max && minutes <= bounds::offset_minutes_max;
    };
    if (auto no = too_many("calendar.zone.transitions", zone.transitions.size(),
                           bounds::transitions_max)) {
        return no;
    }
    Moment before{-1};
    for (const Transition& each : zone.transitions) {
        const bool good =
            each.from > before && each.from < bounds::last_moment && fits(each.offset_minutes);
        if (!good) before = bounds::last_moment;  // so that no later transition is accepted
        if (good) before = each.from;
    }
    const bool good = fits(zone.initial_offset_minutes) && before < bounds::last_moment;
    if (good) return text("calendar.zone.name", zone.name, bounds::letters_max);
    return refuse(Why::BadInput, "zone_out_of_bounds");
}

Beyond beyond_bounds(const PlanDraft& plan) {
    for (const auto& [field, value] : {std::pair("start", plan.start), {"end", plan.end}}) {
        if (value.ms == 0 || !is_sound(value)) return moment(field);
    }
    if (plan.end - plan.start > days(bounds::plan_days_max)) {
        return refuse(Why::BadInput, "plan_too_long");
    }
    if (auto no = number("tick_seconds", plan.tick_seconds, bounds::tick_seconds_min,
                         bounds::tick_seconds_max)) {
        return no;
    }
    if (auto no = number("expected_visits", plan.expected_visits, 0, bounds::visits_max)) return no;
    if (auto no = number("longest_gap_days", plan.longest_gap_days, 0, bounds::gap_days_max)) {
        return no;
    }
    if (auto no = number("visits_a_year_max", plan.visits_a_year_max, 1, bounds::visits_max)) {
        return no;
    }
    for (const Window& window : plan.windows) {
        if (auto no = number("windows.from", window.from, 0, 1440)) return no;
        if (auto no = number("windows.to", window.to, 0, 1440)) return no;
    }
    return std::nullopt;
}

Beyond beyond_bounds(const State& state, Moment now, const Command& command) {
    return std::visit(
        [&](const auto& body) {
            Look look;
            look(body);
            Beyond found = std::move(look).found();
            return found ? found : special(At{state, now}, body);
        },
        command);
}

std::vector<LeftOut> left_out(const State& state) {
    std::vector<LeftOut> all;
    const auto add = [&all](const std::string& matter, Beyond why) {
        if (why && all.size() < bounds::list_max) all.push_back({matter, std::move(*why)});
    };
    for (const auto& [id, unit] : state.units) {
        add("unit:" + id.text, name_of("name_zh", unit.name_zh));
        add("unit:" + id.text, name_of("name_en", unit.name_en));
    }
    for (const auto& [id, group] : state.groups) {
        if (std::all_of(group.skills.begin(), group.skills.end(), is_skill)) continue;
        add("group:" + id.text, refuse(Why::BadInput, "no_skills"));
    }
    for (const auto& [id, plan] : state.plans) {
        const bool over = plan.state == plan::State::Closed ||
                          plan.state == plan::State::Withdrawn ||
                          plan.state == plan::State::Superseded;
        if (!over) add("plan:" + std::to_string(id.value), beyond_bounds(plan.draft));
    }
    if (!state.calendar.revision.empty()) add("calendar", beyond_bounds(state.calendar.zone));
    return all;
}

}  // namespace dudao
