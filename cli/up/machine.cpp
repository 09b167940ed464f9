#include "cli/up/machine.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iostream>

#include "accounts/accounts.h"
#include "cli/init/authority.h"
#include "cli/init/init.h"
#include "cli/output.h"
#include "cli/tls/certificates.h"
#include "cli/up/announce.h"
#include "cli/up/last_words.h"
#include "clock.h"
#include "disk/file.h"
#include "http/hosts.h"
#include "ledger/hash.h"
#include "net/place_proof.h"
#include "refusals/says.h"
#include "seal/seal.h"
#include "store/access.h"
#include "store/connection.h"
#include "store/doctor.h"
#include "store/keys.h"
#include "store/redis_store.h"
#include "visible.h"
#include "wire/event_codec.h"

namespace dudao::up {
namespace {

constexpr std::int64_t redis_ms = 120'000;  // Redis reads a large log at its start
constexpr std::int64_t process_ms = 120'000;
constexpr int count_ms = 30'000;  // of a question to Redis
constexpr std::string_view listening = "listening ";
constexpr std::string_view taken_over = "taken-over ";
// Of the first device; each further device uses the next port.
constexpr int first_field_port = 8443;

/// The address by which this machine's own processes reach what listens at every address.
std::string reached_here(const std::string& listening_at) {
    const auto port = listening_at.substr(listening_at.rfind(':'));
    for (const char* every : {"tcp://0.0.0.0:", "tcp://*:", "tcp://[::]:"}) {
        if (listening_at.starts_with(every)) return "tcp://127.0.0.1" + port;
    }
    return listening_at;
}

/// The port used last time, or the usual one.
std::string port_of(const std::filesystem::path& file, int usual) {
    std::ifstream in(file);
    int port = 0;
    return std::to_string(in >> port && port > 0 ? port : usual);
}

}  // namespace

Machine::Machine(const UpOptions& options, const WorkFolder& work)
    : options_(options), work_(work), folder_(work.folder()), fleet_(options.lang) {}

Machine::~Machine() {
    fleet_.end_all();
    fleet_.serve(nullptr);
    std::error_code failed;
    std::filesystem::remove(folder_.run(), failed);  // there is no file if nothing was started
}

Result<void> Machine::start() {
    if (auto made = folder_.make(); !made) return made;
    if (auto started = start_redis(); !started) return started;
    if (auto founded = found_if_missing(); !founded) return founded;
    if (auto held = hold_a_copy(); !held) return held;
    programs_ = std::make_unique<Programs>(folder_, jurisdiction_, options_, mark_.number);
    if (auto started = start_clock(); !started) return started;
    fleet_.on_down(
        [this](const std::string& name, const Error& what) { go_on_without(name, what); });
    fleet_.on_back([this](const std::string& name) { take_back(name); });
    if (auto started = start_broker(); !started) return started;
    // Watched before it is read, so that no change is missed.
    if (auto watch = disk::FileWatch::open(folder_.settings())) {
        settings_watch_.emplace(std::move(*watch));
    }
    if (auto started = start_clients(); !started) return started;
    fleet_.on_restart([this] {
        if (auto written = write_run(); !written) complain(written.error());
    });
    return write_run();
}

Result<init::Done> Machine::found(init::Options options) {
    if (auto made = folder_.make(); !made) return tl::unexpected<Error>(made.error());
    if (auto started = start_redis(); !started) return tl::unexpected<Error>(started.error());
    options.state = folder_.root;
    options.redis = "unix:" + folder_.redis_socket().string();
    return init::init(options);
}

Result<Address> Machine::redis_at() const {
    return redis_address("unix:" + folder_.redis_socket().string(), options_.redis_auth_file);
}

/// One user with the rights that the platform needs; all other users are disabled.
Result<void> Machine::write_redis_users(const Address& address) const {
    const std::string user = address.user.empty() ? "default" : address.user;
    const std::string others = user == "default" ? "" : "user default off\n";
    return disk::replace(
        folder_.redis_users(),
        others + acl_line(user, to_hex(sha256(address.password)), Access::Owner, "*"));
}

Result<void> Machine::start_redis() {
    const auto address = redis_at();
    if (!address) return tl::unexpected<Error>(address.error());
    const bool asks_who = !address->password.empty();
    if (asks_who) {
        if (auto written = write_redis_users(*address); !written) return written;
    }
    Fleet::Member redis{"redis", Programs::redis(folder_, asks_who), folder_.log("redis").string(),
                        "eady to accept connections", work_.lock()};
    if (auto started = fleet_.start(std::move(redis)); !started) return started;
    if (auto ready = fleet_.wait_ready(redis_ms); !ready) return ready;
    auto connection = Connection::connect(*address);
    if (!connection) return tl::unexpected<Error>(connection.error());
    if (auto good = check_server(*connection); !good) return tl::unexpected<Error>(good.error());
    return ensure_functions(*connection);
}

Result<void> Machine::found_if_missing() {
    auto founded = load_jurisdiction(folder_);
    if (!founded && founded.error().kind == Error::Kind::NotFound) {
        const auto county = county_of(options_);
        if (county.empty()) {
            return bad_input(says("no_county_named", printable(folder_.root.string())));
        }
        const auto done = init::init(
            {county, folder_.root, "unix:" + folder_.redis_socket().string(), false,
             SystemClock().now(), options_.redis_auth_file, options_.same_names, options_.lang});
        if (!done) return tl::unexpected<Error>(done.error());
        if (done->jurisdiction.demo != options_.demo) {
            return bad_input(done->jurisdiction.demo ? says("county_is_demo")
                                                     : says("county_is_no_demo"));
        }
        founded = done->jurisdiction;
    }
    if (!founded) return tl::unexpected<Error>(founded.error());
    jurisdiction_ = std::move(*founded);
    // A folder of an early release has none.
    if (!std::filesystem::exists(folder_.case_key())) {
        const auto made = seal::create_case_key(folder_.case_key().string());
        if (!made) return tl::unexpected<Error>(made.error());
    }
    if (!jurisdiction_.demo || options_.open) return {};
    return save(DemoFile{options_.seed, false}, folder_);
}

Result<void> Machine::hold_a_copy() {
    if (jurisdiction_.demo) return {};  // nobody's work, and often copied to be looked at
    const auto here = mark_of(folder_.root);
    if (!here) return tl::unexpected<Error>(here.error());
    const auto before = load_mark(folder_.place());
    const bool first = !before && before.error().kind == Error::Kind::NotFound;
    if (!first && !before && !options_.take_over) return tl::unexpected<Error>(before.error());
    const bool copied = before && is_another_place(*before, *here);
    const bool gave_way = before && before->taken_over > before->number;
    if (gave_way && !options_.take_over) {
        return fail(Error::Kind::Refused, says("held_taken_over", folder_.root.string()));
    }
    if (copied && !options_.take_over) {
        const auto last = last_moment();
        if (!last) return tl::unexpected<Error>(last.error());
        const auto passed = overdue();
        if (!passed) return tl::unexpected<Error>(passed.error());
        return fail(Error::Kind::Refused, says("held_copy", folder_.root.string(), before->host,
                                               to_text(*last, 0), *passed));
    }
    mark_ = *here;
    if (before) {
        mark_.number = before->number;
        mark_.broker = before->broker;
        if (copied || gave_way) {
            mark_.number = std::max(before->number, before->taken_over) + 1;
            tell_original(before->host);
        }
    }
    return save(mark_, folder_.place());
}

/// The original stops by itself as soon as it hears of the later place: from a device that was here
/// before, and now from us, if it can be reached where it was.
void Machine::tell_original(const std::string& host) const {
    const auto broker = load_key(folder_.key("broker"));
    const auto speaker = load_key(folder_.key("worker-1"));
    const auto port = mark_.broker.rfind(':');
    if (!broker || !speaker || port == std::string::npos) return;
    const Announcement what{jurisdiction_.id, mark_.number,
                            place_proof(broker->secret_key, jurisdiction_.id, mark_.number)};
    announce(what, mark_.broker, broker->public_key, *speaker);
    if (host.empty() || host == mark_of(folder_.root)->host) return;
    announce(what, "tcp://" + host + mark_.broker.substr(port), broker->public_key, *speaker);
}

Result<std::int64_t> Machine::overdue() const {
    const auto address = redis_at();
    if (!address) return tl::unexpected<Error>(address.error());
    auto connection = Connection::connect(*address);
    if (!connection) return tl::unexpected<Error>(connection.error());
    const std::string now = std::to_string(SystemClock().now().ms);
    const auto reply =
        connection->call({"ZCOUNT", keys::due(jurisdiction_.id), "-inf", now}, count_ms);
    if (!reply) return tl::unexpected<Error>(reply.error());
    if (!reply->is(Reply::Kind::Integer)) return fail(Error::Kind::Unreachable, reply->text);
    return reply->integer;
}

/// The time of the last event: an interrupted play continues there.
Result<Moment> Machine::last_moment() const {
    const auto address = redis_at();
    if (!address) return tl::unexpected<Error>(address.error());
    auto connection = Connection::connect(*address);
    if (!connection) return tl::unexpected<Error>(connection.error());
    Store store(*connection);
    const auto place = store.place(jurisdiction_.id);
    if (!place) return within("the log of " + jurisdiction_.id, place.error());
    const auto entry = store.read_entry(jurisdiction_.id, place->seq);
    if (!entry) return tl::unexpected<Error>(entry.error());
    const auto commit = decode_commit(entry->b);
    if (!commit) return tl::unexpected<Error>(commit.error());
    if (commit->events.empty()) return jurisdiction_.start;
    const auto event = decode_event(commit->events.back());
    if (!event) return tl::unexpected<Error>(event.error());
    return std::max(jurisdiction_.start, event->at);
}

/// The processes that a demo's clock waits for.
std::set<std::string> Machine::expected() const {
    std::set<std::string> names{"broker", "worker-1", "engine", "drill"};
    names.insert(jurisdiction_.devices.begin(), jurisdiction_.devices.end());
    for (const std::string& device : options_.devices_elsewhere) names.erase(device);
    if (has_console()) names.insert("console");
    for (const auto& [name, said] : fleet_.down()) names.erase(name);
    return names;
}

/// Prints what to do; a demo's clock no longer waits for the process.
void Machine::go_on_without(const std::string& name, const Error& what) {
    complain(what);
    if (timekeeper_) timekeeper_->set_expected(expected());
    run_.agents.erase(name);
    run_.fields.erase(name);
    if (name == "console") run_.console.clear();
    if (run_.broker.empty()) return;
    if (auto written = write_run(); !written) complain(written.error());
}

/// One that was left down works again: as if it had never been away.
void Machine::take_back(const std::string& name) {
    std::cerr << say(options_.lang, "已恢复运行：", "is back: ") << name << '\n';
    if (timekeeper_) timekeeper_->set_expected(expected());
    const auto& devices = jurisdiction_.devices;
    if (std::find(devices.begin(), devices.end(), name) != devices.end()) {
        run_.agents[name] = folder_.agent_socket(name).string();
    }
    if (name == "console") keep_address_of_console();
    if (auto kept = keep_field_ports(); !kept) complain(kept.error());
    if (auto written = write_run(); !written) complain(written.error());
}

Result<void> Machine::start_clock() {
    if (!jurisdiction_.demo) return {};
    const auto start = last_moment();
    if (!start) return tl::unexpected<Error>(start.error());
    timekeeper_ = std::make_unique<TimekeeperServer>(
        fleet_.loop(), Fleet::timekeeper_token, fleet_.steady(),
        Timekeeper::Options{*start, std::nullopt, options_.speed, expected()});
    fleet_.serve(timekeeper_.get());
    return timekeeper_->listen(folder_.clock_socket().string());
}

Result<void> Machine::start_broker() {
    const std::string& asked = options_.broker_listen;
    const std::string listen = asked.empty()               ? "tcp://127.0.0.1:0"
                               : asked.starts_with("tcp:") ? asked
                                                           : "tcp://" + asked;
    Fleet::Member broker{"broker", programs_->broker(listen),
                         (folder_.root / "logs" / "broker.err").string(), std::string(listening)};
    broker.hear = [this](const std::string& line) {
        if (line.starts_with(taken_over)) return give_way(line.substr(taken_over.size()));
        if (!line.starts_with(listening)) return false;
        run_.broker = reached_here(line.substr(listening.size()));
        return true;
    };
    if (auto started = fleet_.start(std::move(broker)); !started) return started;
    if (auto ready = fleet_.wait_ready(process_ms); !ready) return ready;
    if (!jurisdiction_.demo && mark_.broker != run_.broker) {
        mark_.broker = run_.broker;
        if (auto kept = save(mark_, folder_.place()); !kept) return kept;
    }
    // On a restart it must use the port its clients know.
    if (asked.empty()) fleet_.set_argv("broker", programs_->broker(run_.broker));
    return {};
}

/// A copy of this county was made the real one: nothing goes on here.
bool Machine::give_way(const std::string& number) {
    const char* end = number.data() + number.size();
    if (std::from_chars(number.data(), end, mark_.taken_over).ec != std::errc{}) return false;
    if (auto kept = save(mark_, folder_.place()); !kept) complain(kept.error());
    given_way_ = to_error(Error::Kind::Refused, says("held_taken_over", folder_.root.string()));
    return true;
}

bool Machine::is_elsewhere(const std::string& device) const {
    const auto& elsewhere = options_.devices_elsewhere;
    return std::find(elsewhere.begin(), elsewhere.end(), device) != elsewhere.end();
}

Result<void> Machine::start_clients() {
    for (const std::string& device : options_.devices_elsewhere) {
        const auto& known = jurisdiction_.devices;
        if (std::find(known.begin(), known.end(), device) == known.end()) {
            return bad_input(says("no_device_here", printable(device)));
        }
    }
    const auto start = [this](const std::string& name, std::vector<std::string> argv) {
        Fleet::Member member{name, std::move(argv),
                             (folder_.root / "logs" / (name + ".err")).string(), "ready"};
        member.vital = options_.exit;  // a play that ends needs all its processes
        return fleet_.start(std::move(member));
    };
    read_notices(true);
    if (auto started = start("worker-1", programs_->worker(run_.broker, settings_.notices));
        !started) {
        return started;
    }
    if (auto started = start("engine", programs_->engine(run_.broker)); !started) return started;
    const auto host = field_host();
    if (!host) complain(host.error());  // everything else still runs
    int usual = first_field_port;
    for (const std::string& device : jurisdiction_.devices) {
        const std::string port = port_of(folder_.field_port(device), usual++);
        if (is_elsewhere(device)) continue;
        const bool door = host && !host->empty();
        auto started = start_agent(device, door ? *host + ":" + port + "+" : "");
        if (!started) return started;
    }
    if (auto started = start_console(); !started) return started;
    if (auto ready = fleet_.wait_ready(process_ms); !ready) return ready;
    return keep_field_ports();
}

/// A fault leaves the channels as they are, at the start the file alone: notices are not lost, and
/// all else of the county goes on.
void Machine::read_notices(bool at_start) {
    files::Faults faults;
    Settings read = read_settings(folder_, faults);
    const bool mended = !settings_fault_.empty() && faults.none();
    settings_fault_.clear();
    if (faults.none()) {
        const bool others = read.notices != settings_.notices;
        settings_ = std::move(read);
        if (mended || (others && !at_start)) {
            std::cerr << say(options_.lang, "dudao.toml已采用，通知按其发送。",
                             "dudao.toml is used: notices go as it says.")
                      << '\n';
        }
        return;
    }
    const std::string told = faults.report(options_.lang).what;
    settings_fault_ = printable(in_one_line(told));
    std::cerr << folder_.settings().string()
              << (at_start ? say(options_.lang, " 不能采用，通知目前只写入notices/notices.jsonl。",
                                 " is not used, and notices go to notices/notices.jsonl alone.")
                           : say(options_.lang, " 不能采用，通知仍按此前的设置发送。",
                                 " is not used; notices go as they did before."))
              << say(options_.lang, "改正后保存即生效，无需重启：",
                     " What is mended holds once it is saved, without a restart:")
              << '\n';
    for (std::string_view rest = told; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        std::cerr << "  " << printable(rest.substr(0, end)) << '\n';
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

void Machine::look_at_settings() {
    if (!settings_watch_ || !settings_watch_->changed()) return;
    const NoticeSettings before = settings_.notices;
    const std::string fault = settings_fault_;
    read_notices(false);
    if (settings_.notices != before) {
        fleet_.set_argv("worker-1", programs_->worker(run_.broker, settings_.notices));
        fleet_.start_anew("worker-1");
    }
    if (settings_fault_ == fault) return;
    if (auto written = write_run(); !written) complain(written.error());
}

/// Phones know their device by its address, and a browser stores unsent data under it. The port
/// must stay the same after a restart of the agent or of everything.
Result<void> Machine::keep_field_ports() {
    for (const auto& [device, at] : run_.fields) {
        const auto address = at.substr(at.rfind('/') + 1);
        fleet_.set_argv(device, programs_->agent(device, run_.broker, address));
        const auto file = folder_.field_port(device);
        const auto port = address.substr(address.rfind(':') + 1);
        if (port_of(file, 0) == port) continue;
        if (auto kept = disk::replace(file, port + "\n"); !kept) return kept;
    }
    return {};
}

Result<void> Machine::start_agent(const std::string& device, const std::string& listen) {
    std::error_code failed;  // the agent reports it if there is no folder
    std::filesystem::create_directories(folder_.agent(device), failed);
    Fleet::Member agent{device, programs_->agent(device, run_.broker, listen),
                        (folder_.root / "logs" / (device + ".err")).string(), "ready"};
    agent.vital = options_.exit;
    agent.hear = [this, device](const std::string& line) {
        if (!line.starts_with(listening)) return false;
        run_.fields[device] = line.substr(listening.size());
        return true;
    };
    run_.agents[device] = folder_.agent_socket(device).string();
    return fleet_.start(std::move(agent));
}

/// The host on which the pages for phones listen, with a certificate for each device; empty if the
/// pages are not built, or the play ends by itself.
Result<std::string> Machine::field_host() const {
    if (field_pages().empty() || options_.exit) return std::string();
    const Moment now = SystemClock().now();  // phones do not use the demo's clock
    if (auto made = init::ensure_authority(folder_, jurisdiction_.id, now); !made) {
        return tl::unexpected<Error>(made.error());
    }
    for (const std::string& device : jurisdiction_.devices) {
        if (auto issued = init::ensure_server(folder_, device, {}, now); !issued) {
            return tl::unexpected<Error>(issued.error());
        }
    }
    // A demo is shown on this machine; in a county phones connect from other machines.
    const std::string usual = jurisdiction_.demo ? "127.0.0.1" : "0.0.0.0";
    return options_.field_host.empty() ? usual : options_.field_host;
}

/// A folder founded before there was a console has no key for one.
bool Machine::has_console() const {
    const bool wanted = !options_.exit || options_.console_port != 0;
    return wanted && std::filesystem::exists(folder_.key("console"));
}

Result<void> Machine::start_console() {
    if (!has_console()) return {};
    auto door = pages_door(options_, folder_);
    if (!door) return tl::unexpected<Error>(door.error());
    pages_ = std::move(*door);
    if (auto issued = ensure_certificate_of_pages(); !issued) {
        complain(issued.error());  // one that still holds is served
        if (!std::filesystem::exists(pages_.certificate)) return {};
    }
    Fleet::Member console{"console", programs_->console(run_.broker, pages_),
                          (folder_.root / "logs" / "console.err").string(), "ready"};
    console.vital = options_.exit;
    console.hear = [this](const std::string& line) {
        if (hear_of_accounts(line) || hear_of_certificate(line)) return true;
        if (!line.starts_with(listening)) return false;
        const std::string at = line.substr(listening.size());
        pages_.listen = at.substr(at.rfind('/') + 1);
        run_.console = address_to_open(at, options_, tls::names_of_this_machine().addresses);
        return true;
    };
    if (auto started = fleet_.start(std::move(console)); !started) return started;
    if (auto ready = fleet_.wait_ready(process_ms); !ready) return ready;
    keep_address_of_console();
    return {};
}

/// Browsers find it there after a restart.
void Machine::keep_address_of_console() {
    if (run_.console.empty()) return;  // left down, or still reading the log
    fleet_.set_argv("console", programs_->console(run_.broker, pages_));
}

Result<void> Machine::ensure_certificate_of_pages() const {
    if (!pages_.of_the_county) return {};
    const Moment now = SystemClock().now();  // browsers do not use the demo's clock
    if (auto made = init::ensure_authority(folder_, jurisdiction_.id, now); !made) return made;
    std::vector<std::string> names = options_.console_hosts;
    const auto listened = http::host_of(pages_.listen.substr(0, pages_.listen.rfind(':')));
    if (listened && *listened != "0.0.0.0" && *listened != "::") names.push_back(*listened);
    return init::ensure_server(folder_, "console", names, now);
}

/// The console takes it up by itself.
void Machine::look_at_certificates() {
    constexpr std::int64_t day_ms = 86'400'000;
    const std::int64_t now = fleet_.steady().now_ms();
    if (certificates_due_ms_ == 0) certificates_due_ms_ = now + day_ms;
    if (now < certificates_due_ms_) return;
    certificates_due_ms_ = now + day_ms;
    if (auto issued = ensure_certificate_of_pages(); !issued) complain(issued.error());
}

bool Machine::hear_of_certificate(const std::string& line) const {
    constexpr std::string_view refused = "certificate refused: ";
    if (line.starts_with("certificate taken: ")) {
        std::cerr << say(options_.lang, "网页的新证书已采用。",
                         "the pages' new certificate is used.")
                  << '\n';
    } else if (line.starts_with(refused)) {
        std::cerr << say(options_.lang, "网页的新证书不能采用，原证书仍在使用：",
                         "the pages' new certificate is not used, the one before it is: ")
                  << printable(line.substr(refused.size())) << '\n';
    } else {
        return false;
    }
    return true;
}

bool Machine::hear_of_accounts(const std::string& line) const {
    constexpr std::string_view of_nobody = "account of nobody: ";
    if (line == "accounts refused" || line == "accounts refused nobody") {
        tell_accounts_refused(line.ends_with(" nobody"));
    } else if (line == "accounts taken") {
        std::cerr << say(options_.lang, "账号文件已改正，现已采用。",
                         "the file of accounts is right again, and used.")
                  << '\n';
    } else if (line.starts_with(of_nobody)) {
        const std::string what = line.substr(of_nobody.size());
        const auto blank = std::min(what.find(' '), what.size() - 1);
        const Said said = says("account_of_nobody", what.substr(blank + 1), what.substr(0, blank));
        std::cerr << printable(told(to_error(Error::Kind::BadInput, said), options_.lang)) << '\n';
    } else {
        return false;
    }
    return true;
}

void Machine::tell_accounts_refused(bool shut) const {
    const auto read = load_accounts(folder_.accounts());
    if (read) return;
    std::cerr << folder_.accounts().string()
              << (shut ? say(options_.lang, " 不能采用，目前无人能登录网页。",
                             " is not used, and nobody can sign in to the pages.")
                       : say(options_.lang, " 不能采用，此前的账号仍可登录。",
                             " is not used; the accounts of before still sign in."))
              << say(options_.lang, "改正后保存即生效，无需重启：",
                     " What is mended holds once it is saved, without a restart:")
              << '\n';
    for (const std::string& line : read.error().lines(options_.lang)) {
        std::cerr << "  " << printable(line) << '\n';
    }
}

Result<void> Machine::start_drill() {
    Fleet::Member drill{"drill", programs_->drill(), (folder_.root / "logs" / "drill.err").string(),
                        ""};
    drill.restart = false;
    const bool in_place = shows_in_place();
    drill.hear = [in_place](const std::string& line) {
        const bool progress = line.starts_with('\r');
        if (in_place) std::cout << "\r\033[K";
        std::cout << (progress ? line.substr(1) : line);
        if (!progress || !in_place) std::cout << '\n';
        std::cout.flush();  // told as it happens
        return true;
    };
    if (auto started = fleet_.start(std::move(drill)); !started) return started;
    return write_run();
}

Result<void> Machine::write_run() {
    run_.redis = "unix:" + folder_.redis_socket().string();
    run_.redis_auth_file = options_.redis_auth_file;
    run_.clock = timekeeper_ ? folder_.clock_socket().string() : "";
    run_.pids = fleet_.pids();
    run_.pids["up"] = ::getpid();
    run_.down.clear();
    for (const auto& [name, said] : fleet_.down()) run_.down[name] = in_one_line(said);
    if (!settings_fault_.empty()) run_.down["notices"] = settings_fault_;
    return save(run_, folder_);
}

void Machine::let_run(Span span) {
    if (!timekeeper_) return;
    auto names = expected();
    names.erase("drill");  // it has ended: nobody is played any more
    timekeeper_->set_expected(std::move(names));
    timekeeper_->set_end(timekeeper_->keeper().now() + span);
    timekeeper_->resume();
}

void Machine::stop_time() {
    if (timekeeper_) timekeeper_->pause();
}

}  // namespace dudao::up
