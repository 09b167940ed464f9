#include "cli/public/draw.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace dudao {
namespace {

/// A folder with the two files of a draw, gone at the end.
class DrawSelect : public testing::Test {
 protected:
    DrawSelect() {
        folder_ = std::filesystem::temp_directory_path() / "dudao-draw-XXXXXX";
        std::string name = folder_.string();
        folder_ = mkdtemp(name.data());
    }
    ~DrawSelect() override { std::filesystem::remove_all(folder_); }

    std::string write(const char* name, const std::string& text) {
        const auto path = folder_ / name;
        std::ofstream(path, std::ios::binary) << text;
        return path.string();
    }
    int run(const DrawSelectOptions& options) {
        out_.str("");
        err_.str("");
        return draw_select(options, out_, err_);
    }
    std::filesystem::path folder_;
    std::ostringstream out_, err_;
};

TEST_F(DrawSelect, prints_the_result_text_of_the_sample_draws_and_nothing_else) {
    const auto sample = nlohmann::json::parse(std::ifstream(DUDAO_GOLDEN "/dds1-sample.json"));
    for (const auto& c : sample["cases"]) {
        const DrawSelectOptions options{.params_file = write("params", c["params"]),
                                        .manifest_file = write("manifest", c["manifest"]),
                                        .seed = c["S"]};
        EXPECT_EQ(run(options), 0);
        EXPECT_EQ(out_.str(), c["result"].get<std::string>());
        EXPECT_EQ(err_.str(), "");
    }
}

TEST_F(DrawSelect, what_cannot_be_used_is_named_and_exits_with_two) {
    const std::string params = write("params", "quota\t1\nteam\t1\t1\t\ntick\t60\n");
    const std::string manifest =
        write("manifest", "dds1-manifest\tj:1\t" + std::string(64, '0') + "\nT\tb\n");
    const std::string seed(64, '1');
    const auto refused = [&](const DrawSelectOptions& options, const char* says) {
        EXPECT_EQ(run(options), 2);
        EXPECT_EQ(out_.str(), "");
        EXPECT_NE(err_.str().find(says), std::string::npos) << err_.str();
    };
    refused({params, manifest, seed}, "manifest: line 2: has 2 fields");
    refused({manifest, params, seed}, "manifest: line 1: is unknown");
    refused({params, manifest, "12"}, "--seed: ");
    refused({"/nowhere", manifest, seed}, "/nowhere: cannot be read");
    refused({folder_.string(), manifest, seed}, "cannot be read");
}

}  // namespace
}  // namespace dudao
