// The broker's core: one turn takes inputs and gives effects. Pure; the shell owns sockets and
// Redis.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "broker/io.h"
#include "broker/jurisdiction.h"
#include "broker/turn.h"

namespace dudao::broker {

class Broker {
 public:
    struct Options {
        std::vector<std::string> jurisdictions;
        Random random;
        Bytes own_key;        // the broker's CURVE public key
        std::string clock{};  // of this process: "system" or "demo"; empty: serves any log
    };

    explicit Broker(Options options);

    /// Asks for the snapshots of all jurisdictions: the first turn.
    void start(Turn& turn) const;
    void step(const Input& input, Turn& turn);
    /// Once a turn, after its inputs.
    void end_turn(Turn& turn);

    bool serving() const;  // all jurisdictions
    /// The row's id of a key that any jurisdiction lets in.
    std::optional<KeyId> admitted(std::string_view public_key) const;
    bool idle() const;
    std::uint64_t committed() const;  // sum over jurisdictions: the head for a stepped clock
    std::uint64_t handled() const { return handled_; }
    std::int64_t next_due(std::int64_t steady_ms) const;
    const std::map<std::string, std::unique_ptr<Jurisdiction>>& jurisdictions() const {
        return jurisdictions_;
    }

 private:
    void on_frame(const Frame& frame, Turn& turn);
    Jurisdiction* find(const std::string& j) const;

    std::map<std::string, std::unique_ptr<Jurisdiction>> jurisdictions_;
    std::uint64_t handled_ = 0;
};

}  // namespace dudao::broker
