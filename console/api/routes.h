// Every route of the API in one table: who may ask, and what answers. openapi.yaml describes the
// same rows, and a test compares the two.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "console/api/answer.h"
#include "console/api/query.h"
#include "console/api/reader.h"

namespace dudao::console {

/// Who may ask at all; what is seen then is Sight's to say, row by row.
enum class Access {
    Open,      // without a session
    SignedIn,  // whoever is signed in
    Office,    // leaders, officers, plan keepers, auditors
    Register,  // the office and administrators
    Field,     // the office, administrators and groups
    Cases,     // who may know of leads
    Counts,    // … or of how many there are
};

/// Routes that the shell answers itself: they are about sessions, commands, streams and bytes of
/// evidence.
enum class Special {
    None,
    Demo,
    Login,
    Logout,
    Me,
    Sessions,
    EndSession,
    Account,
    ChangeAccount,
    CheckCalendar,
    CheckPolicy,
    CheckChecklists,
    ShowInvitation,
    AcceptInvitation,
    Command,
    Events,
    TakePiece,
    ShowEvidence,
    Knock,
    FindDevice,
    ShowDevices,
    AskUpkeep
};

struct Route {
    std::string_view method;
    std::string_view path;  // under /api/v1; {id} stands for one part
    Access access = Access::SignedIn;
    Special special = Special::None;
    Answer (*answer)(Reader& reader, const std::string& id, const Query& query) = nullptr;
};

std::span<const Route> routes();

struct Matched {
    const Route* route = nullptr;  // null: no such route
    bool other_method = false;     // … by this method
    std::string id;                // of {id}, decoded
};
Matched match(std::string_view method, std::string_view path);

/// An answer as of the reader's place in the log.
Answer snapshot(const Reader& reader, nlohmann::ordered_json data);

bool may_ask(const Reader& reader, Access access);

/// The answer of a route that is not special, with what the reader may see.
Answer answer(const Route& route, Reader& reader, const std::string& id, const Query& query);

}  // namespace dudao::console
