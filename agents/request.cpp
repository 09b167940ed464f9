#include "agents/request.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "agents/limits.h"
#include "agents/ulid.h"
#include "domain/hash.h"
#include "domain/writing.h"
#include "json_depth.h"
#include "refusals/says.h"
#include "visible.h"

namespace dudao::agent {
namespace {

using Json = nlohmann::json;
constexpr std::int64_t whole_max = INT64_MAX;

/// Takes the fields of an object one by one. Keeps the first error; fields that were not taken are
/// refused.
class Fields {
 public:
    explicit Fields(const Json& object) : object_(object) {}

    std::string text(const char* field, std::size_t bytes_max, bool required = true) {
        const Json* value = value_of(field, required, says("want_text"));
        if (value == nullptr) return {};
        const bool good = value->is_string() &&
                          value->get_ref<const std::string&>().size() <= bytes_max &&
                          (!required || !value->get_ref<const std::string&>().empty());
        if (!good) {
            wrong(field, says("want_text_of", required ? 1 : 0, bytes_max));
            return {};
        }
        return value->get<std::string>();
    }
    Text words(const char* field, bool required = true) {
        Text said{text(field, wire::text_bytes_max, required), {}, {}};
        if (!is_writing(said.value)) wrong(field, says("want_writing"));
        if (is_blank(said.value)) {
            if (required) wrong(field, says("want_text_of", 1, wire::text_bytes_max));
            said.value.clear();
        }
        return said;
    }
    template <class Code>
    Code code(const char* field, bool required = true) {
        Code code{text(field, 64, required)};
        if (code && !is_code(code.text)) wrong(field, says("want_code"));
        return code;
    }
    FindingId finding(const char* field, bool required = true) {
        FindingId id{text(field, 26, required)};
        if (id && !is_ulid(id.text)) wrong(field, says("want_finding"));
        return id;
    }
    std::string key() {
        std::string key = text("key", 26, false);
        if (!key.empty() && !is_ulid(key)) wrong("key", says("want_ulid"));
        return key;
    }
    std::int64_t whole(const char* field, std::int64_t least, std::int64_t most,
                       std::optional<std::int64_t> otherwise = {}) {
        const Json* value = value_of(field, !otherwise, says("want_whole_number"));
        if (value == nullptr) return otherwise.value_or(least);
        const bool fits = value->is_number_integer() &&
                          !(value->is_number_unsigned() &&
                            value->get<std::uint64_t>() > static_cast<std::uint64_t>(whole_max)) &&
                          value->get<std::int64_t>() >= least && value->get<std::int64_t>() <= most;
        if (!fits) {
            wrong(field, says("want_number_of", least, most));
            return least;
        }
        return value->get<std::int64_t>();
    }
    std::int32_t small(const char* field, std::int32_t least, std::int32_t most,
                       std::optional<std::int64_t> otherwise = {}) {
        return static_cast<std::int32_t>(whole(field, least, most, otherwise));
    }
    TaskId task() { return {static_cast<std::uint64_t>(whole("task", 1, whole_max))}; }
    bool flag(const char* field, std::optional<bool> otherwise = {}) {
        const Json* value = value_of(field, !otherwise, says("want_flag"));
        if (value == nullptr) return otherwise.value_or(false);
        if (!value->is_boolean()) wrong(field, says("want_flag"));
        return value->is_boolean() && value->get<bool>();
    }
    template <NamedEnum E>
    E word(const char* field, E otherwise, bool required = true) {
        const std::string said = text(field, 64, required);
        if (said.empty() && !required) return otherwise;
        const auto found = find_name<E>(said);
        if (!found) wrong(field, says("want_one_of", choices<E>()));
        return found.value_or(otherwise);
    }
    /// Calls each(element) for a list of `least` to `most` elements.
    template <class Each>
    void list(const char* field, std::size_t least, std::size_t most, Each each) {
        const Json* value = value_of(field, least > 0, says("want_list"));
        if (value == nullptr) return;
        if (!value->is_array() || value->size() < least || value->size() > most) {
            return wrong(field, says("want_list_of", least, most));
        }
        for (const Json& one : *value) each(one);
    }
    template <class Code>
    std::vector<Code> codes(const char* field, std::size_t least, std::size_t most) {
        std::vector<Code> codes;
        list(field, least, most, [&](const Json& one) {
            if (one.is_string() && is_code(one.get_ref<const std::string&>())) {
                codes.push_back(Code{one.get<std::string>()});
            } else {
                wrong(field, says("want_codes"));
            }
        });
        return codes;
    }
    void wrong(std::string_view field, const Said& want) {
        if (!fault_) fault_ = says("of_field", ::dudao::word("field", field), want);
    }
    void adopt_gap(const Fields& gap) {
        const auto fault = gap.fault();
        if (fault && !fault_) fault_ = says("in_gaps", *fault);
    }
    std::optional<Said> fault() const {
        if (fault_) return fault_;
        for (const auto& [field, value] : object_.items()) {
            if (taken_.contains(field)) continue;
            return says("unknown_field", field.substr(0, 64),
                        ::dudao::words({}, {taken_.begin(), taken_.end()}));
        }
        return std::nullopt;
    }

