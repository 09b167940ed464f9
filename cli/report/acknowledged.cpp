#include "cli/report/acknowledged.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace dudao::report {

std::string to_line(const Kept& kept) {
    return kept.key.text + " " + std::to_string(kept.incarnation) + " " + std::to_string(kept.n) +
           " " + std::to_string(kept.commit) + " " + kept.name + "\n";
}

Result<Kept> parse_line(std::string_view line) {
    std::istringstream words{std::string(line)};
    Kept kept;
    std::string more;
    const bool read = static_cast<bool>(words >> kept.key.text >> kept.incarnation >> kept.n >>
                                        kept.commit >> kept.name);
    if (!read || words >> more) {
        return bad_input("not a line of a receipt journal", "key incarnation n commit name");
    }
    return kept;
}

namespace {

Result<void> read_journal(const std::filesystem::path& file, std::vector<Kept>& list) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return fail(Error::Kind::Unreachable, file.filename().string() + " cannot be read");
    std::string line;
    for (int number = 1; std::getline(in, line) && !in.eof(); ++number) {
        auto kept = parse_line(line);
        if (!kept) {
            return within(file.filename().string() + " line " + std::to_string(number),
                          kept.error());
        }
        list.push_back(std::move(*kept));
    }
    return {};
}

}  // namespace

Result<std::vector<Kept>> read_journals(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
        if (entry.path().extension() == ".journal") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<Kept> list;
    for (const auto& file : files) {
        if (auto read = read_journal(file, list); !read) return tl::unexpected(read.error());
    }
    return list;
}

void Receipts::add(std::uint64_t commit, const Receipt& receipt, Faults& faults) {
    const auto id = std::tuple{receipt.sender, receipt.incarnation, receipt.n};
    if (!commits_.emplace(id, commit).second) {
        faults.add("command " + std::to_string(receipt.n) + " of key " + receipt.sender.text +
                   ": in the log twice");
    }
}

Report::Acknowledged Receipts::count(const std::vector<Kept>& list, Faults& faults) const {
    Report::Acknowledged counts;
    for (const Kept& kept : list) {
        ++counts.total;
        const auto at = commits_.find(std::tuple{kept.key, kept.incarnation, kept.n});
        if (at != commits_.end() && at->second == kept.commit) continue;
        ++counts.missing;
        faults.add(
            "acknowledged " + kept.name + " (command " + std::to_string(kept.n) + " of key " +
            kept.key.text + ", commit " + std::to_string(kept.commit) + "): " +
            (at == commits_.end() ? "not in the log" : "in commit " + std::to_string(at->second)));
    }
    return counts;
}

}  // namespace dudao::report
