#include "json_depth.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace dudao {
namespace {

TEST(JsonDepth, CountsArraysAndObjectsWithinEachOther) {
    EXPECT_EQ(json_depth("17"), 0U);
    EXPECT_EQ(json_depth(R"({"a":[1,{"b":[]}],"c":[]})"), 4U);
}

TEST(JsonDepth, BracketsInStringsAreWords) {
    EXPECT_EQ(json_depth(R"({"a":"[[[{{{","b\"[":"\\"})"), 1U);
}

TEST(JsonDepth, WhatIsTornIsStillCounted) {
    EXPECT_EQ(json_depth(std::string(60'000, '[')), 60'000U);
    EXPECT_EQ(json_depth("]]]]["), 1U);
    EXPECT_EQ(json_depth("\"\\"), 0U);
}

TEST(JsonDepth, SixteenIsTheBound) {
    const auto nested = [](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); };
    EXPECT_TRUE(json_from_outside<nlohmann::json>(nested(16)).is_array());
    EXPECT_TRUE(json_from_outside<nlohmann::json>(nested(17)).is_null());
    EXPECT_TRUE(json_from_outside<nlohmann::json>("{").is_discarded());
}

}  // namespace
}  // namespace dudao
