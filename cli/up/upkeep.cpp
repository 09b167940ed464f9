#include "cli/up/upkeep.h"

#include <algorithm>
#include <csignal>
#include <iostream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "cli/output.h"
#include "cli/up/last_words.h"
#include "cli/up/programs.h"
#include "disk/file.h"
#include "domain/zone.h"
#include "json_depth.h"
#include "refusals/says.h"
#include "visible.h"

namespace dudao::up {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using upkeep::Asked;
using upkeep::Work;

constexpr int asked_token = 4;  // the fleet's turn ends when something is asked
constexpr const char* process_name = "upkeep";
constexpr std::size_t said_bytes_max = 1024 * 1024;
constexpr std::int64_t work_ms_max = 2LL * 3600 * 1000;
constexpr std::int64_t night_each_ms = 20'000;
constexpr std::int64_t save_again_ms = 5'000;        // after the disk refused
constexpr std::uintmax_t spare_bytes = 1ULL << 30U;  // that a backup leaves free on its disk
constexpr std::size_t stamp_letters = 15;            // 20261201-023000
constexpr std::size_t draft_letters = 7;             // .XXXXXX

/// "20261201-023000", by the clock of the county.
std::string stamp(Moment now) {
    const std::string text = to_text(now, shanghai().offset_at(now));  // 2026-12-01T02:30:00+08:00
    std::string stamp;
    for (const char letter : text.substr(0, text.find('+', 10))) {
        if (letter >= '0' && letter <= '9') stamp += letter;
        if (letter == 'T') stamp += '-';
        if (letter == '.') break;
    }
    return stamp.substr(0, stamp_letters);
}

/// What a name in the folder of backups says: a draft is a backup that was not finished.
enum class Named { Other, Backup, Draft };

Named kind_of(const std::string& name, const std::string& jurisdiction) {
    const std::string_view text(name);
    const std::size_t head = jurisdiction.size() + 1;
    if (!text.starts_with(jurisdiction + "-") || text.size() < head + stamp_letters) {
        return Named::Other;
    }
    const std::string_view when = text.substr(head, stamp_letters);
    for (std::size_t i = 0; i < when.size(); ++i) {
        const bool good = i == 8 ? when[i] == '-' : when[i] >= '0' && when[i] <= '9';
        if (!good) return Named::Other;
    }
    const std::string_view rest = text.substr(head + stamp_letters);
    if (rest.empty()) return Named::Backup;
    return rest.size() == draft_letters && rest.front() == '.' ? Named::Draft : Named::Other;
}

std::uintmax_t bytes_in(const fs::path& folder) {
    std::uintmax_t bytes = 0;
    std::error_code wrong;
    for (fs::recursive_directory_iterator at(folder, wrong), end; at != end; at.increment(wrong)) {
        if (wrong) break;
        if (!at->is_regular_file(wrong)) continue;
        const auto size = at->file_size(wrong);
        if (!wrong) bytes += size;
    }
    return bytes;
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code wrong;
    for (const auto& each : fs::directory_iterator(folder, wrong)) {
        names.push_back(each.path().filename().string());
    }
    return names;
}

Json words_alone(const std::string& words) {
    return {{"code", -1}, {"said", nullptr}, {"words", words}};
}

Lang lang_of(const Asked& asked) { return asked.chinese ? Lang::Zh : Lang::En; }

}  // namespace

fs::path backup_folder(const StateFolder& state, const BackupSettings& settings) {
    if (!settings.folder.empty()) return settings.folder;
    fs::path root = state.root.lexically_normal();
    if (!root.has_filename()) root = root.parent_path();
    return root.parent_path() / (root.filename().string() + "-backups");
}

std::string backup_name(const std::string& jurisdiction, Moment now) {
    return jurisdiction + "-" + stamp(now);
}

std::vector<std::string> to_remove(std::vector<std::string> names, const std::string& jurisdiction,
                                   std::int32_t keep) {
    std::sort(names.begin(), names.end());
    std::vector<std::string> backups;
    std::vector<std::string> gone;
    for (const std::string& each : names) {
        const Named kind = kind_of(each, jurisdiction);
        if (kind == Named::Draft) gone.push_back(each);
        if (kind == Named::Backup) backups.push_back(each);
    }
    const auto kept = std::min(backups.size(), static_cast<std::size_t>(std::max(keep, 1)));
    backups.resize(backups.size() - kept);
    gone.insert(gone.end(), backups.begin(), backups.end());
    return gone;
}

bool night_has_come(std::optional<std::int32_t> minute, Moment last, Moment now) {
    if (!minute) return false;
    const Zone zone = shanghai();
    const Moment due = zone.local_moment(zone.local_day(now), *minute);
    return due <= now && (last < due || last > now);  // the clock was ahead once
}

