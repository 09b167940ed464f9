// Checks the record for consistency: every link of the chain, every event by folding it, the end of
// the log against the owner's place and against heads noted elsewhere, and personal text against
// the commitments in the events. Pure: entries and values are passed in, faults are returned.
//
// Limit: someone who can write everything (log, place, and the heads noted on the same machine) can
// make another consistent record. Only a head noted elsewhere reveals that.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "cli/verify/fault.h"
#include "replica/replica.h"
#include "store/redis_store.h"

namespace dudao::verify {

class RecordCheck {
 public:
    /// Gives what was stored of a case's words as it was before it was locked. NotFound: its key is
    /// destroyed, or not here. Corrupt: altered.
    using Unlock = std::function<Result<std::string>(const std::string& stored)>;
    explicit RecordCheck(Unlock unlock = {}) : unlock_(std::move(unlock)) {}

    /// A head seen earlier; the log must have it at that commit. Pass it before the entries.
    struct Noted {
        std::uint64_t seq = 0;
        Hash head{};
        std::string zh;  // who noted it, for the text of a fault
        std::string en;
        /// An encoded snapshot, which the fold must equal at that commit; empty: none.
        std::string state{};
    };
    void expect(Noted noted);

    /// Checks the next stored entry. Returns false if it is wrong; then no later entry can be
    /// trusted.
    bool check(const Entry& entry);
    /// Reports something that cannot be decoded as an entry, a place or a value.
    void unreadable(Part part, const Error& error);
    /// Call after the last entry: the owner's place must be the end of the log.
    void take_place(const Place& place);

    /// Checks a stored value. Any order, also before the commit that names it.
    void take_words(const std::string& ref, const std::string& stored);
    /// References named in the log whose values were not passed yet; read them once more.
    std::vector<std::string> words_awaited() const;
    /// Call after all entries and values. Reports values never passed as missing, and values not
    /// named in the log as added.
    void end_words();

    const Replica& replica() const { return replica_; }
    const std::vector<Fault>& faults() const { return faults_; }
    std::size_t words_checked() const { return named_.size() - locked_.size(); }
    /// Words of cases that could not be compared, for lack of their keys.
    std::size_t words_locked() const { return locked_.size(); }

 private:
    struct Named {
        std::uint64_t seq = 0;                 // of the commit
        std::string type;                      // of the event
        std::vector<std::string> commitments;  // usually one; more if two events use the reference
        bool of_a_case = false;                // only these may be locked
    };
    void compare(const Noted& noted);
    void cut_off(const Noted& noted);
    void note_words(std::uint64_t seq, const std::vector<Event>& events);
    void fault(Part part, std::string zh, std::string en);

    Replica replica_;
    bool broken_ = false;  // an entry was wrong
    std::vector<Noted> noted_;
    std::map<std::string, Named> named_;  // by reference
    /// The commitment computed from each stored value, by reference.
    std::map<std::string, std::string> given_;
    Unlock unlock_;
    std::set<std::string> locked_;  // references
    std::vector<Fault> faults_;
};

}  // namespace dudao::verify
