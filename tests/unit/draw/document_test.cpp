// The example of docs/draw.md is what the code draws: a stranger who follows the page draws alike.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "draw/encoding.h"
#include "draw/sampler.h"
#include "draw/seed.h"
#include "draw/select.h"
#include "ledger/hash.h"

namespace dudao::draw {
namespace {

using Json = nlohmann::json;

/// The one block of JSON on the page.
Json example() {
    std::ifstream in(DUDAO_DRAW_PAGE);
    const std::string page(std::istreambuf_iterator<char>(in), {});
    constexpr std::string_view begin = "\n```json\n";
    const auto from = page.find(begin);
    const auto to = page.find("\n```\n", from + begin.size());
    if (from == page.npos || to == page.npos) return {};
    return Json::parse(page.substr(from + begin.size(), to - from - begin.size()));
}

std::string lines(const Json& list) {
    std::string text;
    for (const Json& line : list) text += line.get<std::string>() + "\n";
    return text;
}
std::string shown(const Json& json) { return json.get<std::string>(); }
Hash digest(const Json& hex) { return hash_from_hex(hex.get<std::string>()).value(); }

TEST(DrawPage, its_example_is_what_the_code_draws) {
    const Json e = example();
    ASSERT_FALSE(e.empty());
    const std::string draw = shown(e["draw"]);
    const std::string params = lines(e["params"]);
    const std::string manifest = lines(e["manifest"]);
    const Manifest rows = parse_manifest(manifest).value();
    const Hash k = draw_key(digest(e["master"]), draw);
    EXPECT_EQ(to_hex(k), shown(e["k"]));
    EXPECT_EQ(to_hex(sha256(params)), shown(e["params_hash"]));
    EXPECT_EQ(to_hex(tagged_mac(k, "msalt", {})), to_hex(rows.salt));
    EXPECT_EQ(to_hex(manifest_root(manifest, rows.salt)), shown(e["manifest_root"]));
    const Hash leaf = leaf_hash(lines(e["commit"]));
    EXPECT_EQ(to_hex(leaf), shown(e["leaf"]));
    EXPECT_NE(lines(e["commit"]).find("\t" + to_hex(engine_commit(draw, k)) + "\n"),
              std::string::npos);
    EXPECT_EQ(to_hex(entropy(draw, leaf, {}, {})), shown(e["E"]));
    const Hash s = seed(k, entropy(draw, leaf, {}, {}));
    EXPECT_EQ(to_hex(s), shown(e["S"]));
    const Sampler sampler(s);
    EXPECT_EQ(std::to_string(sampler.number("quota", {})), shown(e["quota_number"]));
    for (const Target& target : rows.targets) {
        EXPECT_EQ(to_hex(sampler.ticket(target.weight, "ticket", {target.id})),
                  shown(e["tickets"][target.id]));
    }
    const Selection drawn = select(params, manifest, s).value();
    EXPECT_EQ(result_text(drawn), lines(e["result"]));
    EXPECT_EQ(to_hex(result_commitment(draw, k, result_text(drawn))),
              shown(e["result_commitment"]));
    const std::string target = shown(e["task"]["target"]);
    const std::string group = shown(e["task"]["group"]);
    const Hash of_task = tagged_mac(k, "tsalt", {target, group});
    EXPECT_EQ(to_hex(of_task), shown(e["task"]["salt"]));
    EXPECT_EQ(to_hex(tagged_hash("task", {bytes(of_task), target, group})),
              shown(e["task"]["commitment"]));
}

TEST(DrawPage, its_example_shows_what_the_page_says_of_it) {
    const Json e = example();
    const Selection drawn =
        select(lines(e["params"]), lines(e["manifest"]), digest(e["S"])).value();
    EXPECT_EQ(drawn.quota, 3U);
    EXPECT_EQ(drawn.forced, std::vector<std::string>{"v03"});
    ASSERT_EQ(drawn.visits.size(), 2U);
    EXPECT_EQ(drawn.visits[0].target, "v03") << "beyond the cap of t2, which is 0";
    EXPECT_EQ(drawn.unmanned, (std::vector<std::string>{"v05", "v04"}));
}

}  // namespace
}  // namespace dudao::draw