Upkeep::Upkeep(Fleet& fleet, StateFolder state, JurisdictionFile jurisdiction)
    : fleet_(fleet),
      state_(std::move(state)),
      jurisdiction_(std::move(jurisdiction)),
      done_(std::make_unique<Json>()) {}

Upkeep::~Upkeep() {
    if (watch_) fleet_.loop().unwatch(watch_->fd());
}

Result<void> Upkeep::open() {
    std::error_code wrong;
    fs::create_directories(folder(), wrong);
    fs::permissions(folder(), fs::perms::owner_all, wrong);
    const auto before = disk::read_whole(folder() / upkeep::done_file, upkeep::done_bytes_max);
    *done_ = before ? json_from_outside<Json>(*before) : Json();
    const bool whole = done_->is_object() && done_->value("number", Json()).is_number_integer() &&
                       done_->value("tried", Json()).is_number_integer() &&
                       done_->value("works", Json()).is_object();
    if (!whole) *done_ = {{"number", 0}, {"tried", 0}, {"running", ""}, {"works", Json::object()}};
    const std::string broken_off = done_->contains("running") && (*done_)["running"].is_string()
                                       ? (*done_)["running"].get<std::string>()
                                       : "";
    (*done_)["running"] = "";
    if ((*done_)["works"].contains(broken_off) && (*done_)["works"][broken_off].is_object()) {
        (*done_)["works"][broken_off]["code"] = -1;
        (*done_)["works"][broken_off]["words"] = "";
    }
    auto watch = disk::FileWatch::open(folder() / upkeep::asked_file);
    if (!watch) return tl::unexpected<Error>(watch.error());
    watch_ = std::move(*watch);
    fleet_.loop().watch(watch_->fd(), asked_token);
    list_backups();
    save();
    return {};
}

void Upkeep::turn(Moment now, const BackupSettings& settings) {
    if (!watch_) return;
    take(settings);
    save_late();
    unheard_ = watch_->changed() || unheard_;
    if (running_) {
        if (const auto code = fleet_.ended(process_name)) return end(*code);
        if (fleet_.steady().now_ms() - running_->began_ms > work_ms_max) {
            fleet_.signal(process_name, SIGTERM);
        }
        return;
    }
    hear(now);
    if (!running_) look_at_night(now);
}

/// Once the disk takes files again the pages learn what came of it.
void Upkeep::save_late() {
    if (unsaved_ && fleet_.steady().now_ms() >= save_due_ms_) save();
}

void Upkeep::take(const BackupSettings& settings) {
    if (settings == settings_) return;
    settings_ = settings;
    list_backups();
    save();
}

/// What was asked while something ran is read after it.
void Upkeep::hear(Moment now) {
    if (!std::exchange(unheard_, false)) return;
    const auto known = (*done_)["number"].get<std::int64_t>();
    const auto bytes = disk::read_whole(folder() / upkeep::asked_file, upkeep::asked_bytes_max);
    const auto asked = bytes ? upkeep::parse_asked(*bytes) : std::nullopt;
    if (!asked || asked->number == known) return;
    (*done_)["number"] = asked->number;
    begin(*asked, now);
}

void Upkeep::begin(const Asked& asked, Moment now) {
    if (asked.work == Work::BackUp) (*done_)["tried"] = now.ms;
    Running running;
    running.asked = asked;
    running.began_ms = fleet_.steady().now_ms();
    auto argv = command(asked, now);
    if (!argv) return file(asked, words_alone(told(argv.error(), lang_of(asked))));
    const fs::path log = state_.root / "logs" / "upkeep.err";
    running.log_from = size_of(log);
    Fleet::Member member{process_name, std::move(*argv), log.string(), ""};
    member.restart = false;
    member.vital = false;
    member.hear = [this](const std::string& line) {
        if (!running_) return false;
        running_->too_long |= running_->said.size() + line.size() > said_bytes_max;
        if (!running_->too_long) running_->said += line + "\n";
        return true;
    };
    running_ = std::move(running);
    if (auto started = fleet_.start(std::move(member)); !started) {
        running_.reset();
        fleet_.forget(process_name);
        return file(asked, words_alone(told(started.error(), lang_of(asked))));
    }
    (*done_)["running"] = name(asked.work);
    file(asked, {{"code", nullptr}, {"said", nullptr}, {"words", ""}});
}

