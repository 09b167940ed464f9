// The broker's pure core: each turn takes inputs and returns effects. The shell owns the sockets,
// Redis, the disk and the clock. One thread.
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
        std::string clock{};  // the log clock this process serves: "system" or "demo"; empty: any
        std::optional<Secret<32>> case_key{};  // of every jurisdiction it serves
        LockWords lock_words{};                // empty: words of cases lie open
        UnlockWords unlock_words{};            // empty: only what lies open is given out
        std::int64_t place_number = 0;         // as in Jurisdiction::Options
        ProvePlace prove_place{};
    };

    explicit Broker(const Options& options);

    /// Requests the snapshot of every jurisdiction. Call it in the first turn.
    void start(Turn& turn) const;
    /// Handles one input and adds its effects to the turn.
    void step(const Input& input, Turn& turn);
    /// Call once per turn, after all its inputs.
    void end_turn(Turn& turn);

    bool serving() const;  // true when every jurisdiction is serving
    /// The registry id of the key with this public key, if any jurisdiction admits it; otherwise
    /// std::nullopt.
    std::optional<KeyId> admitted(std::string_view public_key) const;
    /// True when every jurisdiction is idle.
    bool idle() const;
    /// True: a jurisdiction has as much under way as it may. Frames that are read now would be
    /// refused with `busy`; left in the socket they are taken some milliseconds later.
    bool waits_for_commits(std::int64_t steady_ms) const;
    /// The sum of the committed sequence numbers of all jurisdictions; a stepped clock uses it as
    /// the head.
    std::uint64_t committed() const;
    std::uint64_t handled() const { return handled_; }
    /// When the next turn is needed at the latest (steady ms).
    std::int64_t next_due(std::int64_t steady_ms) const;
    const std::map<std::string, std::unique_ptr<Jurisdiction>>& jurisdictions() const {
        return jurisdictions_;
    }

 private:
    void on_frame(const Frame& frame, Turn& turn);
    void on_message(const Frame& from, const wire::Message& message, Turn& turn);
    Jurisdiction* find(const std::string& j) const;
    std::string served() const;

    std::map<std::string, std::unique_ptr<Jurisdiction>> jurisdictions_;
    std::uint64_t handled_ = 0;
};

}  // namespace dudao::broker
