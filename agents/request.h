// Requests of local clients, one JSON object per line: {"id":N,"do":"verb",…}; and commands of
// phones. Only the form is checked here; an error names the field and the correction. The office
// applies the rules.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "domain/command.h"
#include "result.h"

namespace dudao::agent {

struct AskStatus {};
struct AskTasks {};
struct AskAssignments {};
struct AskChecklists {};
/// Rows with number `from` and above, at most `limit`; with from = 0, the newest rows.
struct AskOutbox {
    std::int64_t from = 0;
    std::int64_t limit = 0;
};
struct SetUplink {
    bool online = true;
};
/// Answered when the row has its final answer.
struct WaitForRow {
    std::int64_t n = 0;
};
/// Answered when anything has changed since this version, which status returns.
struct WaitForChange {
    std::int64_t since = 0;
};
struct AttachFile {
    PersonId as;
    TaskId task;
    FindingId finding;  // empty: attached to the visit
    std::string path;   // a file on this machine; or …
    std::string mime;
    EvidenceHash hash = {};  // … one that a phone has uploaded
    std::string key = {};
    AssignmentId assignment = {};  // of a case team's device, instead of task and finding
};
/// A command as the person gave it. The device adds the salt and target of a check-in, and the id
/// of a new finding if the sender gave none.
struct Speak {
    PersonId as;
    Command command;
    std::string key = {};  // a ULID of the sender; the same key returns the same row
};
/// Requests a code that pairs a phone with this person.
struct AskPair {
    PersonId as;
};
struct AskPhones {};
struct EndPairing {
    std::string phone;  // id of the phone
};
using Ask =
    std::variant<AskStatus, AskTasks, AskAssignments, AskChecklists, AskOutbox, SetUplink,
                 WaitForRow, WaitForChange, AttachFile, Speak, AskPair, AskPhones, EndPairing>;

struct Request {
    std::string id = "null";  // JSON, returned in the reply
    Ask ask;
};

/// Parses a request. `id` is set as soon as it is read, so that a refusal can name its request.
Result<Ask> parse_request(std::string_view line, std::string& id);

/// Parses a command of a paired phone, {"key":ULID,"do":"verb",…}, as an AttachFile or Speak of the
/// person `as`. The key is required, the body must not name a person, and a file is given by its
/// hash.
Result<Ask> parse_spoken(std::string_view body, const PersonId& as);

}  // namespace dudao::agent
