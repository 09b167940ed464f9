// One person at the command line, speaking to the broker: asks, says, waits for the final answer.
#pragma once

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
    static constexpr std::int64_t patience_ms = 15'000;  // for the welcome, and for each answer

    /// BadInput: nothing says where the broker is or who speaks.
    static Result<std::unique_ptr<Speaker>> open(const Globals& globals);

    /// Unreachable: nobody answers; Refused: the broker does not know the key.
    Result<void> greet();
    Result<nlohmann::ordered_json> ask(const std::string& what, const std::string& id = {},
                                       const std::string& filter = {});
    /// The final answer, a refusal too. Unknown: sent, and no answer came; it may be in the log.
    Result<wire::Answer> say(const Command& command);

 private:
    Speaker(const std::string& jurisdiction, Dealer::Options keys, const std::string& endpoint);
    /// Turns until `done` or patience is over.
    template <class Done>
    bool until(Done done);
    void turn();

    SystemSteady steady_;
    Loop loop_;
    Link link_;
    std::optional<wire::Answer> answer_;
    std::optional<wire::QueryResult> result_;
    std::int64_t asked_ = 0;
};

}  // namespace dudao
