// The record held against itself: every link of the chain, every event folded, the end of the log
// against the owner's place and against what others have noted of it, the words of people against
// the commitments in the events. Pure: entries and words are given, faults come out.
//
// What nobody can see from the record alone: that someone who may write all of it (log, place and
// the heads noted on the same machine) made another one that holds. That shows against a head noted
// elsewhere.
#pragma once

#include <cstdint>
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
    /// A head that somebody has seen: the log must have it at that commit. Before the entries.
    /// `whose` is said in the fault.
    struct Noted {
        std::uint64_t seq = 0;
        Hash head{};
        std::string zh;  // whose
        std::string en;
        std::string
            state{};  // encoded, of a snapshot: what the log folds to there; empty: not kept
    };
    void expect(Noted noted);

    /// The next entry as it is stored. False: it does not hold; none after it can be vouched for.
    bool check(const Entry& entry);
    /// Something there is not even an entry, a place or a value.
    void unreadable(Part part, const Error& error);
    /// After the last entry: the owner's place must be where the log ends.
    void take_place(const Place& place);

    /// A stored value. Any order; those of commits that are read later too.
    void take_words(const std::string& ref, const std::string& stored);
    /// Named in the log and not given yet: to be looked for once more.
    std::vector<std::string> words_awaited() const;
    /// After all entries and words: what was never given is missing, what the log does not name was
    /// added.
    void end_words();

    const Replica& replica() const { return replica_; }
    const std::vector<Fault>& faults() const { return faults_; }
    std::size_t words_checked() const { return named_.size(); }

 private:
    struct Named {
        std::uint64_t seq = 0;                 // of the commit
        std::string type;                      // of the event
        std::vector<std::string> commitments;  // one, but where two events share a reference
    };
    void compare(const Noted& noted);
    void cut_off(const Noted& noted);
    void note_words(std::uint64_t seq, const std::vector<Event>& events);
    void fault(Part part, std::string zh, std::string en);

    Replica replica_;
    bool broken_ = false;  // an entry did not hold
    std::vector<Noted> noted_;
    std::map<std::string, Named> named_;        // by reference
    std::map<std::string, std::string> given_;  // what each stored value opens, by reference
    std::vector<Fault> faults_;
};

}  // namespace dudao::verify
