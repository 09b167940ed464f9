// One line of a timeline made of one event. What a row of the log carries beside its meaning
// (references, commitments, salts, blobs, keys, positions) stays out; words stand in `text`, for
// those who need them.
#pragma once

#include <functional>
#include <vector>

#include "console/api/query.h"
#include "console/api/reader.h"
#include "result.h"

namespace dudao::console {

Json entry(Reader& reader, std::uint64_t index);

/// The words of an event that its entry shows this reader.
std::vector<Text> texts_shown(const Reader& reader, std::uint64_t index);

/// The events of a matter that the reader sees, oldest first, the newest `timeline_max`; timers
/// and what machines tell each other are left out.
Json timeline(Reader& reader, const std::string& matter);

/// Belongs in a story that people read.
bool is_told(std::size_t type);

/// Told, and no notice: something was done, or a rule took effect. An audit begins with these.
bool is_deed(std::size_t type);

/// News to everybody who follows the work: what a person did, and the steps that the machine took.
/// Notices, clocks, single answers and photos are not.
bool is_news(const Record::Line& line);

/// GET /api/v1/log: newest first.
struct LogFilter {
    std::uint64_t before = 0;  // commit; 0: from the end
    std::string actor;
    std::string type;  // a whole type, or its first word: task
    std::string matter;
    bool news = false;   // is_news alone
    bool deeds = false;  // is_deed alone; how many others fit is counted
    std::size_t limit = 100;
};
/// BadInput names the part of the query, and what would be right.
/// The parameter `matter`, such as task:12; empty where it is left out. BadInput names what it may
/// be.
Result<std::string> matter_in(const Query& query);
Result<LogFilter> log_filter(const Query& query);
Json log_page(Reader& reader, const LogFilter& filter);

}  // namespace dudao::console
