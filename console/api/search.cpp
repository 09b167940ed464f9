#include "console/api/search.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "console/api/filters.h"
#include "console/api/registry.h"
#include "console/api/row_json.h"
#include "console/api/rows.h"
#include "console/api/search_index.h"
#include "console/api/timeline.h"
#include "console/limits.h"
#include "domain/folded.h"
#include "domain/number.h"
#include "domain/roles.h"

namespace dudao::console {
namespace {

/// How well something fits; 0: not at all. What fits in several ways counts by the best.
enum Score : int {
    None = 0,
    Coded = 30,   // a state, a category, a severity
    Spoken = 40,  // words of people
    Named = 50,   // a unit, group or person that it is about
    PartOfNumber = 60,
    NumberOfAYear = 80,
    Whole = 100,  // this number, this very name
};

std::string trimmed(const std::string& text) {
    const auto from = text.find_first_not_of(' ');
    if (from == text.npos) return {};
    return text.substr(from, text.find_last_not_of(' ') + 1 - from);
}

bool holds(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

/// A name, folded: the whole, its beginning, or anywhere in it.
int fits_name(const std::string& name, const std::string& term) {
    const std::string own = folded(name);
    if (own == term) return Whole;
    if (own.starts_with(term)) return Named + 5;
    return holds(own, term) ? Named : None;
}

/// One of the words that were typed, and what it names.
struct Term {
    std::string text;  // folded
    std::optional<TypedNumber> number = {};
    std::map<UnitId, int> units = {};
    std::map<GroupId, int> groups = {};
    std::map<PersonId, int> people = {};
    std::map<std::string, std::uint64_t, std::less<>> spoken = {};  // matter -> newest such event
    mutable std::map<std::string, bool, std::less<>> coded = {};    // key of the catalogue

    explicit Term(std::string typed) : text(std::move(typed)), number(read_number(text)) {}
};

/// What a matter is known by. Nothing that the reader may not know of stands in it.
struct Known {
    std::optional<MatterKind> kind = {};
    std::int32_t year = 0;
    std::int32_t number = 0;
    std::vector<UnitId> units = {};
    std::vector<GroupId> groups = {};
    std::vector<PersonId> people = {};
    std::vector<std::string> codes = {};  // keys of the catalogue
    std::vector<std::string> texts = {};  // plain ones
    std::string matter = {};
};

class Finder {
 public:
    Finder(Reader& reader, const std::string& typed, std::size_t rows_max)
        : reader_(reader),
          state_(reader.state),
          rows_max_(rows_max),
          this_year_(civil(state_.calendar.zone.local_day(reader.now)).year) {
        // A number may be typed with blanks in it.
        if (read_number(typed)) {
            terms_.emplace_back(typed);
        } else {
            for (std::size_t from = 0; from < typed.size() && terms_.size() < search_terms_max;) {
                const auto to = std::min(typed.find(' ', from), typed.size());
                if (to > from) terms_.emplace_back(typed.substr(from, to - from));
                from = to + 1;
            }
        }
        for (Term& term : terms_) look_up(term);
    }

    Json groups() {
        if (terms_.empty()) return Json::array();
        add_all("rectification", state_.rectifications);
        add_all("task", state_.tasks);
        add_all("finding", state_.findings);
        add_all("case", state_.cases);
        add_all("plan", state_.plans);
        add_all("proposal", state_.proposals);
        add_named("unit", state_.units, [](const Term& term) -> auto& { return term.units; });
        add_named("group", state_.groups, [](const Term& term) -> auto& { return term.groups; });
        add_named("person", state_.people, [](const Term& term) -> auto& { return term.people; });
        std::stable_sort(groups_.begin(), groups_.end(),
                         [](const Group& a, const Group& b) { return a.best > b.best; });
        Json all = Json::array();
        for (Group& group : groups_) {
            all.push_back(
                {{"kind", group.kind}, {"total", group.total}, {"rows", std::move(group.rows)}});
        }
        return all;
    }

 private:
    struct Group {
        std::string kind;
        int best = 0;
        std::size_t total = 0;
        Json rows = Json::array();
    };

    /// What a term names: units, with those of a township; groups; people whom the reader knows;
    /// matters in whose words it stands.
    void look_up(Term& term) {
        for (const auto& [id, unit] : state_.units) {
            const int own = name_of(unit, term.text);
            if (own != None) term.units[id] = own;
        }
        for (const auto& [id, unit] : state_.units) {
            const UnitId township = ancestor(state_, id, Level::Township);
            if (township != id && term.units.contains(township)) term.units.emplace(id, Coded);
        }
        for (const auto& [id, group] : state_.groups) {
            const int own =
                std::max(fits_name(group.name_zh, term.text), fits_name(group.name_en, term.text));
            if (own != None) term.groups[id] = own;
        }
        for (const PersonId& id : people_known(reader_)) {
            const PersonRow& person = state_.people.at(id);
            const int own = std::max(fits_name(reader_.words.of(person.name), term.text),
                                     fits_name(reader_.words.of(person.name_en), term.text));
            if (own != None) term.people[id] = own;
        }
        if (!reader_.facts.searched) return;
        std::size_t looked = 0;
        reader_.facts.searched->each(term.text, [&](std::uint64_t index) {
            if (!texts_shown(reader_, index).empty()) {
                term.spoken.emplace(leads_to(reader_.record.line(index).matter), index);
            }
            return ++looked < search_looked_max;
        });
    }

    static int name_of(const UnitRow& unit, const std::string& term) {
        return std::max(fits_name(unit.name_zh, term), fits_name(unit.name_en, term));
    }

    /// A demand is found on the page of its rectification.
    std::string leads_to(std::string_view matter) const {
        if (!matter.starts_with("demand:")) return std::string(matter);
        const Demand* demand =
            row_of(state_.demands, DemandId{id_number(matter.substr(matter.find(':') + 1))});
        return demand ? matter_text("rectification", demand->rectification.value) : std::string();
    }

    bool is_coded(const Term& term, const std::string& key) const {
        const auto known = term.coded.find(key);
        if (known != term.coded.end()) return known->second;
        const bool fits = has_text(key) && holds(folded(text(reader_.lang, key)), term.text);
        return term.coded.emplace(key, fits).first->second;
    }

    int score(const Known& known, const Term& term) const {
        int best = None;
        const auto offer = [&](int each) { best = std::max(best, each); };
        const auto offer_of = [&](const auto& ids, const auto& named) {
            for (const auto& id : ids) {
                const auto at = named.find(id);
                if (at != named.end()) offer(std::min<int>(at->second, Named + 5));
            }
        };
        if (term.number && known.kind) {
            switch (fit(*term.number, *known.kind, known.year, known.number, this_year_)) {
                case NumberFit::Number:
                    return Whole;
                case NumberFit::Year:
                    offer(NumberOfAYear);
                    break;
                case NumberFit::Part:
                    offer(PartOfNumber);
                    break;
                case NumberFit::No:
                    break;
            }
        }
        offer_of(known.units, term.units);
        offer_of(known.groups, term.groups);
        offer_of(known.people, term.people);
        if (best < Spoken && term.spoken.contains(known.matter)) offer(Spoken);
        for (const std::string& each : known.texts) {
            if (best < Named && holds(folded(each), term.text)) offer(Named);
        }
        for (const std::string& key : known.codes) {
            if (best == None && is_coded(term, key)) offer(Coded);
        }
        return best;
    }

    /// All words must fit; it counts by the one that fits least.
    int score(const Known& known) const {
        int least = Whole;
        for (const Term& term : terms_) least = std::min(least, score(known, term));
        return least;
    }

    template <class Rows>
    void add_all(const char* kind, const Rows& rows) {
        using Each = typename Rows::mapped_type;
        std::vector<std::pair<int, const Each*>> found;
        for (auto at = rows.rbegin(); at != rows.rend(); ++at) {
            if (!reader_.sight.sees(at->second)) continue;
            const int own = score(known(at->second));
            if (own != None) found.emplace_back(own, &at->second);
        }
        add(kind, std::move(found), [this](const Each& row) { return hit(row); });
    }

    template <class Rows, class Of>
    void add_named(const char* kind, const Rows& rows, Of of) {
        using Each = typename Rows::mapped_type;
        std::vector<std::pair<int, const Each*>> found;
        for (const auto& [id, own] : of(terms_.front())) {
            int least = own;
            for (const Term& term : terms_) {
                const auto at = of(term).find(id);
                least = at == of(term).end() ? None : std::min(least, at->second);
            }
            // The units of a township that was named are found by their matters, not each by name.
            if (least > Coded) found.emplace_back(least, &rows.at(id));
        }
        add(kind, std::move(found), [this](const Each& row) { return std::optional(hit(row)); });
    }

    /// The best of them, of equals the first.
    template <class Row, class Make>
    void add(const char* kind, std::vector<std::pair<int, const Row*>> found, Make make) {
        std::stable_sort(found.begin(), found.end(),
                         [](const auto& a, const auto& b) { return a.first > b.first; });
        Group group{kind, found.empty() ? 0 : found.front().first, found.size()};
        for (const auto& [own, row] : found) {
            if (group.rows.size() == rows_max_) break;
            if (const auto hit = make(*row)) {
                group.rows.push_back(json_of(*hit));
            } else {
                --group.total;
            }
        }
        if (group.total > 0) groups_.push_back(std::move(group));
    }

    // What each kind of matter is known by, as its row and page show it.

    Known known(const Rectification& r) const {
        const Finding& finding = state_.findings.at(r.finding);
        return {MatterKind::Rectification,
                r.year,
                r.number,
                {r.unit},
                {},
                {r.responsible},
                {"state.rectification." + std::string(state_word(r)),
                 "category." + std::string(name(finding.facts().category)),
                 "severity." + std::string(name(r.severity))},
                {finding.facts().rule},
                matter_text("rectification", r.id.value)};
    }
    Known known(const Task& task) const {
        Known of{MatterKind::Task,
                 task.year,
                 task.number,
                 {},
                 {task.group},
                 task.members,
                 {"state.task." + std::string(name(task.state))},
                 {},
                 matter_text("task", task.id.value)};
        const UnitId target{shown_target(task)};
        if (target) of.units.push_back(target);
        return of;
    }
    Known known(const Finding& finding) const {
        const FindingFacts& facts = finding.facts();
        Known of;
        of.units = {facts.unit};
        of.codes = {"state.finding." + std::string(name(finding.state)),
                    "category." + std::string(name(facts.category)),
                    "severity." + std::string(name(facts.severity))};
        of.texts = {facts.rule};
        of.matter = matter_text("finding", finding.id.text);
        return of;
    }
    Known known(const Case& c) const {
        return {
            MatterKind::Case,
            c.year,
            c.number,
            {c.unit},
            {},
            {},
            {"state.case." + std::string(name(c.state)), "source." + std::string(name(c.source))},
            {},
            matter_text("case", c.id.value)};
    }
    Known known(const Plan& plan) const {
        return {MatterKind::Plan,
                plan.year,
                plan.number,
                {plan.draft.scope},
                {},
                {plan.author, plan.approver},
                {"state.plan." + std::string(name(plan.state))},
                {plan.draft.title, plan.draft.mandate.decided_by, plan.draft.mandate.number},
                matter_text("plan", plan.id.value)};
    }
    Known known(const Proposal& p) const {
        return {MatterKind::Proposal,
                p.year,
                p.number,
                {},
                {},
                {p.proposer},
                {"command." + p.command},
                {},
                matter_text("proposal", p.id.value)};
    }

    // What of it is shown. Nothing: it was found by words that are not there any more.

    /// Where a term was found in words: those words; else what the matter is about.
    std::optional<std::string> words_for(const std::string& matter, const Known& known,
                                         const std::string& otherwise) {
        for (const Term& term : terms_) {
            const auto at = term.spoken.find(matter);
            if (at == term.spoken.end() || score(known, term) != Spoken) continue;
            bool read = true;
            for (const Text& each : texts_shown(reader_, at->second)) {
                const std::string words = reader_.words.of(each);
                if (words.empty()) read = false;
                if (holds(folded(words), term.text)) return words;
            }
            if (read) return std::nullopt;
        }
        return otherwise;
    }

    std::optional<Hit> hit(const Rectification& r) {
        const Finding& finding = state_.findings.at(r.finding);
        const Known of = known(r);
        auto words = words_for(of.matter, of,
                               reader_.words.of(finding.facts().text, reader_.sight.reads(r)));
        if (!words) return std::nullopt;
        return Hit{.id = id_text(r.id),
                   .number = short_number(r.year, r.number),
                   .state = std::string(state_word(r)),
                   .unit = r.unit.text,
                   .person = r.responsible.text,
                   .words = std::move(*words),
                   .at = reader_.record.issued_at(r.id)};
    }
    std::optional<Hit> hit(const Task& task) {
        const Known of = known(task);
        auto words = words_for(of.matter, of, {});
        if (!words) return std::nullopt;
        return Hit{.id = id_text(task.id),
                   .number = short_number(task.year, task.number),
                   .state = std::string(name(task.state)),
                   .unit = shown_target(task),
                   .group = task.group.text,
                   .words = std::move(*words),
                   .at = task.released_at};
    }
    std::optional<Hit> hit(const Finding& finding) {
        const FindingFacts& facts = finding.facts();
        const Known of = known(finding);
        auto words =
            words_for(of.matter, of, reader_.words.of(facts.text, reader_.sight.reads(finding)));
        if (!words) return std::nullopt;
        return Hit{.id = finding.id.text,
                   .state = std::string(name(finding.state)),
                   .unit = facts.unit.text,
                   .words = std::move(*words),
                   .at = finding.recorded_at};
    }
    std::optional<Hit> hit(const Case& c) {
        const Known of = known(c);
        auto words = words_for(of.matter, of, {});
        if (!words) return std::nullopt;
        return Hit{.id = id_text(c.id),
                   .number = short_number(c.year, c.number),
                   .state = std::string(name(c.state)),
                   .unit = c.unit.text,
                   .words = std::move(*words),
                   .at = c.opened_at};
    }
    std::optional<Hit> hit(const Plan& plan) {
        const Known of = known(plan);
        auto words = words_for(of.matter, of, {});
        if (!words) return std::nullopt;
        return Hit{.id = id_text(plan.id),
                   .number = short_number(plan.year, plan.number),
                   .state = std::string(name(plan.state)),
                   .title = plan.draft.title,
                   .words = std::move(*words),
                   .at = plan.draft.start};
    }
    std::optional<Hit> hit(const Proposal& p) {
        const Known of = known(p);
        auto words = words_for(of.matter, of, {});
        if (!words) return std::nullopt;
        return Hit{.id = id_text(p.id),
                   .number = short_number(p.year, p.number),
                   .person = p.proposer.text,
                   .title = p.command,
                   .words = std::move(*words),
                   .at = p.at};
    }
    Hit hit(const UnitRow& unit) const { return {.id = unit.id.text, .unit = unit.parent.text}; }
    Hit hit(const GroupRow& group) const {
        return {.id = group.id.text, .person = group.head.text};
    }
    Hit hit(const PersonRow& person) const {
        return {.id = person.id.text, .unit = person.unit.text};
    }

    Reader& reader_;
    const State& state_;
    const std::size_t rows_max_;
    const std::int32_t this_year_;
    std::vector<Term> terms_;
    std::vector<Group> groups_;
};

}  // namespace

Result<Json> search(Reader& reader, const Query& query) {
    const auto limit = query.number("limit", 8);
    const std::string typed = trimmed(folded(query.text("q")));
    if (!limit || *limit < 1) return in_param("limit", says("want_natural"));
    if (typed.size() > search_bytes_typed_max) {
        return in_param("q", says("no_search", search_bytes_typed_max));
    }
    Finder finder(reader, typed,
                  std::clamp<std::size_t>(static_cast<std::size_t>(*limit), 1, search_rows_max));
    return Json{{"groups", finder.groups()}};
}

}  // namespace dudao::console