Result<std::vector<std::string>> Upkeep::command(const Asked& asked, Moment now) const {
    std::vector<std::string> argv{(program_folder() / "dudao").string(),
                                  "--state",
                                  state_.root.string(),
                                  "--lang",
                                  asked.chinese ? "zh" : "en",
                                  "-o",
                                  "json"};
    const auto add = [&argv](std::initializer_list<std::string> words) {
        argv.insert(argv.end(), words);
    };
    if (asked.work == Work::Examine) add({"doctor"});
    if (asked.work == Work::Verify) {
        add({"log", "verify"});
        if (!asked.noted.empty()) add({"--noted", asked.noted});
    }
    if (asked.work != Work::BackUp) return argv;
    const fs::path folder = backup_folder(state_, settings_);
    std::error_code wrong;
    if (fs::create_directories(folder, wrong)) {
        fs::permissions(folder, fs::perms::owner_all, wrong);  // it holds every key
    }
    if (wrong) {
        return fail(Error::Kind::Refused,
                    says("backup_no_folder", printable(folder.string()), wrong.message()));
    }
    make_room(folder);
    const auto space = fs::space(folder, wrong);
    const std::uintmax_t wanted = bytes_in(state_.root) + spare_bytes;
    if (!wrong && space.available < wanted) {
        constexpr std::uintmax_t mib = 1024ULL * 1024;
        return fail(Error::Kind::Busy, says("backup_no_room", printable(folder.string()),
                                            space.available / mib, wanted / mib));
    }
    add({"backup", (folder / backup_name(jurisdiction_.id, now)).string()});
    return argv;
}

/// Removes what is more than is kept, and what was broken off.
void Upkeep::make_room(const fs::path& folder) const {
    for (const std::string& each : to_remove(names_in(folder), jurisdiction_.id, settings_.keep)) {
        std::error_code wrong;  // what stays is listed, and is tried again the next time
        fs::remove_all(folder / each, wrong);
    }
}

void Upkeep::end(int code) {
    Running over = std::move(*running_);
    running_.reset();
    fleet_.forget(process_name);
    (*done_)["running"] = "";
    const std::int64_t took = fleet_.steady().now_ms() - over.began_ms;
    Json said = over.too_long ? Json() : json_from_outside<Json>(over.said);
    if (!said.is_object()) said = nullptr;
    std::string words = last_words(state_.root / "logs" / "upkeep.err", over.log_from);
    if (over.too_long)
        words = told(to_error(Error::Kind::BadInput, says("upkeep_too_long")), lang_of(over.asked));
    if (over.asked.work == Work::BackUp) {
        make_room(backup_folder(state_, settings_));
        list_backups();
    }
    file(over.asked, {{"code", code}, {"said", std::move(said)}, {"words", words}, {"ms", took}});
}

void Upkeep::file(const Asked& asked, const Json& came) {
    Json& row = (*done_)["works"][std::string(name(asked.work))];
    row = came;
    row["number"] = asked.number;
    row["by"] = asked.by;
    row["at"] = asked.at_ms;
    row["lang"] = asked.chinese ? "zh" : "en";
    save();
}

/// The names and sizes of those that are there, the newest first.
void Upkeep::list_backups() {
    const fs::path folder = backup_folder(state_, settings_);
    std::vector<std::string> names = names_in(folder);
    std::sort(names.rbegin(), names.rend());
    Json rows = Json::array();
    for (const std::string& each : names) {
        if (kind_of(each, jurisdiction_.id) != Named::Backup) continue;
        rows.push_back({{"name", each}, {"bytes", bytes_in(folder / each)}});
    }
    const bool night = settings_.night.has_value();
    (*done_)["backups"] = {{"folder", folder.string()},
                           {"given", !settings_.folder.empty()},
                           {"keep", settings_.keep},
                           {"night", night ? Json(*settings_.night) : Json()},
                           {"rows", std::move(rows)}};
}

void Upkeep::look_at_night(Moment now) {
    if (jurisdiction_.demo) return;
    const std::int64_t ms = fleet_.steady().now_ms();
    if (ms < night_due_ms_) return;
    night_due_ms_ = ms + night_each_ms;
    const Moment last{(*done_)["tried"].get<std::int64_t>()};
    if (!night_has_come(settings_.night, last, now)) return;
    Asked asked;
    asked.number = now.ms;  // nobody waits for it
    asked.work = Work::BackUp;
    asked.chinese = true;
    asked.at_ms = now.ms;
    begin(asked, now);
}

void Upkeep::save() {
    const std::string text = done_->dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
    const auto written = disk::replace(folder() / upkeep::done_file, text);
    if (!written && !unsaved_) complain(written.error());
    unsaved_ = !written;
    save_due_ms_ = fleet_.steady().now_ms() + save_again_ms;
}

}  // namespace dudao::up
