// A copy of the demo county that a test may spoil.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "domain/moment.h"
#include "tests/support/temp_dir.h"

namespace dudao::test {

inline Moment founding_day() { return *parse_moment("2026-09-14T08:00:00+08:00"); }

class CountyFolder {
 public:
    CountyFolder() {
        std::filesystem::copy(DUDAO_COUNTY, path(), std::filesystem::copy_options::recursive);
    }
    std::filesystem::path path() const { return folder_ / "county"; }

    std::string read(const std::string& file) const {
        std::ifstream in(path() / file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }
    void write(const std::string& file, const std::string& bytes) const {
        std::ofstream(path() / file, std::ios::binary | std::ios::trunc) << bytes;
    }
    /// The first place where `from` stands.
    void replace(const std::string& file, const std::string& from, const std::string& to) const {
        std::string bytes = read(file);
        bytes.replace(bytes.find(from), from.size(), to);
        write(file, bytes);
    }

 private:
    TempDir folder_;
};

}  // namespace dudao::test
