// The result of a play, and whether every promise was kept. It is computed from the log and from
// the journals of those who were answered, not from the broker's state.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "domain/moment.h"
#include "messages/messages.h"
#include "result.h"
#include "store/connection.h"

namespace dudao {

struct Report {
    static constexpr std::size_t ladder_steps = 6;

    std::uint64_t seed = 0;
    int days = 0;
    int villages = 0;
    int groups = 0;
    struct Tasks {
        int released = 0, accepted = 0, checked_in = 0, reported = 0, closed = 0, recused = 0,
            missed = 0, withdrawn = 0;
    } tasks;
    int villages_reached = 0;
    int findings = 0;
    std::map<std::string, int> findings_by_category;  // every category, including those with none
    struct Rectifications {
        int issued = 0, struck_off = 0, fallen_away = 0, open = 0;
        int overdue = 0;  // among the open
    } rectifications;
    std::array<int, ladder_steps> ladder{};  // slips of steps 1 to 6
    int ladder_overtaken = 0;
    struct Cases {
        int leads = 0;                    // ever opened
        std::map<std::string, int> open;  // by state
        /// Ended ones by track and how: talk, closed_no_case, referred, closed, exempted,
        /// withdrawn, revoked. Ends before a track was chosen stand under "none".
        std::map<std::string, std::map<std::string, int>> ended;
    } cases;
    std::map<std::string, int> assignments;  // by state
    struct Transitions {
        int visited = 0;
        int total = 0;                     // rows of all lifecycle tables
        std::vector<std::string> missing;  // "case held keep_held"
    } transitions;
    struct Deadlines {
        int due = 0;  // set, and due by the end or cancelled before
        int acted = 0, overtaken = 0, cancelled = 0;
        int early = 0;    // acted on before they were due
        int twice = 0;    // ended or acted on more than once
        int missing = 0;  // due by the end, and nothing was done
    } deadlines;
    struct Acknowledged {
        int total = 0;    // answers in the journals
        int missing = 0;  // of these, not in the log or in another commit
    } acknowledged;
    std::vector<std::string> promises_broken;  // as text; empty if all were kept
};

std::string to_json(const Report& report);

/// A summary for a leader: what was done, what is open, whether the record is consistent.
std::string summary(const Report& report, Lang lang);

/// Reads the log of `j` from its beginning and every `receipts`/*.journal. Deadlines up to `end`
/// must have been acted on. `redis`: unix:/path or host:port.
Result<Report> make_report(const Address& redis, const std::string& j,
                           const std::filesystem::path& receipts, Moment end, std::uint64_t seed,
                           int days);

}  // namespace dudao
