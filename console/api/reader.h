// Who asks, and what everything is answered from: the replica, the record and the moment. Answers
// are functions of these and touch nothing else.
#pragma once

#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/accounts.h"
#include "console/api/faults.h"
#include "console/api/record.h"
#include "console/api/words.h"
#include "domain/figures.h"
#include "messages/messages.h"
#include "replica/replica.h"

namespace dudao::console {

using Json = nlohmann::ordered_json;

/// What the console knows of the platform around it.
struct Health {
    bool broker = false;  // welcomed
    bool store = false;   // the log is followed
    std::uint64_t log_seq = 0;
    std::int64_t fresh_ms = 0;  // since the record was last heard
    Moment started;
    std::size_t clients = 0;
    std::size_t sessions = 0;
    std::string time_zone;
    std::deque<Fault> faults;  // what could not be shown lately, the newest first
    std::optional<AccountsFault> accounts_refused;  // why the file as it is now is not used
    std::vector<Said> accounts_of_nobody;           // whose person is not in the register
    std::vector<Said> parts_down;                   // processes that do not start
    /// What came of the care that administrators asked for (upkeep/done.json); null: nobody gives
    /// it here.
    std::shared_ptr<const Json> upkeep;
    bool upkeep_awaited = false;  // something is asked for that has not begun
};

class SearchIndex;

struct Facts {
    const Replica& replica;
    const Record& record;
    Moment now;
    Health health;
    const SearchIndex* searched = nullptr;  // none: words of people are not found
    const Hash* case_key = nullptr;         // none: whom a case is about is not known here

    const State& state() const { return replica.state; }
};

/// One person looking: what they see and read (sight), and in which language.
class Reader {
 public:
    Reader(const Facts& facts, const PersonId& person, Lang lang, const WordsKept& kept);

    // Open to read: all but the words are as they were made.
    // NOLINTBEGIN(misc-non-private-member-variables-in-classes)
    const Facts& facts;
    const State& state;
    const Record& record;
    const Moment now;
    const PersonId person;
    const Lang lang;
    const Sight sight;
    Words words;
    // NOLINTEND(misc-non-private-member-variables-in-classes)

    bool has(Role role) const;
    const std::vector<Role>& roles() const { return roles_; }
    /// Whether the events of this matter (of Record) are to be seen.
    bool sees(std::string_view matter) const;
    /// Whether the words in them are to be read.
    bool reads(std::string_view matter) const;
    /// Whether where this person's notices go is to be read: by the person, and by those who may
    /// set it for others.
    bool reads_contact_of(const PersonId& whose) const;
    /// What each open matter's unit has still to answer; asked once a reader.
    const std::map<RectificationId, DemandKind>& awaited() const;
    /// An event is seen when its matter is; a notice when something it tells of is; who was asked
    /// to verify by the office alone.
    bool sees(const Record::Line& line) const;

 private:
    /// As it stands, or as it was made when it is no longer open; none: it is not on record here.
    std::optional<Proposal> proposal_of(std::string_view id) const;

    std::vector<Role> roles_;
    mutable std::optional<std::map<RectificationId, DemandKind>> awaited_;
};

/// The roles of the contract, in its order.
std::vector<Role> roles_shown();

/// "2026-12", or empty.
std::string short_number(std::int32_t year, std::int32_t number);
template <class Tag>
std::string id_text(Id<Tag> id) {
    return id ? std::to_string(id.value) : std::string();
}
/// The number in an id's text; 0 when it is none.
std::uint64_t id_number(std::string_view text);

/// The row of an id, or null.
template <class Map, class Key>
auto* row_of(const Map& map, const Key& key) {
    const auto at = map.find(key);
    return at == map.end() ? nullptr : &at->second;
}

}  // namespace dudao::console
