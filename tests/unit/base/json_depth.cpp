#include "json_depth.h"

#include <gtest/gtest.h>

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
    EXPECT_FALSE(json_too_deep(std::string(16, '[')));
    EXPECT_TRUE(json_too_deep(std::string(17, '[')));
}

}  // namespace
}  // namespace dudao
