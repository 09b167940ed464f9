// The devices that want in: who waits, for how long, and how many.
#include "console/doors/waiting_devices.h"

#include <gtest/gtest.h>

#include "accounts/device_code.h"

namespace dudao::console {
namespace {

const std::string link_key(32, 'a');
const std::string box_key(32, 'b');

WaitingDevice from(const std::string& address, std::int64_t since_ms = 0) {
    return {link_key, box_key, address, since_ms};
}

TEST(DeviceCode, is_of_the_county_and_of_both_keys) {
    const std::string code = device_code("gqc", link_key, box_key);
    EXPECT_EQ(code.size(), 14U);
    EXPECT_EQ(read_device_code(code), code);
    for (const auto& [county, first, second] : {std::tuple{"abc", link_key, box_key},
                                                {"gqc", box_key, link_key},
                                                {"gqc", link_key, link_key}}) {
        EXPECT_NE(device_code(county, first, second), code);
    }
}

TEST(DeviceCode, is_read_as_people_type_it) {
    EXPECT_EQ(read_device_code("abcd efgh ijkl"), "ABCD-EFGH-IJKL");
    EXPECT_EQ(read_device_code("ABCDEFGHIJKL"), "ABCD-EFGH-IJKL");
    for (const char* none : {"", "ABCD-EFGH", "ABCD-EFGH-IJKL-M", "ABCD-EFGH-IJK9"}) {
        EXPECT_FALSE(read_device_code(none)) << none;
    }
}

TEST(WaitingDevices, wait_for_half_an_hour_from_when_they_were_heard_last) {
    WaitingDevices devices;
    EXPECT_TRUE(devices.add("A", from("10.0.0.1")));
    EXPECT_TRUE(devices.find("A", WaitingDevices::life_ms - 1));
    EXPECT_FALSE(devices.find("B", 0));
    EXPECT_TRUE(devices.add("A", from("10.0.0.1", 1000)));
    EXPECT_TRUE(devices.find("A", WaitingDevices::life_ms));
    EXPECT_FALSE(devices.find("A", WaitingDevices::life_ms + 1000));
}

TEST(WaitingDevices, of_one_peer_leave_room_for_others) {
    WaitingDevices devices;
    const auto fill = [&](const std::string& peer) {
        std::size_t taken = 0;
        while (devices.add(peer + std::to_string(taken), from(peer))) ++taken;
        return taken;
    };
    EXPECT_EQ(fill("10.0.0.1"), WaitingDevices::devices_a_peer_max);
    EXPECT_TRUE(devices.add("10.0.0.10", from("10.0.0.1"))) << "one that waits goes on";
    std::size_t all = WaitingDevices::devices_a_peer_max;
    for (int i = 2; i < 20; ++i) all += fill("10.0.1." + std::to_string(i));
    EXPECT_EQ(all, WaitingDevices::devices_max);
    EXPECT_TRUE(devices.add("late", from("10.0.2.1", WaitingDevices::life_ms)))
        << "the room is free again";
}

}  // namespace
}  // namespace dudao::console
