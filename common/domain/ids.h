// Strong ids. What the broker makes is numbered by its place in the log; what people register has a
// code of their own; what is made in the field has a ULID of its maker.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace dudao {

/// Event index of the making event × 16 + ordinal within it; 0 is nobody's.
template <class Tag>
struct Id {
    std::uint64_t value = 0;
    friend constexpr auto operator<=>(Id, Id) = default;
    explicit operator bool() const { return value != 0; }
};

/// 1–64 characters of [A-Za-z0-9._-] (the alphabet of DDS-1 ids); empty is nobody's.
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

/// Raw bytes (hashes, keys, blobs): `bin` on the wire, hex for people; text is std::string.
struct Bytes : std::string {
    using std::string::string;
    Bytes() = default;
    Bytes(std::string bytes)
        : std::string(std::move(bytes)) {}  // NOLINT(*-explicit-*): a string is bytes
};

using UnitId = Code<struct UnitTag>;
using PersonId = Code<struct PersonTag>;  // random, never derived from a name or an ID number
using PostId = Code<struct PostTag>;
using GroupId = Code<struct GroupTag>;
using KeyId = Code<struct KeyTag>;          // first 32 hex digits of SHA-256 of a CURVE public key;
                                            // 16 in rows of early releases
using FindingId = Code<struct FindingTag>;  // ULID made in the field
using EvidenceHash = Code<struct EvidenceTag>;  // lower-case hex SHA-256 of the original bytes
using DrawId = std::string;                     // "gqc:1234"

using PlanId = Id<struct PlanTag>;
using TaskId = Id<struct TaskTag>;
using RectificationId = Id<struct RectificationTag>;
using DemandId = Id<struct DemandTag>;
using CaseId = Id<struct CaseTag>;
using NoticeId = Id<struct NoticeTag>;
using TimerId = Id<struct TimerTag>;
using ProposalId = Id<struct ProposalTag>;

}  // namespace dudao
