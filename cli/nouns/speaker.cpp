#include "cli/nouns/speaker.h"

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/exit_code.h"
#include "cli/output.h"
#include "cli/up/run_file.h"
#include "process/process.h"

namespace dudao {
namespace {

using Json = nlohmann::ordered_json;

enum Token { Signals = 1, Broker = 2 };
constexpr int reconnect_ms = 200;
constexpr long answer_wait_ms = 200;

Result<KeyPair> key_of(const Globals& globals) {
    if (globals.as.empty() && globals.key.empty()) {
        return bad_input("nothing says who speaks", "--as PERSON, or --key FILE");
    }
    const auto file =
        globals.key.empty() ? globals.folder().person_key(globals.as).string() : globals.key;
    auto keys = load_key(file);
    if (!keys) return within(globals.key.empty() ? "--as" : "--key", keys.error());
    return keys;
}

/// Where nothing is founded the county may run on another machine.
Error elsewhere(Error error) {
    if (error.kind != Error::Kind::NotFound) return error;
    error.mend =
        "dudao login ADDRESS --key FILE, if it runs on another machine (or --jurisdiction, "
        "--broker "
        "and --broker-key); if here: --state DIR, or dudao init --county DIR founds one";
    return error;
}

}  // namespace

Result<std::unique_ptr<Speaker>> Speaker::open(const Globals& globals) {
    std::string jurisdiction = globals.jurisdiction;
    std::string broker_key = globals.broker_key;
    if (jurisdiction.empty() || broker_key.empty()) {
        const auto founded = load_jurisdiction(globals.folder());
        if (!founded) return tl::unexpected<Error>(elsewhere(founded.error()));
        if (jurisdiction.empty()) jurisdiction = founded->id;
        if (broker_key.empty()) broker_key = founded->broker_key;
    }
    std::string endpoint = globals.broker;
    if (endpoint.empty()) {
        const auto run = load_run(globals.folder());
        if (!run) return within("--broker", run.error());
        endpoint = run->broker;
    }
    const auto server = parse_z85(broker_key);
    if (!server) return within("--broker-key", server.error());
    const auto keys = key_of(globals);
    if (!keys) return tl::unexpected<Error>(keys.error());
    return std::unique_ptr<Speaker>(
        new Speaker(jurisdiction, Dealer::Options{*keys, *server, reconnect_ms}, endpoint));
}

Speaker::Speaker(const std::string& jurisdiction, Dealer::Options keys, const std::string& endpoint)
    : keys_(keys.own),
      link_(loop_, Broker, std::move(keys), {endpoint},
            Uplink::Options{jurisdiction, "dudao", 1, 0, true}) {
    loop_.catch_signals(Signals);
}

void Speaker::turn() {
    const std::int64_t now_ms = steady_.now_ms();
    loop_.wait(std::min(link_.wait_ms(now_ms), answer_wait_ms));
    for (auto& event : link_.turn(steady_.now_ms())) {
        if (auto* answered = std::get_if<Uplink::Answered>(&event))
            answer_ = std::move(answered->answer);
        if (auto* result = std::get_if<wire::QueryResult>(&event)) result_ = std::move(*result);
    }
}

template <class Done>
bool Speaker::until(Done done) {
    const std::int64_t until_ms = steady_.now_ms() + patience_ms;
    while (!done()) {
        if (loop_.stop_asked() || steady_.now_ms() >= until_ms || link_.refused()) return false;
        turn();
    }
    return true;
}

Result<void> Speaker::greet() {
    link_.set_online(true, steady_.now_ms());
    if (until([this] { return link_.uplink().welcomed(); })) return {};
    if (link_.refused())
        return fail(Error::Kind::Refused, "the broker does not know this key",
                    "an officer enrols keys: dudao key enrol");
    return fail(Error::Kind::Unreachable, "the broker does not answer", "is it running? dudao up");
}

Result<nlohmann::ordered_json> Speaker::ask(const std::string& what, const std::string& id,
                                            const std::string& filter) {
    result_.reset();
    const std::string frame = link_.uplink().query(++asked_, {}, what, id, filter);
    bool sent = false;
    const bool answered = until([&] {
        if (!sent) sent = link_.send(frame);
        return result_ && result_->q == asked_;
    });
    if (!answered)
        return fail(Error::Kind::Unreachable, "no answer to '" + what + "'", "ask again");
    if (result_->ok) return json_of(result_->result);
    return fail(result_->why == "not_found"   ? Error::Kind::NotFound
                : result_->why == "bad_input" ? Error::Kind::BadInput
                                              : Error::Kind::Refused,
                result_->what);
}

Result<wire::Answer> Speaker::say(const Command& command) {
    answer_.reset();
    OutboxRow row = link_.uplink().make(command, {}, new_trace());
    const std::int64_t n = row.n;
    link_.uplink().offer(std::move(row));
    if (until([&] { return answer_ && answer_->n == n; })) return *answer_;
    return fail(Error::Kind::Unknown, "no answer; it may have been recorded",
                "look first, then say it again if it is not there");
}

bool is_nobody(const Globals& globals) { return globals.as.empty() && globals.key.empty(); }

int with_speaker(const Globals& globals, const std::function<int(Speaker&)>& what) {
    auto speaker = Speaker::open(globals);
    if (!speaker) {
        complain(speaker.error());
        return code(is_nobody(globals) ? Exit::SignInNeeded : exit_of(speaker.error()));
    }
    if (auto greeted = (*speaker)->greet(); !greeted) {
        complain(greeted.error());
        const bool unknown = greeted.error().kind == Error::Kind::Refused;
        return code(unknown ? Exit::SignInNeeded : Exit::Unreachable);
    }
    return what(**speaker);
}

void print_answer(const Globals& globals, const wire::Answer& answer,
                  const std::string& code_made) {
    if (globals.json()) {
        Json json{{"ok", answer.ok},
                  {"commit", answer.accepted.commit},
                  {"id", answer.accepted.id},
                  {"year", answer.accepted.year},
                  {"number", answer.accepted.number},
                  {"proposal", answer.accepted.proposal.value},
                  {"why", answer.why},
                  {"what", answer.what},
                  {"mend", answer.mend},
                  {"possible", answer.possible}};
        if (!code_made.empty()) json["code"] = code_made;
        std::cout << json_text(json, 2) << '\n';
        return;
    }
    const Lang lang = globals.language();
    if (!code_made.empty()) {
        std::cout << say(lang, "开通码 ", "code ") << code_made
                  << say(lang, "（只显示这一次，请当面交给本人）",
                         " (shown this once; hand it to the person)")
                  << '\n';
    }
    if (answer.ok && answer.accepted.proposal) {
        std::cout << say(lang, "已提出，待另一人确认，编号 ",
                         "proposed; a second person confirms it, number ")
                  << answer.accepted.year << "-" << answer.accepted.number
                  << say(lang, "，标识 ", ", id ") << answer.accepted.proposal.value << '\n';
        return;
    }
    if (answer.ok) {
        std::cout << say(lang, "已记录，存证 ", "recorded, commit ") << answer.accepted.commit;
        if (answer.accepted.number != 0) {
            std::cout << say(lang, "，编号 ", ", number ") << answer.accepted.year << "-"
                      << answer.accepted.number;
        }
        if (answer.accepted.id != 0)
            std::cout << say(lang, "，标识 ", ", id ") << answer.accepted.id;
        std::cout << '\n';
        return;
    }
    const RefusalWords words =
        refusal_in(lang, answer.why, answer.said, {answer.what, answer.mend});
    std::cerr << "dudao: " << words.what;
    if (!words.mend.empty()) std::cerr << say(lang, "；", "; ") << words.mend;
    for (const std::string& each : answer.possible)
        std::cerr << "\n  " << say(lang, "可以：", "possible: ") << each;
    std::cerr << '\n';
}

int say_and_print(const Globals& globals, Speaker& speaker, const Command& command,
                  const std::string& code_made) {
    const auto answer = speaker.say(command);
    if (!answer) return refuse(answer.error());
    print_answer(globals, *answer, answer->ok ? code_made : "");
    return code(answer->ok ? Exit::Ok : exit_of_why(answer->why));
}

}  // namespace dudao
