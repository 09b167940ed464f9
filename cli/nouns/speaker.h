// One person at the command line who speaks to the broker: sends queries and commands and waits for
// the answers.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "cli/nouns/globals.h"
#include "client/link.h"
#include "domain/command.h"
#include "net/steady.h"
#include "result.h"

namespace dudao {

class Speaker {
 public:
    /// Timeout for the welcome and for each answer.
    static constexpr std::int64_t patience_ms = 15'000;

    /// Errors: BadInput if the broker or the speaker is not given.
    static Result<std::unique_ptr<Speaker>> open(const Globals& globals);

    /// Errors: Unreachable if there is no answer; Refused if the broker does not know the key.
    Result<void> greet();
    /// Sends a query and returns its result as JSON. Unreachable after the timeout.
    Result<nlohmann::ordered_json> ask(const std::string& what, const std::string& id = {},
                                       const std::string& filter = {});
    /// Sends a command and returns its final answer, which may be a refusal. Errors: Unknown if it
    /// was sent and no answer came; it may be in the log.
    Result<wire::Answer> say(const Command& command);
    const KeyPair& keys() const { return keys_; }

 private:
    Speaker(const std::string& jurisdiction, Dealer::Options keys, const std::string& endpoint);
    /// Runs turns until `done` returns true. Returns false after the timeout.
    template <class Done>
    bool until(Done done);
    void turn();

    KeyPair keys_;
    SystemSteady steady_;
    Loop loop_;
    Link link_;
    std::optional<wire::Answer> answer_;
    std::optional<wire::QueryResult> result_;
    std::int64_t asked_ = 0;
};

/// True if neither a person nor a key says who speaks.
bool is_nobody(const Globals& globals);
/// Connects, greets, and calls `what`, whose exit code it returns; else the fault's.
int with_speaker(const Globals& globals, const std::function<int(Speaker&)>& what);
/// Prints what the broker answered to a command; `code_made`: of an invitation, told this once.
void print_answer(const Globals& globals, const wire::Answer& answer,
                  const std::string& code_made = {});
/// Sends the command, prints the answer, and returns the exit code.
int say_and_print(const Globals& globals, Speaker& speaker, const Command& command,
                  const std::string& code_made = {});

}  // namespace dudao
