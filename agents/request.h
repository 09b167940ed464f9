// What a local client may ask: one JSON object a line, {"id":N,"do":"verb",…}; and what a phone may
// say. Everything is checked here for its form, with the field and the mend; what the rules say is
// the office's to decide.
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
struct AskChecklists {};
/// Rows from number `from` on, at most `limit`; from 0: the newest.
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
/// Answered when anything here has changed since: the version that status gives.
struct WaitForChange {
    std::int64_t since = 0;
};
struct AttachFile {
    PersonId as;
    TaskId task;
    FindingId finding;  // or empty: of the visit
    std::string path;   // a file of this machine, or
    std::string mime;
    EvidenceHash hash = {};  // one that a phone has brought here
    std::string key = {};
};
/// A command as the person said it. What the device adds: the salt and target of a check-in, the id
/// of a new finding where the speaker has not made one.
struct Speak {
    PersonId as;
    Command command;
    std::string key = {};  // a ULID of the speaker's: the same again is the same row
};
/// A code with which a phone becomes this person's.
struct AskPair {
    PersonId as;
};
struct AskPhones {};
struct EndPairing {
    std::string phone;  // its id
};
using Ask = std::variant<AskStatus, AskTasks, AskChecklists, AskOutbox, SetUplink, WaitForRow,
                         WaitForChange, AttachFile, Speak, AskPair, AskPhones, EndPairing>;

struct Request {
    std::string id = "null";  // as JSON, echoed
    Ask ask;
};

/// `id` is set as soon as it can be read, so that a refusal names its request.
Result<Ask> parse_request(std::string_view line, std::string& id);

/// A command from a paired phone, {"key":ULID,"do":"verb",…}: an AttachFile or a Speak of that
/// person's. The key is needed; nobody is named; a file is named by its hash.
Result<Ask> parse_spoken(std::string_view body, const PersonId& as);

}  // namespace dudao::agent
