#include "draw/manifest.h"

#include <gtest/gtest.h>

#include "draw/params.h"
#include "ledger/tree.h"

namespace dudao::draw {
namespace {

const std::string salt(64, 'a');
const std::string header = "dds1-manifest\tgqc:7\t" + salt + "\n";

std::string manifest_fault(const std::string& text) {
    const auto parsed = parse_manifest(text);
    return parsed ? "" : parsed.error().text();
}
std::string params_fault(const std::string& text) {
    const auto parsed = parse_params(text);
    return parsed ? "" : parsed.error().text();
}

struct Refusal {
    const char* why;
    std::string text;
    const char* says;
};

class RefusedManifest : public testing::TestWithParam<Refusal> {};
TEST_P(RefusedManifest, is_refused_with_its_line_and_reason) {
    const std::string fault = manifest_fault(GetParam().text);
    EXPECT_NE(fault.find(GetParam().says), std::string::npos) << GetParam().why << ": " << fault;
}
INSTANTIATE_TEST_SUITE_P(
    Each, RefusedManifest,
    testing::Values(
        Refusal{"empty", "", "line 1: does not end"},
        Refusal{"no header", "P\ta\tu\t1\t\n", "line 1: is not the header"},
        Refusal{"other draw id", "dds1-manifest\tgqc\t" + salt + "\n", "line 1: has no draw id"},
        Refusal{"leading zero", "dds1-manifest\tgqc:07\t" + salt + "\n", "line 1: has no draw id"},
        Refusal{"short salt", "dds1-manifest\tgqc:7\tab\n", "line 1: has no salt"},
        Refusal{"upper-case salt", "dds1-manifest\tgqc:7\t" + std::string(64, 'A') + "\n",
                "no salt"},
        Refusal{"no last LF", header + "T\ta\ts\t1\t0", "line 2: does not end"},
        Refusal{"CR", header + "T\ta\ts\t1\t0\r\n", "line 2: contains a CR"},
        Refusal{"empty line", header + "\n", "line 2: is empty"},
        Refusal{"unsorted", header + "T\tb\ts\t1\t0\nT\ta\ts\t1\t0\n", "line 3: is out of order"},
        Refusal{"kinds unsorted", header + "T\tb\ts\t1\t0\nP\ta\tu\t1\t\n",
                "line 3: is out of order"},
        Refusal{"same row", header + "T\ta\ts\t1\t0\nT\ta\ts\t1\t0\n", "line 3: is there twice"},
        Refusal{"same target", header + "T\ta\ts\t1\t0\nT\ta\tt\t1\t0\n",
                "line 3: id a is there twice"},
        Refusal{"same person", header + "P\ta\ts\t1\t\nP\ta\ts\t2\t\n",
                "line 3: id a is there twice"},
        Refusal{"weight 0", header + "T\ta\ts\t0\t0\n", "line 2: \"0\" is not a number here"},
        Refusal{"weight 256", header + "T\ta\ts\t256\t0\n", "from 1 to 255"},
        Refusal{"weight 01", header + "T\ta\ts\t01\t0\n", "line 2"},
        Refusal{"weight -1", header + "P\ta\ts\t-1\t\n", "line 2"},
        Refusal{"weight +1", header + "P\ta\ts\t+1\t\n", "line 2"},
        Refusal{"empty weight", header + "P\ta\ts\t\t\n", "line 2"},
        Refusal{"empty id", header + "T\t\ts\t1\t0\n", "line 2: \"\" is not an id"},
        Refusal{"empty stratum", header + "T\ta\t\t1\t0\n", "line 2: \"\" is not an id"},
        Refusal{"foreign id", header + "T\ta b\ts\t1\t0\n", "line 2: \"a b\" is not an id"},
        Refusal{"long id", header + "T\t" + std::string(65, 'a') + "\ts\t1\t0\n", "is not an id"},
        Refusal{"few fields", header + "T\ta\ts\t1\n", "line 2: has 4 fields"},
        Refusal{"many fields", header + "T\ta\ts\t1\t0\t0\n", "line 2: has 6 fields"},
        Refusal{"other row", header + "Q\ta\ts\t1\t0\n", "line 2: is no row"},
        Refusal{"large left", header + "T\ta\ts\t1\t4294967296\n", "line 2"},
        Refusal{"X too long", header + "X\ta\tb\tc\n", "line 2: has not 3 fields"},
        Refusal{"X no id", header + "X\ta\t\n", "line 2: \"\" is not an id"},
        Refusal{"empty skill", header + "P\ta\tu\t1\tx,,y\n", "line 2: a word between commas"},
        Refusal{"skill twice", header + "P\ta\tu\t1\tx,x\n", "line 2: \"x\" stands there twice"},
        Refusal{"not UTF-8", header + "P\ta\tu\t1\t\xC0\x80\n", "line 2: is not UTF-8"},
        Refusal{"control", header + "P\ta\tu\t1\tx\x01\n",
                "line 2: contains a control character"}));

class RefusedParams : public testing::TestWithParam<Refusal> {};
TEST_P(RefusedParams, are_refused_with_their_reason) {
    const std::string fault = params_fault(GetParam().text);
    EXPECT_NE(fault.find(GetParam().says), std::string::npos) << GetParam().why << ": " << fault;
}
INSTANTIATE_TEST_SUITE_P(
    Each, RefusedParams,
    testing::Values(Refusal{"empty", "", "no quota line"},
                    Refusal{"no team", "quota\t1\ntick\t60\n", "no team line"},
                    Refusal{"no tick", "quota\t1\nteam\t1\t1\t\n", "no tick line"},
                    Refusal{"growing", "quota\t1\t2\n", "line 1: threshold 2 is larger"},
                    Refusal{"above certainty", "quota\t18446744073709551617\n", "line 1"},
                    Refusal{"no thresholds", "quota\n", "line 1: has no quota"},
                    Refusal{"quota twice", "quota\t1\nquota\t1\n", "line 2: is a second quota"},
                    Refusal{"team of 0", "team\t0\t1\t\n", "line 1"},
                    Refusal{"short team", "team\t1\t1\n", "line 1: is not a team"},
                    Refusal{"skills", "team\t1\t1\ta,b\n", "needs more skills than"},
                    Refusal{"tick 0", "tick\t0\n", "line 1"},
                    Refusal{"tick twice", "tick\t1\ntick\t1\n", "line 2: is a second tick"},
                    Refusal{"stratum twice", "stratum_cap\ta\t1\nstratum_cap\ta\t2\n",
                            "line 2: stratum a is there twice"},
                    Refusal{"unknown", "weights\t1\n", "line 1: is unknown"},
                    Refusal{"CRLF", "tick\t1\r\n", "line 1: contains a CR"}));

TEST(Manifest, rows_are_sorted_when_it_is_written) {
    Manifest manifest{.draw_id = "gqc:7",
                      .salt = hash_from_hex(salt).value(),
                      .persons = {{"p2", "u", 1, {"水利", "finance"}}, {"p1", "u", 2, {}}},
                      .targets = {{"t1", "s", 3, 9}},
                      .conflicts = {{"p2", "t1"}}};
    const std::string text = manifest_text(manifest).value();
    EXPECT_EQ(text,
              header + "P\tp1\tu\t2\t\nP\tp2\tu\t1\t水利,finance\nT\tt1\ts\t3\t9\nX\tp2\tt1\n");
    std::swap(manifest.persons[0], manifest.persons[1]);
    EXPECT_EQ(parse_manifest(text).value(), manifest);
}

TEST(Manifest, one_that_could_not_be_read_back_is_not_written) {
    Manifest manifest{
        .draw_id = "gqc:7", .salt = {}, .persons = {}, .targets = {}, .conflicts = {}};
    manifest.targets = {{"t1", "s", 0, 0}};
    EXPECT_FALSE(manifest_text(manifest));
    manifest.targets = {{"t1", "s", 1, 0}, {"t1", "s", 1, 0}};
    EXPECT_FALSE(manifest_text(manifest));
    manifest.targets = {{"t1\nT\tt2", "s", 1, 0}};
    EXPECT_FALSE(manifest_text(manifest));
}

TEST(Manifest, a_row_changed_moved_or_dropped_changes_the_root) {
    const Hash key = hash_from_hex(salt).value();
    const auto root = [&](const std::string& rows) { return manifest_root(header + rows, key); };
    const Hash before = root("T\ta\ts\t1\t0\nT\tb\ts\t1\t0\n");
    EXPECT_NE(root("T\ta\ts\t1\t0\nT\tb\ts\t2\t0\n"), before);
    EXPECT_NE(root("T\tb\ts\t1\t0\nT\ta\ts\t1\t0\n"), before);
    EXPECT_NE(root("T\ta\ts\t1\t0\n"), before);
    Tree tree;
    tree.push(row_leaf(header.substr(0, header.size() - 1), key, 0));
    tree.push(row_leaf("T\ta\ts\t1\t0", key, 1));
    tree.push(row_leaf("T\tb\ts\t1\t0", key, 2));
    EXPECT_EQ(tree.root(), before);
}

TEST(Params, thresholds_reach_from_nothing_to_certainty) {
    const std::string text =
        "quota\t18446744073709551616\t18446744073709551615\t0\nteam\t3\t2\ta\ntick\t86400\n"
        "stratum_cap\ts\t1\n";
    const Params params = parse_params(text).value();
    EXPECT_EQ(params.quota.front(), certainty);
    EXPECT_EQ(params_text(params).value(), text);
}

}  // namespace
}  // namespace dudao::draw
