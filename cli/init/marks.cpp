#include "cli/init/marks.h"

#include "disk/file.h"
#include "domain/text.h"

namespace dudao::init {

std::string_view without_comment(std::string_view line) {
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') quoted = !quoted;
        if (line[i] == '#' && !quoted) return line.substr(0, i);
    }
    return line;
}

std::vector<std::size_t> marked_lines(std::string_view bytes, bool toml) {
    std::vector<std::size_t> marked;
    for (std::size_t line = 1; !bytes.empty(); ++line) {
        const auto end = bytes.find('\n');
        std::string_view text = bytes.substr(0, end);
        bytes = end == bytes.npos ? std::string_view{} : bytes.substr(end + 1);
        if (toml) text = without_comment(text);
        if (text.find(made_up_mark) != text.npos) marked.push_back(line);
    }
    return marked;
}

std::vector<MarkedFile> marked_files(const std::filesystem::path& folder) {
    std::vector<MarkedFile> all;
    for (const std::string file : files_with_names) {
        const auto bytes = disk::read_whole(folder / file);
        if (!bytes) continue;
        auto lines = marked_lines(*bytes, file.ends_with(".toml"));
        if (!lines.empty()) all.push_back({file, std::move(lines)});
    }
    return all;
}

}  // namespace dudao::init
