#include "cli/up/place_mark.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <nlohmann/json.hpp>

#include "disk/file.h"
#include "hex.h"
#include "json_depth.h"
#include "ledger/hash.h"
#include "wire/limits.h"

namespace dudao::up {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t mark_bytes_max = 4096;
constexpr std::size_t machine_digits = 16;
constexpr std::int64_t ns_a_second = 1'000'000'000;

/// Hashed with words of our own, so that nobody learns the machine's id from a backup.
std::string machine_here() {
    const auto id = disk::read_whole("/etc/machine-id", mark_bytes_max);
    if (!id || id->empty()) return {};
    return to_hex(sha256("dudao place\n" + *id)).substr(0, machine_digits);
}

std::string host_here() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

}  // namespace

bool is_another_place(const PlaceMark& before, const PlaceMark& now) {
    const bool other_machine =
        !before.machine.empty() && !now.machine.empty() && before.machine != now.machine;
    const bool other_birth =
        before.born_ns != 0 && now.born_ns != 0 && before.born_ns != now.born_ns;
    return other_machine || before.inode != now.inode || other_birth;
}

Result<PlaceMark> mark_of(const std::filesystem::path& folder) {
    struct statx info {};
    if (::statx(AT_FDCWD, folder.c_str(), 0, STATX_INO | STATX_BTIME, &info) != 0) {
        return fail(Error::Kind::Refused, folder.string() + " cannot be looked at");
    }
    PlaceMark mark{machine_here(), host_here(), info.stx_ino, 0};
    if ((info.stx_mask & STATX_BTIME) != 0) {
        mark.born_ns = info.stx_btime.tv_sec * ns_a_second + info.stx_btime.tv_nsec;
    }
    return mark;
}

Result<PlaceMark> load_mark(const std::filesystem::path& file) {
    const auto bytes = disk::read_whole(file, mark_bytes_max);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    const Json json = json_from_outside<Json>(*bytes);
    const auto damaged =
        fail(Error::Kind::Corrupt, file.string() + " is damaged",
             "dudao up --take-over, if this is the one place where the county runs");
    if (!json.is_object() || !json.contains("inode") || !json["inode"].is_number_unsigned() ||
        !json.contains("born_ns") || !json["born_ns"].is_number_integer() ||
        !json.contains("machine") || !json["machine"].is_string() || !json.contains("host") ||
        !json["host"].is_string()) {
        return damaged;
    }
    // A release without them wrote none of these.
    const Json number = json.value("number", Json(0));
    const Json taken_over = json.value("taken_over", Json(0));
    const Json broker = json.value("broker", Json(""));
    const auto is_place = [](const Json& each) {
        return each.is_number_unsigned() && each <= wire::place_number_max;
    };
    if (!is_place(number) || !is_place(taken_over) || !broker.is_string()) return damaged;
    return PlaceMark{json["machine"], json["host"], json["inode"], json["born_ns"],
                     number,          broker,       taken_over};
}

Result<void> save(const PlaceMark& mark, const std::filesystem::path& file) {
    const Json json{{"machine", mark.machine},      {"host", mark.host},
                    {"inode", mark.inode},          {"born_ns", mark.born_ns},
                    {"number", mark.number},        {"broker", mark.broker},
                    {"taken_over", mark.taken_over}};
    return disk::replace(file, json.dump(2) + "\n");
}

}  // namespace dudao::up
