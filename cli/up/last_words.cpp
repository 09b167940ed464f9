#include "cli/up/last_words.h"

#include <algorithm>
#include <system_error>
#include <vector>

#include "disk/file.h"
#include "utf8.h"
#include "visible.h"

namespace dudao::up {
namespace {

constexpr std::int64_t read_bytes_max = 8 * 1024;

}  // namespace

std::int64_t size_of(const std::filesystem::path& file) {
    std::error_code none;
    const auto size = std::filesystem::file_size(file, none);
    return none ? 0 : static_cast<std::int64_t>(size);
}

std::string last_words(const std::filesystem::path& file, std::int64_t from) {
    const std::int64_t size = size_of(file);
    const std::int64_t begin = std::max(size < from ? 0 : from, size - read_bytes_max);
    const auto opened = disk::File::open_regular(file);
    if (!opened || begin >= size) return {};
    const auto read = opened->read_at(begin, static_cast<std::size_t>(size - begin));
    if (!read) return {};
    std::vector<std::string> lines;
    for (std::string_view rest = *read; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (is_blank(line)) continue;
        lines.push_back("  " + excerpt(printable(line), last_line_letters_max));
    }
    const std::size_t kept = std::min(lines.size(), last_lines_max);
    std::string words;
    for (auto at = lines.end() - static_cast<std::ptrdiff_t>(kept); at != lines.end(); ++at) {
        words += (words.empty() ? "" : "\n") + *at;
    }
    return words;
}

std::string in_one_line(const std::string& words) {
    std::string line;
    for (std::size_t at = 0; at < words.size();) {
        const auto end = std::min(words.find('\n', at), words.size());
        line += line.empty() ? "" : "; ";
        line += trimmed(std::string_view(words).substr(at, end - at));
        at = end + 1;
    }
    return line;
}

}  // namespace dudao::up
