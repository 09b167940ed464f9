// The files of the pages: what a browser may keep, and what is held to the page that asked for it.
#include "http/assets.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/temp_dir.h"

namespace dudao::http {
namespace {

struct Served : ::testing::Test {
    Served() {
        std::filesystem::create_directories(folder / "assets");
        for (const char* file :
             {"index.html", "sw.js", "assets/first-CTuMYZE0.css", "assets/en-first-C0E-4gRP.js",
              "assets/own-logo.js", "assets/leader-DI0WioAU.svg"}) {
            std::ofstream(folder / file) << "what stands in " << file;
        }
        auto loaded = Assets::load(folder.path());
        EXPECT_TRUE(loaded);
        assets = std::move(*loaded);
    }
    Response get(const std::string& path) const {
        Request request;
        request.method = "GET";
        request.target = path;
        return assets.find(request);
    }
    bool kept(const std::string& path) const {
        for (const auto& [name, value] : get(path).headers) {
            if (name == "Cache-Control") return value.ends_with("immutable");
        }
        return false;
    }

    const test::TempDir folder;
    Assets assets;
};

TEST_F(Served, a_name_with_its_hash_is_kept_also_where_the_hash_has_a_dash) {
    EXPECT_TRUE(kept("/assets/first-CTuMYZE0.css"));
    EXPECT_TRUE(kept("/assets/en-first-C0E-4gRP.js"));
    EXPECT_FALSE(kept("/assets/own-logo.js"));
    EXPECT_FALSE(kept("/overview"));
}

TEST_F(Served, only_scripts_and_styles_of_a_page_are_parts_of_it) {
    EXPECT_TRUE(get("/assets/first-CTuMYZE0.css").part_of_a_page);
    EXPECT_TRUE(get("/assets/en-first-C0E-4gRP.js").part_of_a_page);
    // A browser shows these by themselves, or runs them as a worker.
    for (const char* path : {"/overview", "/index.html", "/sw.js", "/assets/leader-DI0WioAU.svg",
                             "/assets/nothing-CTuMYZE0.css"}) {
        EXPECT_FALSE(get(path).part_of_a_page) << path;
    }
}

}  // namespace
}  // namespace dudao::http
