// dudao doctor: is this installation sound? One line a part, with what to do where it is not.
#include "cli/nouns/doctor.h"

#include <CLI/CLI.hpp>

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "accounts/accounts.h"
#include "cli/exit_code.h"
#include "cli/nouns/globals.h"
#include "cli/nouns/listing.h"
#include "cli/nouns/log_reader.h"
#include "cli/output.h"
#include "cli/up/run_file.h"
#include "clock.h"
#include "files/calendar_file.h"
#include "refusals/says.h"
#include "store/doctor.h"
#include "store/redis_store.h"
#include "wire/event_codec.h"

namespace dudao {
namespace doctor {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t gib = 1ULL << 30U;
constexpr std::int64_t clocks_apart_ms = 2'000;
constexpr int redis_ms = 3'000;
constexpr int port_ms = 1'000;

std::string both(Lang lang, std::string_view zh, std::string_view en) {
    return std::string(say(lang, zh, en));
}

Finding ok(std::string part, std::string says) {
    return {Health::Ok, std::move(part), std::move(says), {}};
}
Finding fault(std::string part, const Error& error, Lang lang) {
    Error told_alone = error;
    told_alone.mend.clear();
    return {Health::Fault, std::move(part), told(told_alone, lang), error.mend};
}

std::string size_of(std::uint64_t bytes) { return std::to_string(bytes / gib) + " GiB"; }

/// Closes what it holds.
struct Descriptor {
    int fd;
    explicit Descriptor(int opened) : fd(opened) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
};

/// Does anybody listen at "tcp://host:port" or "http://host:port"?
bool answers(const std::string& endpoint) {
    const auto from = endpoint.find("://");
    const std::string place = from == endpoint.npos ? endpoint : endpoint.substr(from + 3);
    const auto colon = place.rfind(':');
    if (colon == place.npos) return false;
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const std::string host = place.substr(0, colon);
    if (::getaddrinfo(host.c_str(), place.substr(colon + 1).c_str(), &hints, &found) != 0)
        return false;
    const std::unique_ptr<addrinfo, void (*)(addrinfo*)> held(found, ::freeaddrinfo);
    const Descriptor socket(
        ::socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (socket.fd < 0) return false;
    if (::connect(socket.fd, found->ai_addr, found->ai_addrlen) == 0) return true;
    pollfd wait{socket.fd, POLLOUT, 0};
    if (::poll(&wait, 1, port_ms) != 1) return false;
    int error = 0;
    socklen_t size = sizeof error;
    return ::getsockopt(socket.fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
}

Finding port(const std::string& part, const std::string& endpoint, Lang lang) {
    if (answers(endpoint)) return ok(part, endpoint);
    return {Health::Fault, part, endpoint + both(lang, " 无人应答", " does not answer"),
            both(lang, "看其日志（状态文件夹的 logs），再运行 dudao up",
                 "its log in the state folder's logs says why; then run dudao up")};
}

std::vector<Finding> ports(const Globals& globals, Lang lang) {
    const auto run = load_run(globals.folder());
    if (!run) {
        return {{Health::Warn, both(lang, "端口", "ports"),
                 both(lang, "平台没有在本机运行", "the platform does not run on this machine"),
                 both(lang, "要运行：dudao up", "to run it: dudao up")}};
    }
    std::vector<Finding> all{port(both(lang, "受理服务", "broker"), run->broker, lang)};
    if (!run->console.empty()) all.push_back(port(both(lang, "网页", "pages"), run->console, lang));
    for (const auto& [device, at] : run->fields)
        all.push_back(port(both(lang, "手机页 ", "phones' page ") + device, at, lang));
    for (Finding& each : left_down(run->down, lang)) all.push_back(std::move(each));
    return all;
}

Finding folder_found(const StateFolder& folder, Lang lang) {
    const auto founded = load_jurisdiction(folder);
    const std::string part = both(lang, "辖区", "jurisdiction");
    if (!founded) return fault(part, founded.error(), lang);
    return ok(part, (lang == Lang::Zh ? founded->name_zh : founded->name_en) + " (" + founded->id +
                        ")" + (founded->demo ? both(lang, "，演示", ", a demo") : ""));
}

std::vector<Finding> store(const Globals& globals, Lang lang) {
    const std::string part = both(lang, "存储", "store");
    const auto log = find_log(globals);
    if (!log) return {fault(part, log.error(), lang)};
    auto connection = Connection::connect(log->redis);
    if (!connection) return {fault(part, connection.error(), lang)};
    std::vector<Finding> all{ok(part, log->redis.text())};
    const auto settings = check_server(*connection);
    const std::string rules = both(lang, "存储设置", "store settings");
    if (!settings) {
        all.push_back(fault(rules, settings.error(), lang));
    } else {
        for (const std::string& each : *settings)
            all.push_back(
                {Health::Warn, rules, each,
                 both(lang, "改 redis.conf 后重启 Redis", "mend redis.conf, restart Redis")});
        if (settings->empty())
            all.push_back(ok(rules, both(lang, "写入即落盘，不清除数据",
                                         "answered means kept; nothing is evicted")));
    }
    const auto time = connection->call({"TIME"}, redis_ms);
    Moment redis{};
    if (time && time->items.size() == 2)
        redis.ms = std::strtoll(time->items[0].text.c_str(), nullptr, 10) * 1000;
    Moment last{};
    Store log_store(*connection);
    if (const auto place = log_store.place(log->j); !place) {
        all.push_back(fault(both(lang, "记录", "record"), place.error(), lang));
    } else {
        all.push_back(ok(
            both(lang, "记录", "record"),
            both(lang, "第 ", "commit ") + std::to_string(place->seq) + both(lang, " 次提交", "")));
        const auto entry = log_store.read_entry(log->j, place->seq);
        const auto commit = entry ? decode_commit(entry->b) : tl::unexpected<Error>(entry.error());
        if (!log->demo && commit && !commit->events.empty()) {
            if (const auto event = decode_event(commit->events.back())) last = event->at;
        }
    }
    for (Finding& each : clocks(SystemClock().now(), redis, last, lang))
        all.push_back(std::move(each));
    return all;
}

std::vector<Finding> examine(const Globals& globals, Lang lang) {
    const StateFolder folder = globals.folder();
    std::vector<Finding> all{folder_found(folder, lang)};
    const auto add = [&all](std::vector<Finding> more) {
        all.insert(all.end(), std::make_move_iterator(more.begin()),
                   std::make_move_iterator(more.end()));
    };
    add(store(globals, lang));
    struct statvfs space {};
    if (::statvfs(folder.root.c_str(), &space) == 0) {
        all.push_back(disk(static_cast<std::uint64_t>(space.f_bavail) * space.f_frsize,
                           static_cast<std::uint64_t>(space.f_blocks) * space.f_frsize, lang));
    }
    add(ports(globals, lang));
    add(keys(folder, lang));
    add(calendars(built_in_calendar(), SystemClock().now(), lang));
    add(accounts(folder, lang));
    return all;
}

std::string_view word(Health health, Lang lang) {
    if (health == Health::Ok) return say(lang, "正常", "ok");
    return health == Health::Warn ? say(lang, "注意", "warn") : say(lang, "故障", "fault");
}

int tell(const Globals& globals, const std::vector<Finding>& all) {
    const Lang lang = globals.language();
    const bool sound = std::none_of(
        all.begin(), all.end(), [](const Finding& each) { return each.health == Health::Fault; });
    if (globals.json()) {
        Json rows = Json::array();
        for (const Finding& each : all) {
            rows.push_back({{"health", word(each.health, Lang::En)},
                            {"part", each.part},
                            {"says", each.says},
                            {"remedy", each.remedy}});
        }
        std::cout << json_text({{"ok", sound}, {"findings", std::move(rows)}}, 2) << '\n';
    } else {
        TextTable table;
        for (const Finding& each : all) {
            table.rows.push_back({std::string(word(each.health, lang)), each.part, each.says});
            if (!each.remedy.empty() && !globals.csv())
                table.rows.push_back({"", "", "→ " + each.remedy});
            if (globals.csv()) table.rows.back().push_back(each.remedy);
        }
        print_table(globals, table);
    }
    return code(sound ? Exit::Ok : Exit::Failed);
}

}  // namespace

Finding disk(std::uint64_t free_bytes, std::uint64_t all_bytes, Lang lang) {
    const std::string part = both(lang, "磁盘", "disk");
    const std::string says =
        size_of(free_bytes) + both(lang, " 可用，共 ", " free of ") + size_of(all_bytes);
    const std::string remedy =
        both(lang, "腾出空间，或换大磁盘；写满后新的办理不能保存",
             "make room, or take a larger disk: on a full one nothing new is kept");
    if (free_bytes < gib) return {Health::Fault, part, says, remedy};
    const bool scarce = free_bytes < 5 * gib || free_bytes < all_bytes / 10;
    return scarce ? Finding{Health::Warn, part, says, remedy} : ok(part, says);
}

std::vector<Finding> keys(const StateFolder& folder, Lang lang) {
    const std::string part = both(lang, "密钥", "keys");
    std::error_code none;
    std::vector<Finding> all;
    int count = 0;
    for (const auto& each : std::filesystem::recursive_directory_iterator(folder.keys(), none)) {
        if (!each.is_regular_file(none)) continue;
        ++count;
        struct stat info {};
        if (::stat(each.path().c_str(), &info) != 0 || (info.st_mode & 077U) == 0) continue;
        all.push_back({Health::Fault, part,
                       each.path().string() + both(lang, " 他人可读", " can be read by others"),
                       "chmod 0400 " + each.path().string()});
    }
    if (count == 0) {
        return {{Health::Warn, part,
                 folder.keys().string() + both(lang, " 没有密钥", " holds no key"),
                 both(lang, "人员用 --key 指明本人密钥", "people give their own with --key")}};
    }
    if (all.empty())
        all.push_back(ok(part, std::to_string(count) +
                                   both(lang, " 把，仅属主可读", ", the owner's alone to read")));
    return all;
}

std::vector<Finding> calendars(const Calendar& calendar, Moment now, Lang lang) {
    const std::string part = both(lang, "日历", "calendar");
    const std::int32_t year = civil(shanghai().local_day(now)).year;
    std::vector<Finding> all;
    for (const std::int32_t each : {year, year + 1}) {
        const auto found = std::find_if(calendar.years.begin(), calendar.years.end(),
                                        [each](const auto& known) { return known.year == each; });
        const std::string named = std::to_string(each);
        if (found == calendar.years.end()) {
            all.push_back({Health::Fault, part,
                           named + both(lang, " 年没有日历", ": no calendar of this year"),
                           both(lang, "装入当年日历：见 deploy/calendars/README.md",
                                "add the year: deploy/calendars/README.md")});
        } else if (found->official) {
            all.push_back(ok(part, named + both(lang, " 年，正式", ", official")));
        } else if (each == year) {
            all.push_back({Health::Warn, part, named + both(lang, " 年，暂定", ", provisional"),
                           both(lang, "当年放假通知已发布的，请装入：见 deploy/calendars/README.md",
                                "add the official notice: deploy/calendars/README.md")});
        } else {
            all.push_back(ok(part, named + both(lang, " 年，暂定（通知未发布）",
                                                ", provisional until the notice is out")));
        }
    }
    return all;
}

std::vector<Finding> accounts(const StateFolder& folder, Lang lang) {
    const std::string part = both(lang, "账号", "accounts");
    const auto read = load_accounts(folder.accounts());
    if (read && read->by_name.empty()) {
        return {{Health::Warn, part,
                 both(lang, "没有账号，无人能登录网页", "none: nobody can sign in"),
                 both(lang, "设账号见 docs/operations.md",
                      "docs/operations.md has how to make accounts")}};
    }
    if (read) {
        return {ok(part, std::to_string(read->by_name.size()) + both(lang, " 个", ""))};
    }
    const bool none = read.error().kind == Error::Kind::NotFound;
    std::vector<Finding> all;
    for (const std::string& line : read.error().lines(lang)) {
        all.push_back({none ? Health::Warn : Health::Fault, part, line, {}});
    }
    if (!none) {
        all.back().remedy =
            both(lang, "改正后保存即生效，无需重启：", "what is mended holds once it is saved: ") +
            folder.accounts().string();
    }
    return all;
}

std::vector<Finding> left_down(const std::map<std::string, std::string>& down, Lang lang) {
    std::vector<Finding> all;
    for (const auto& [name, said] : down) {
        const Said sentence = name == "notices" ? says("settings_not_used", said)
                                                : says("part_left_down", name, said);
        const auto zh = lang == Lang::Zh ? in_chinese(sentence) : std::nullopt;
        const RefusalWords words = zh ? *zh : in_english(sentence);
        all.push_back({Health::Fault, name, words.what, words.mend});
    }
    return all;
}

std::vector<Finding> clocks(Moment ours, Moment redis, Moment last_event, Lang lang) {
    const std::string part = both(lang, "时钟", "clock");
    const std::string remedy = both(lang, "校准时钟：timedatectl set-ntp true",
                                    "set the clock right: timedatectl set-ntp true");
    std::vector<Finding> all;
    const std::int64_t apart = redis.ms == 0 ? 0 : std::abs(ours.ms - redis.ms);
    if (apart > clocks_apart_ms) {
        all.push_back({Health::Warn, part,
                       both(lang, "与 Redis 相差 ", "apart from Redis' by ") +
                           std::to_string(apart / 1000) + both(lang, " 秒", " s"),
                       remedy});
    }
    if (ours < last_event) {
        all.push_back({Health::Fault, part,
                       both(lang, "早于最后一条记录", "it is before the last event of the record"),
                       remedy});
    }
    if (all.empty()) all.push_back(ok(part, to_text(ours, shanghai().offset_at(ours))));
    return all;
}

}  // namespace doctor

void add_doctor(Registry& registry) {
    auto* app = registry.app.add_subcommand(
        "doctor", "Is this installation sound? Each line ok, warn or fault, with the remedy");
    app->callback([&registry] {
        registry.chosen = [&registry] {
            return doctor::tell(registry.globals,
                                doctor::examine(registry.globals, registry.globals.language()));
        };
    });
}

}  // namespace dudao
