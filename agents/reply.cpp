#include "agents/reply.h"

#include <nlohmann/json.hpp>

#include "domain/hash.h"
#include "ensure.h"

namespace dudao::agent::reply {
namespace {

using Json = nlohmann::json;

}  // namespace

std::string_view word_of(Error::Kind kind) {
    switch (kind) {
        case Error::Kind::BadInput:
            return "bad_input";
        case Error::Kind::NotFound:
            return "not_found";
        case Error::Kind::Refused:
            return "refused";
        case Error::Kind::Busy:
            return "busy";
        case Error::Kind::Unreachable:
            return "unreachable";
        case Error::Kind::Unknown:
            return "unknown";
        case Error::Kind::Corrupt:
            return "corrupt";
    }
    ensure(false, "a kind of error without a word");
    return "";
}

std::string_view word_of(RowState state) {
    switch (state) {
        case RowState::Saved:
            return "saved";
        case RowState::Received:
            return "received";
        case RowState::Refused:
            return "refused";
    }
    ensure(false, "a row's state without a word");
    return "";
}

namespace {

/// `id` is already JSON: a number or null.
Json begun(const std::string& id, bool ok) {
    Json line = Json::object();
    line["id"] = id == "null" ? Json(nullptr) : Json(std::stoull(id));
    line["ok"] = ok;
    return line;
}

std::string ended(const Json& line) {
    return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string hex(const Bytes& bytes) {
    const auto hash = hash_from_bytes(bytes);
    return hash ? to_hex(*hash) : std::string{};
}

template <class Codes>
Json texts(const Codes& codes) {
    Json list = Json::array();
    for (const auto& each : codes) list.push_back(each.text);
    return list;
}

void add_row(Json& out, const Row& row) {
    out["n"] = row.n;
    out["incarnation"] = row.incarnation;
    out["name"] = row.name;
    out["state"] = word_of(row.state);
    if (row.task) out["task"] = row.task.value;
    if (row.assignment) out["assignment"] = row.assignment.value;
    if (row.by) out["by"] = row.by.text;
    if (!row.key.empty()) out["key"] = row.key;
    out["kept_at"] = row.kept_at.ms;
    if (row.state == RowState::Received) {
        out["commit"] = row.answer.accepted.commit;
        if (row.answer.accepted.id != 0) out["made"] = row.answer.accepted.id;
        if (row.answer.accepted.number != 0) {
            out["year"] = row.answer.accepted.year;
            out["number"] = row.answer.accepted.number;
        }
    }
    if (row.state == RowState::Refused) {
        out["why"] = row.answer.why;
        out["what"] = row.answer.what;
        out["mend"] = row.answer.mend;
        out["possible"] = row.answer.possible;
    }
}

}  // namespace

Json to_json(const Task& task) {
    const Visit& visit = *task.visit;
    Json hashes = Json::array();
    for (const Bytes& hash : visit.checklists) hashes.push_back(hex(hash));
    Json answers = Json::array();
    for (const auto& each : visit.answers) {
        answers.push_back({{"item", each.item}, {"value", each.value}});
    }
    return {{"task", visit.task.value},
            {"year", visit.year},
            {"number", visit.number},
            {"state", name(task.state)},
            {"confirmed", name(visit.confirmed)},
            {"target", visit.body.target.text},
            {"target_zh", visit.body.target_zh},
            {"target_en", visit.body.target_en},
            {"themes", visit.body.themes},
            {"accept_due", visit.accept_due.ms},
            {"check_in_due", visit.check_in_due.ms},
            {"checklists", hashes},
            {"checklists_known", task.checklists_known},
            {"members", texts(visit.members)},
            {"answers", answers},
            {"picked", visit.picked},
            {"findings", texts(visit.findings)},
            {"evidence", texts(visit.evidence)}};
}

Json to_json(const Assignment& assignment) {
    const TeamWork& work = *assignment.work;
    return {{"assignment", work.assignment.value},
            {"year", work.year},
            {"number", work.number},
            {"lead_year", work.lead_year},
            {"lead_number", work.lead_number},
            {"kind", name(work.kind)},
            {"paper", name(work.paper)},
            {"state", name(assignment.state)},
            {"confirmed", name(work.confirmed)},
            {"whom", work.body.whom},
            {"text", work.body.text},
            {"due", work.due.ms},
            {"hands", texts(work.hands)},
            {"evidence", texts(work.evidence)},
            {"returned", !work.returned.empty() && assignment::is_open(work.confirmed)},
            {"reason", work.reason}};
}

Json to_json(const std::map<Bytes, ChecklistRow>& all) {
    Json lists = Json::array();
    for (const auto& [hash, list] : all) {
        Json items = Json::array();
        for (const ChecklistItem& item : list.items) {
            items.push_back({{"id", item.id},
                             {"zh", item.zh},
                             {"en", item.en},
                             {"how", item.how},
                             {"rule", item.rule},
                             {"note", item.note}});
        }
        lists.push_back({{"hash", hex(hash)},
                         {"theme", list.theme},
                         {"zh", list.zh},
                         {"en", list.en},
                         {"items", items}});
    }
    return lists;
}

std::string refused(const std::string& id, const Error& error) {
    Json line = begun(id, false);
    line["why"] = word_of(error.kind);
    line["what"] = error.what;
    line["mend"] = error.mend;
    return ended(line);
}

std::string status(const std::string& id, const Status& status) {
    Json line = begun(id, true);
    line["online"] = status.online;
    line["welcomed"] = status.welcomed;
    line["refused"] = status.refused;
    line["unsent"] = status.unsent;
    line["uploading"] = status.uploading;
    line["head"] = status.head;
    line["incarnation"] = status.incarnation;
    line["held"] = status.held;
    line["version"] = status.version;
    line["group"] = status.group;
    line["team"] = status.team;
    return ended(line);
}

std::string tasks(const std::string& id, const std::vector<Task>& tasks) {
    Json line = begun(id, true);
    line["tasks"] = Json::array();
    for (const Task& task : tasks) line["tasks"].push_back(to_json(task));
    return ended(line);
}

std::string assignments(const std::string& id, const std::vector<Assignment>& all) {
    Json line = begun(id, true);
    line["assignments"] = Json::array();
    for (const Assignment& each : all) line["assignments"].push_back(to_json(each));
    return ended(line);
}

std::string checklists(const std::string& id, const std::map<Bytes, ChecklistRow>& all) {
    Json line = begun(id, true);
    line["checklists"] = to_json(all);
    return ended(line);
}

std::string outbox(const std::string& id, const std::vector<const Row*>& rows, std::size_t total) {
    Json line = begun(id, true);
    line["total"] = total;
    line["rows"] = Json::array();
    for (const Row* row : rows) {
        Json one = Json::object();
        add_row(one, *row);
        line["rows"].push_back(one);
    }
    return ended(line);
}

std::string done(const std::string& id) { return ended(begun(id, true)); }

std::string kept(const std::string& id, std::int64_t n,
                 const std::vector<std::pair<std::string, std::string>>& more) {
    Json line = begun(id, true);
    line["kept"] = true;
    line["n"] = n;
    for (const auto& [field, value] : more) line[field] = value;
    return ended(line);
}

std::string answered(const std::string& id, const Row& row) {
    Json line = begun(id, true);
    add_row(line, row);
    return ended(line);
}

std::string changed(const std::string& id, std::uint64_t version) {
    Json line = begun(id, true);
    line["version"] = version;
    return ended(line);
}

std::string offered(const std::string& id, const std::string& code, Moment expires_at,
                    const std::string& door) {
    Json line = begun(id, true);
    line["code"] = code;
    line["expires_at"] = expires_at.ms;
    line["door"] = door;
    return ended(line);
}

std::string phones(const std::string& id, const std::vector<Phone>& phones) {
    Json line = begun(id, true);
    line["phones"] = Json::array();
    for (const Phone& each : phones) {
        line["phones"].push_back({{"id", each.id},
                                  {"person", each.person.text},
                                  {"device", each.device},
                                  {"paired_at", each.paired_at.ms}});
    }
    return ended(line);
}

}  // namespace dudao::agent::reply
