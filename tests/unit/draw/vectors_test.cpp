// The sample draws of the scheme, byte for byte; an independent implementation made them.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "draw/encoding.h"
#include "draw/sampler.h"
#include "draw/seed.h"
#include "draw/select.h"
#include "ledger/hash.h"

namespace dudao::draw {
namespace {

using Json = nlohmann::json;

const Json& sample() {
    static const Json json = Json::parse(std::ifstream(DUDAO_GOLDEN "/dds1-sample.json"));
    return json;
}

std::string from_hex(const std::string& hex) {
    std::string out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        out += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    }
    return out;
}
Hash hash(const Json& hex) { return hash_from_hex(hex.get<std::string>()).value(); }
std::string text(const Json& json) { return json.get<std::string>(); }

std::vector<std::string> parts_of(const Json& vector) {
    std::vector<std::string> parts;
    for (const Json& part : vector["args_hex"]) parts.push_back(from_hex(part));
    return parts;
}

TEST(DrawVectors, tagged_hashes_and_macs) {
    for (const Json& v : sample()["primitives"]["T"]) {
        EXPECT_EQ(to_hex(tagged_hash(text(v["tag"]), parts_of(v))), v["want"]);
    }
    for (const Json& v : sample()["primitives"]["HM"]) {
        Mac mac(hash(v["key"]), text(v["tag"]), {});
        for (const std::string& part : parts_of(v)) mac.add(part);
        EXPECT_EQ(to_hex(mac.done()), v["want"]);
    }
}

TEST(DrawVectors, uniform_numbers) {
    for (const Json& v : sample()["primitives"]["uniform"]) {
        const Sampler sampler(hash(v["S"]));
        EXPECT_EQ(sampler.uniform(v["m"], text(v["purpose"]), {text(v["arg"])}), v["want"]);
    }
}

TEST(DrawVectors, a_chain_of_fifteen_hundred_values) {
    const Json& v = sample()["primitives"]["chain"];
    Hash value = hash(v["x_n"]);
    for (std::uint64_t position = v["n"]; position > 0; --position) {
        if (position == 1) {
            EXPECT_EQ(to_hex(value), v["x_1"]);
        }
        value = chain_before(text(v["jurisdiction"]), text(v["custodian"]), position, value);
    }
    EXPECT_EQ(to_hex(value), v["x_0"]);
}

class DrawCase : public testing::TestWithParam<int> {
 protected:
    const Json& c() const { return sample()["cases"].at(static_cast<std::size_t>(GetParam())); }
    std::string id() const { return text(c()["draw_id"]); }
    Hash key() const { return draw_key(hash(c()["engine_master"]), id()); }
    Hash entropy_of_case() const {
        std::vector<Contribution> values;
        for (const Json& v : c()["contributions"])
            values.insert(values.begin(), {v["id"], hash(v["x"])});
        const Json& beacon = c()["beacon"];
        return entropy(id(), hash(c()["commit_leaf_hash"]), values,
                       {beacon["source"], beacon["round"], from_hex(beacon["bytes_hex"])});
    }
};

TEST_P(DrawCase, keys_and_seed) {
    EXPECT_EQ(to_hex(key()), c()["k"]);
    EXPECT_EQ(to_hex(engine_commit(id(), key())), c()["engine_commit"]);
    EXPECT_EQ(to_hex(entropy_of_case()), c()["E"]);
    EXPECT_EQ(to_hex(seed(key(), entropy_of_case())), c()["S"]);
    for (const Json& v : c()["contributions"]) {
        EXPECT_EQ(to_hex(chain_before("lixian", text(v["id"]), v["position"], hash(v["x"]))),
                  v["prev"]);
    }
}

TEST_P(DrawCase, manifest_and_params_return_as_they_were) {
    const std::string manifest = text(c()["manifest"]);
    const Manifest parsed = parse_manifest(manifest).value();
    EXPECT_EQ(manifest_text(parsed).value(), manifest);
    EXPECT_EQ(to_hex(manifest_root(manifest, parsed.salt)), c()["manifest_root"]);
    EXPECT_EQ(params_text(parse_params(text(c()["params"])).value()).value(), text(c()["params"]));
}

TEST_P(DrawCase, tickets) {
    const Sampler sampler(hash(c()["S"]));
    const Manifest manifest = parse_manifest(text(c()["manifest"])).value();
    std::size_t held = 0;
    for (const Target& target : manifest.targets) {
        if (!c()["tickets"].contains(target.id)) continue;
        EXPECT_EQ(to_hex(sampler.ticket(target.weight, "ticket", {target.id})),
                  c()["tickets"][target.id]);
        ++held;
    }
    EXPECT_EQ(held, c()["tickets"].size());
    EXPECT_GT(held, 0U);
}

TEST_P(DrawCase, selection_result_and_commitment) {
    const Selection drawn =
        select(text(c()["params"]), text(c()["manifest"]), hash(c()["S"])).value();
    EXPECT_EQ(drawn.quota, c()["K"]);
    EXPECT_EQ(Json(drawn.forced), c()["forced"]);
    EXPECT_EQ(result_text(drawn), text(c()["result"]));
    EXPECT_EQ(to_hex(result_commitment(id(), key(), result_text(drawn))), c()["result_commit"]);
}

INSTANTIATE_TEST_SUITE_P(Sample, DrawCase, testing::Values(0, 1));

}  // namespace
}  // namespace dudao::draw