 private:
    const Json* value_of(const char* field, bool required, const Said& want) {
        taken_.insert(field);
        const auto at = object_.find(field);
        if (at != object_.end()) return &*at;
        if (required && !fault_) {
            fault_ = says("missing_field", ::dudao::word("field", field), want);
        }
        return nullptr;
    }

    const Json& object_;
    std::set<std::string> taken_;
    std::optional<Said> fault_;
};

constexpr std::size_t members_max = 12;
constexpr std::size_t items_max = 1000;
constexpr std::size_t proofs_max = 64;
constexpr std::size_t path_bytes_max = 4096;

FindingFacts facts(Fields& f) {
    FindingFacts facts;
    facts.category = f.word("category", Category::Help);
    facts.severity = f.word("severity", Severity::Ordinary);
    facts.rule = f.text("rule", 64, false);
    facts.unit = f.code<UnitId>("unit");
    facts.text = f.words("text");
    facts.suspected_breach = f.flag("suspected_breach", false);
    return facts;
}

CheckIn check_in(Fields& f) {
    CheckIn command{f.task(), {}, {}, f.codes<PersonId>("members", 1, members_max), {}};
    command.position.latitude_e6 = f.small("latitude_e6", -90'000'000, 90'000'000, 0);
    command.position.longitude_e6 = f.small("longitude_e6", -180'000'000, 180'000'000, 0);
    command.position.accuracy_m = f.small("accuracy_m", 0, 1'000'000, 0);
    command.position.source = f.text("source", 32, false);
    if (command.position.source.empty()) command.position.source = "none";
    return command;
}

ReportTask report(Fields& f) {
    ReportTask command{f.task(), f.flag("final"), f.words("summary", false), {}};
    f.list("gaps", 0, items_max, [&](const Json& one) {
        if (!one.is_object()) return f.wrong("gaps", says("want_gaps"));
        Fields gap(one);
        command.gaps.push_back(Gap{gap.text("item", 64), gap.words("reason")});
        f.adopt_gap(gap);
    });
    return command;
}

/// A step of an assignment: accept, begin with who is there, report with the outcome, or recuse.
StepAssignment step(Fields& f) {
    StepAssignment command;
    command.assignment = {static_cast<std::uint64_t>(f.whole("assignment", 1, whole_max))};
    command.how = f.word("how", assignment::Verb::Accept);
    command.hands = f.codes<PersonId>("hands", 0, members_max);
    command.outcome = f.word("outcome", assignment::Outcome::None, false);
    command.text = f.words("text", false);
    return command;
}

bool is_mime(const std::string& text) {
    return std::count(text.begin(), text.end(), '/') == 1 &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '.' ||
                      c == '+' || c == '-';
           });
}

/// A file is given by its path, or by its hash if a phone has uploaded it.
AttachFile attach(Fields& f) {
    const auto assignment = f.whole("assignment", 1, whole_max, 0);
    AttachFile ask{f.code<PersonId>("as"),
                   assignment > 0 ? TaskId{} : f.task(),
                   assignment > 0 ? FindingId{} : f.finding("finding", false),
                   f.text("path", path_bytes_max, false),
                   f.text("mime", 64),
                   f.code<EvidenceHash>("hash", false),
                   f.key(),
                   AssignmentId{static_cast<std::uint64_t>(assignment)}};
    if (ask.path.empty() == !ask.hash) f.wrong("path", says("want_file"));
    if (ask.hash && !hash_from_hex(ask.hash.text)) f.wrong("hash", says("want_hash"));
    if (!ask.mime.empty() && !is_mime(ask.mime)) f.wrong("mime", says("want_mime"));
    return ask;
}

template <class Make>
Ask spoken(Fields& f, Make make) {
    auto as = f.code<PersonId>("as");
    std::string key = f.key();
    return Speak{std::move(as), make(f), std::move(key)};
}

