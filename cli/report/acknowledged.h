// Checks that everything acknowledged is still there. Clients write each answer, fsynced, as a line
// `<key> <incarnation> <n> <commit> <name>` of a journal; the log must have the same.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "cli/report/faults.h"
#include "cli/report/report.h"
#include "domain/state.h"
#include "result.h"

namespace dudao::report {

struct Kept {
    KeyId key;
    std::int64_t incarnation = 0;
    std::int64_t n = 0;
    std::uint64_t commit = 0;
    std::string name;  // of the command
};

std::string to_line(const Kept& kept);
/// Errors: BadInput if the line does not have five words.
Result<Kept> parse_line(std::string_view line);
/// Reads every *.journal of the folder in the order of their names. An incomplete last line is
/// ignored, because nobody relied on it. Without a folder the result is empty.
Result<std::vector<Kept>> read_journals(const std::filesystem::path& folder);

class Receipts {
 public:
    void add(std::uint64_t commit, const Receipt& receipt, Faults& faults);
    Report::Acknowledged count(const std::vector<Kept>& kept, Faults& faults) const;

 private:
    std::map<std::tuple<KeyId, std::int64_t, std::int64_t>, std::uint64_t> commits_;
};

}  // namespace dudao::report
