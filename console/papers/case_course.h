// A case as it stood when one of its events was recorded: what a paper that rests on that event may
// say. Read from the record, so that a paper printed later says the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "console/api/reader.h"
#include "domain/state.h"

namespace dudao::console {

/// A file of evidence by its hash.
struct CaseFile {
    EvidenceHash hash;
    std::int64_t size = 0;
    std::string mime;
};

struct CaseCourse {
    Text matter;  // what was raised, in the words of who registered it; empty: the finding tells it
    std::optional<FindingFacts> found;  // of the finding, in its version of then
    Moment found_at;
    cases::Track track = cases::Track::None;
    TeamId team;  // that verifies and investigates
    std::int32_t appeals = 0;
    std::uint64_t failed =
        0;  // index of the step that withdrew it or revoked its decision; 0: none
    std::vector<CaseFile> files;  // of the finding, then of the assignments; before the event
    Moment due;  // of the limit that the event began, or that a clearing keeps; 0: none
};

/// Up to the event at `index`, and the limit that the rules began with it.
CaseCourse case_course(const Reader& reader, const Case& lead, std::uint64_t index);

/// The row of the policy that the case was opened under; nullptr: there is no such limit.
const CaseLimit* limit_row(const State& state, const Case& lead, cases::Track track,
                           CaseLimitKind limit);

/// True for the service of the notice that clears the name of the person concerned.
bool clears(const AssignmentIssued& issued);

/// The paper that serves what this event did; None: it is served by none that is printed here.
assignment::Paper served_by(const EventBody& body);

/// A printed paper that was served on the person concerned.
struct ServedPaper {
    std::uint64_t index = 0;  // of the event that the paper rests on
    assignment::Paper paper = assignment::Paper::None;
    Moment at;            // from which the person's right runs
    Moment until;         // of the answer or the defence, by the case's own clock; 0: neither
    bool theirs = false;  // nobody else was named as the person concerned when it was served
};
/// Oldest first.
std::vector<ServedPaper> served_papers(const Reader& reader, const Case& lead);

}  // namespace dudao::console
