// Strongly typed ids. Ids made by the broker come from the position in the log; registered things
// have a code; things made in the field have a ULID made by the device.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace dudao {

/// Index of the creating event × 16 + an ordinal; 0: none.
template <class Tag>
struct Id {
    std::uint64_t value = 0;
    friend constexpr auto operator<=>(Id, Id) = default;
    explicit operator bool() const { return value != 0; }
};

/// 1–64 characters of [A-Za-z0-9._-] (the alphabet of DDS-1 ids); empty: none.
template <class Tag>
struct Code {
    std::string text;
    friend auto operator<=>(const Code&, const Code&) = default;
    explicit operator bool() const { return !text.empty(); }
};

constexpr bool is_code(std::string_view text) {
    if (text.empty() || text.size() > 64) return false;
    for (const char c : text) {
        const bool ok = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                        (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
        if (!ok) return false;
    }
    return true;
}

/// Raw bytes (hashes, keys, blobs), shown as hex; `bin` on the wire, unlike std::string, which is
/// text.
struct Bytes : std::string {
    using std::string::string;
    Bytes() = default;
    Bytes(std::string bytes)
        : std::string(std::move(bytes)) {}  // NOLINT(*-explicit-*): a string is bytes
};

using UnitId = Code<struct UnitTag>;
using PersonId = Code<struct PersonTag>;  // random; never derived from a name or an ID number
using PostId = Code<struct PostTag>;
using GroupId = Code<struct GroupTag>;
using TeamId = Code<struct TeamTag>;        // of officers on cases
using KeyId = Code<struct KeyTag>;          // first 32 hex digits of SHA-256 of a CURVE public key;
                                            // 16 in rows of early releases
using FindingId = Code<struct FindingTag>;  // a ULID made in the field
using EvidenceHash = Code<struct EvidenceTag>;  // lower-case hex SHA-256 of the original bytes
using DrawId = std::string;                     // "gqc:1234"

using PlanId = Id<struct PlanTag>;
using TaskId = Id<struct TaskTag>;
using RectificationId = Id<struct RectificationTag>;
using DemandId = Id<struct DemandTag>;
using CaseId = Id<struct CaseTag>;
using AssignmentId = Id<struct AssignmentTag>;
using NoticeId = Id<struct NoticeTag>;
using TimerId = Id<struct TimerTag>;
using ProposalId = Id<struct ProposalTag>;

}  // namespace dudao
