#include "draw/sampler.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "draw/select.h"
#include "ledger/hash.h"

namespace dudao::draw {
namespace {

Hash sampler_seed(int i) { return sha256("seed " + std::to_string(i)); }

TEST(Sampler, uniform_stays_below_its_bound_for_every_kind_of_bound) {
    const Sampler sampler(sampler_seed(0));
    for (const std::uint64_t m : {std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{3},
                                  std::uint64_t{1800}, (std::uint64_t{1} << 63U) + 1, UINT64_MAX}) {
        for (int i = 0; i < 200; ++i) {
            EXPECT_LT(sampler.uniform(m, "test", {std::to_string(i)}), m);
        }
    }
}

TEST(Sampler, a_certain_threshold_always_hits_and_zero_never) {
    const Sampler sampler(sampler_seed(1));
    for (int i = 0; i < 200; ++i) {
        EXPECT_TRUE(sampler.hit(certainty, "test", {std::to_string(i)}));
        EXPECT_FALSE(sampler.hit(0, "test", {std::to_string(i)}));
    }
}

TEST(Sampler, a_heavier_ticket_is_the_least_of_more_balls) {
    const Sampler sampler(sampler_seed(2));
    Hash before = sampler.ticket(1, "ticket", {"a"});
    for (std::uint32_t weight = 2; weight <= 255; ++weight) {
        const Hash ticket = sampler.ticket(weight, "ticket", {"a"});
        EXPECT_LE(ticket, before);
        before = ticket;
    }
}

TEST(Sampler, uniform_numbers_fill_their_cells_evenly) {
    constexpr int trials = 20'000;
    std::array<int, 20> cells{};
    const Sampler sampler(sampler_seed(3));
    for (int i = 0; i < trials; ++i) ++cells.at(sampler.uniform(20, "delay", {std::to_string(i)}));
    double chi_square = 0;
    for (const int seen : cells) chi_square += std::pow(seen - trials / 20.0, 2) / (trials / 20.0);
    EXPECT_LT(chi_square, 43.8);  // 0.001 of the distribution with 19 degrees lies above
}

/// How often each of four targets is drawn.
std::array<int, 4> drawn(std::size_t take, int trials) {
    Manifest manifest{.draw_id = "j:1", .salt = {}, .persons = {}, .targets = {}, .conflicts = {}};
    for (int i = 0; i < 4; ++i) {
        manifest.persons.push_back({"p" + std::to_string(i), "u", 1, {}});
        manifest.targets.push_back(
            {"t" + std::to_string(i), "s", static_cast<std::uint32_t>(i + 1), 0});
    }
    const Params params{.quota = std::vector<Threshold>(take, certainty),
                        .team_size = 1,
                        .max_per_unit = 1,
                        .needed = {},
                        .tick_seconds = 1,
                        .stratum_caps = {}};
    std::array<int, 4> seen{};
    for (int i = 0; i < trials; ++i) {
        const Selection selection = select(params, manifest, sampler_seed(i)).value();
        for (const Visit& visit : selection.visits) {
            ++seen.at(static_cast<std::size_t>(visit.target[1] - '0'));
        }
    }
    return seen;
}

void expect_shares(const std::array<int, 4>& seen, const std::array<double, 4>& want, int trials) {
    for (std::size_t i = 0; i < 4; ++i) {
        const double spread = std::sqrt(trials * want[i] * (1 - want[i]));
        EXPECT_LT(std::abs(seen[i] - trials * want[i]) / spread, 4.0) << "target " << i;
    }
}

TEST(Sampler, one_target_is_drawn_in_proportion_to_its_weight) {
    expect_shares(drawn(1, 20'000), {1 / 10.0, 1 / 5.0, 3 / 10.0, 2 / 5.0}, 20'000);
}

TEST(Sampler, two_targets_are_drawn_by_exact_successive_sampling) {
    expect_shares(drawn(2, 20'000), {197 / 840.0, 139 / 315.0, 73 / 120.0, 451 / 630.0}, 20'000);
}

/// Numbers at the top that would bias a remainder are thrown away, and the next one is taken.
TEST(Sampler, uniform_is_the_remainder_of_the_first_number_that_no_bias_is_in) {
    const Sampler sampler(sampler_seed(4));
    constexpr std::uint64_t m = (std::uint64_t{1} << 63U) + 1;  // nearly every second one is thrown
    constexpr std::uint64_t fair = m;  // the numbers below the largest multiple of m
    int thrown = 0;
    for (int i = 0; i < 200; ++i) {
        const std::string part = std::to_string(i);
        std::uint32_t counter = 0;
        while (sampler.number("test", {part}, counter) >= fair) ++counter;
        thrown += static_cast<int>(counter);
        EXPECT_EQ(sampler.uniform(m, "test", {part}), sampler.number("test", {part}, counter));
    }
    EXPECT_GT(thrown, 100);
}

}  // namespace
}  // namespace dudao::draw