using Reader = Ask (*)(Fields&);
constexpr auto readers = std::to_array<std::pair<std::string_view, Reader>>({
    {"status", [](Fields&) -> Ask { return AskStatus{}; }},
    {"tasks", [](Fields&) -> Ask { return AskTasks{}; }},
    {"assignments", [](Fields&) -> Ask { return AskAssignments{}; }},
    {"checklists", [](Fields&) -> Ask { return AskChecklists{}; }},
    {"outbox",
     [](Fields& f) -> Ask {
         return AskOutbox{f.whole("from", 0, whole_max, 0),
                          f.whole("limit", 1, rows_shown_max, rows_shown_max)};
     }},
    {"uplink", [](Fields& f) -> Ask { return SetUplink{f.flag("online")}; }},
    {"wait", [](Fields& f) -> Ask { return WaitForRow{f.whole("n", 1, whole_max)}; }},
    {"changes", [](Fields& f) -> Ask { return WaitForChange{f.whole("since", 0, whole_max)}; }},
    {"attach", [](Fields& f) -> Ask { return attach(f); }},
    {"accept",
     [](Fields& f) { return spoken(f, [](Fields& g) { return AcceptTask{g.task()}; }); }},
    {"recuse",
     [](Fields& f) {
         return spoken(f, [](Fields& g) { return RecuseTask{g.task(), g.words("reason")}; });
     }},
    {"check_in", [](Fields& f) { return spoken(f, check_in); }},
    {"leave",
     [](Fields& f) { return spoken(f, [](Fields& g) { return LeaveVillage{g.task()}; }); }},
    {"answer",
     [](Fields& f) {
         return spoken(f, [](Fields& g) {
             return AnswerItem{g.task(), g.text("item", 64), g.text("value", 64, false),
                               g.words("text", false)};
         });
     }},
    {"pick",
     [](Fields& f) {
         return spoken(f, [](Fields& g) {
             return PickAnswer{g.task(), g.text("item", 64), g.small("index", 0, 1000)};
         });
     }},
    {"record",
     [](Fields& f) {
         return spoken(f, [](Fields& g) {
             return RecordFinding{g.task(), g.finding("finding", false), facts(g)};
         });
     }},
    {"amend",
     [](Fields& f) {
         return spoken(f, [](Fields& g) { return AmendFinding{g.finding("finding"), facts(g)}; });
     }},
    {"correct",
     [](Fields& f) {
         return spoken(f, [](Fields& g) {
             return CorrectFinding{g.finding("finding"), g.words("how"),
                                   g.codes<EvidenceHash>("evidence", 0, proofs_max)};
         });
     }},
    {"report", [](Fields& f) { return spoken(f, report); }},
    {"step", [](Fields& f) { return spoken(f, step); }},
    {"pair", [](Fields& f) -> Ask { return AskPair{f.code<PersonId>("as")}; }},
    {"phones", [](Fields&) -> Ask { return AskPhones{}; }},
    {"unpair", [](Fields& f) -> Ask { return EndPairing{f.text("phone", 64)}; }},
});

Argument verbs() {
    std::vector<std::string> all;
    all.reserve(readers.size());
    for (const auto& [verb, reader] : readers) all.emplace_back(verb);
    return words("verb", std::move(all));
}

Result<Ask> read_ask(const Json& object) {
    Fields fields(object);
    fields.whole("id", 0, whole_max, 0);
    const std::string verb = fields.text("do", 32);
    const auto reader = std::find_if(readers.begin(), readers.end(),
                                     [&](const auto& each) { return each.first == verb; });
    if (reader == readers.end()) {
        return bad_input(verb.empty() ? says("nothing_to_do", verbs())
                                      : says("unknown_thing_to_do", verb, verbs()));
    }
    Ask ask = reader->second(fields);
    if (const auto fault = fields.fault()) return bad_input(*fault);
    return ask;
}

}  // namespace

Result<Ask> parse_request(std::string_view line, std::string& id) {
    id = "null";
    const Json object = json_from_outside<Json>(line);
    if (!object.is_object()) {
        return bad_input(says("not_a_request"));
    }
    const auto number = object.find("id");
    if (number != object.end() && number->is_number_unsigned()) id = number->dump();
    return read_ask(object);
}

Result<Ask> parse_spoken(std::string_view body, const PersonId& as) {
    Json object = json_from_outside<Json>(body);
    if (!object.is_object() || !object.contains("key")) {
        return bad_input(says("no_command_with_a_key"));
    }
    for (const char* field : {"as", "id", "path"}) {
        if (object.contains(field)) {
            return bad_input(says("not_for_a_phone", field));
        }
    }
    object["as"] = as.text;
    auto ask = read_ask(object);
    if (!ask) return ask;
    const auto* speak = std::get_if<Speak>(&*ask);
    const auto* file = std::get_if<AttachFile>(&*ask);
    if (speak == nullptr && file == nullptr) {
        return bad_input(says("no_command_of_a_phone"));
    }
    if ((speak ? speak->key : file->key).empty()) return bad_input(says("no_key"));
    return ask;
}

}  // namespace dudao::agent
