#include "source.h"

#include <filesystem>
#include <fstream>
#include <regex>

namespace dudao::test {
namespace {

std::string joined(const std::string& before, const std::string& more) {
    return before.empty() ? more : before + " " + more;
}

}  // namespace

Sources::Sources(const std::vector<std::string>& folders) {
    for (const std::string& folder : folders) {
        for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
            if (file.path().extension() == ".h") read(file.path());
        }
    }
}

void Sources::read(const std::string& file) {
    static const std::regex opens_namespace(R"(^namespace ([\w:]+) \{.*)");
    static const std::regex opens_record(R"(^ {0,4}struct (\w+)[^;]*\{\s*(?://.*)?$)");
    static const std::regex about_line(R"(^\s*/// ?(.*)$)");
    static const std::regex member(
        R"(^\s+[\w:<>,\s]+?\s(\w+)(?:\{[^}]*\}| = [^;]*)?;\s*(?:// ?(.*))?$)");
    static const std::regex goes_on(R"(^\s{8,}// ?(.*)$)");
    std::string space = "dudao";
    std::string record;
    std::string field;
    std::string about;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        std::smatch found;
        if (std::regex_match(line, found, about_line)) {
            about = joined(about, found[1]);
            continue;
        }
        if (std::regex_match(line, found, goes_on) && !field.empty()) {
            std::string& comment = records_[record].fields[field];
            comment = joined(comment, found[1]);
            continue;
        }
        field.clear();
        if (std::regex_match(line, found, opens_namespace)) {
            space = found[1];
        } else if (std::regex_match(line, found, opens_record)) {
            record = space + "::" + found[1].str();
            records_[record].about = about;
        } else if (!record.empty() && std::regex_match(line, found, member) && found[2].matched) {
            field = found[1];
            records_[record].fields[field] = found[2];
        }
        about.clear();
    }
}

const RecordComments& Sources::of(const std::string& record) const {
    static const RecordComments none;
    const auto at = records_.find(record);
    return at == records_.end() ? none : at->second;
}

std::vector<Constant> constants_in(const std::string& file) {
    static const std::regex constant(
        R"(^inline constexpr [\w:]+ (\w+)(?: = |\{)([^;]+?)\}?;\s*(?:// ?(.*))?$)");
    static const std::regex begun(R"(^inline constexpr .* =$|^inline constexpr \S+ \w+ = *$)");
    std::vector<Constant> all;
    std::ifstream in(file);
    std::string line;
    for (std::string next; std::getline(in, next);) {
        if (line.empty()) {
            line = next;
        } else {
            line += next.substr(next.find_first_not_of(' '));
        }
        if (std::regex_match(line, begun)) {
            line += " ";
            continue;
        }
        std::smatch found;
        if (std::regex_match(line, found, constant)) all.push_back({found[1], found[2], found[3]});
        line.clear();
    }
    return all;
}

}  // namespace dudao::test
