#include "cli/nouns/log_verify.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/exit_code.h"
#include "cli/nouns/log_reader.h"
#include "cli/output.h"
#include "cli/verify/evidence_check.h"
#include "cli/verify/record_check.h"
#include "domain/hash.h"
#include "seal/case_words.h"
#include "store/known_head.h"
#include "visible.h"

namespace dudao {
namespace verify {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr int entries_at_once = 500;
constexpr std::size_t values_a_read = 500;
constexpr int rounds_max = 100;  // to catch up with a log that grows while it is read
constexpr std::size_t told_max = 20;

struct Options {
    std::string evidence;            // folder; empty: that of the broker in this state folder
    std::vector<std::string> noted;  // COMMIT:HEAD
};

/// Something that could not be checked, in both languages; printed with the verdict.
struct Unseen {
    std::string zh;
    std::string en;
};

bool is_of_the_record(const Error& error) {
    return error.kind == Error::Kind::Corrupt || error.kind == Error::Kind::NotFound;
}

/// Heads noted elsewhere: the broker's known head, each process's snapshot, and those given by the
/// auditor.
Result<void> expect_noted(const Options& options, const fs::path& state, const std::string& j,
                          RecordCheck& check, std::vector<Unseen>& unseen) {
    const fs::path mark = state / "broker" / (j + ".head");
    std::error_code none;
    if (fs::exists(mark, none)) {
        const KnownHead::Seen seen = KnownHead(state / "broker").read(j);
        if (seen.seq == 0) check.unreadable(Part::Log, {{}, mark.string(), ""});
        check.expect({seen.seq, seen.head, "本机受理服务", "this machine's broker", {}});
    } else {
        unseen.push_back(
            {"这里没有受理服务记下的链头：末尾被截去时看不出来",
             "no head noted by a broker here: that the end was cut off would not show"});
    }
    for (const auto& each : fs::directory_iterator(state, none)) {
        if (!each.is_directory(none)) continue;
        const Replica kept = snapshot::load(each.path(), j);
        const std::string whose = each.path().filename().string();
        if (kept.seq == 0) continue;
        check.expect({kept.seq, kept.head, whose + "的快照", "the snapshot of " + whose,
                      encode_state(kept.state)});
    }
    for (const std::string& given : options.noted) {
        const auto colon = given.find(':');
        std::uint64_t seq = 0;
        const char* end = given.data() + std::min(colon, given.size());
        const auto read = std::from_chars(given.data(), end, seq);
        const auto head = hash_from_hex(colon == given.npos ? "" : given.substr(colon + 1));
        if (read.ec != std::errc{} || read.ptr != end || seq == 0 || !head)
            return bad_input("--noted: '" + given + "'",
                             "COMMIT:HEAD, as a verification printed them");
        check.expect({seq, *head, "您", "you", {}});
    }
    return {};
}

/// Reads all entries that exist now.
Result<void> read_entries(Store& store, const std::string& j, RecordCheck& check) {
    for (;;) {
        const std::uint64_t seq = check.replica().seq;
        const auto entries = store.read_range(j, seq == 0 ? 0 : seq + 1, entries_at_once);
        if (!entries && !is_of_the_record(entries.error()))
            return tl::unexpected<Error>(entries.error());
        if (!entries) {
            check.unreadable(Part::Log, entries.error());
            return {};
        }
        if (entries->empty()) return {};
        for (const Entry& entry : *entries) {
            if (!check.check(entry)) return {};
        }
    }
}

/// Reads up to the owner's place, which may advance meanwhile.
Result<void> read_to_the_end(Store& store, const std::string& j, RecordCheck& check) {
    for (int round = 0; round < rounds_max; ++round) {
        if (auto read = read_entries(store, j, check); !read) return read;
        const std::uint64_t end = check.replica().seq;
        const auto place = store.place(j);
        if (!place && !is_of_the_record(place.error())) return tl::unexpected<Error>(place.error());
        if (!place) {
            check.unreadable(Part::Log, place.error());
            return {};
        }
        if (place->seq > end) {
            if (auto read = read_entries(store, j, check); !read) return read;
            if (check.replica().seq > end) continue;
        }
        check.take_place(*place);
        return {};
    }
    return fail(Error::Kind::Busy, "the log goes on faster than it is read", "try again");
}

Result<void> read_words(Store& store, const std::string& j, RecordCheck& check) {
    std::string cursor = "0";
    do {
        const auto page = store.scan_values(j, cursor);
        if (!page && !is_of_the_record(page.error())) return tl::unexpected<Error>(page.error());
        if (!page) {
            check.unreadable(Part::Words, page.error());
            return {};
        }
        for (const auto& [ref, stored] : page->values) check.take_words(ref, stored);
        cursor = page->cursor;
    } while (cursor != "0");
    return {};
}

/// Reads values that were added while the rest was read.
Result<void> read_late_words(Store& store, const std::string& j, RecordCheck& check) {
    const std::vector<std::string> refs = check.words_awaited();
    for (std::size_t from = 0; from < refs.size(); from += values_a_read) {
        const auto to = std::min(refs.size(), from + values_a_read);
        const std::vector<std::string> some(refs.begin() + static_cast<std::ptrdiff_t>(from),
                                            refs.begin() + static_cast<std::ptrdiff_t>(to));
        const auto values = store.values(j, some);
        if (!values && !is_of_the_record(values.error()))
            return tl::unexpected<Error>(values.error());
        for (std::size_t i = 0; values && i < values->size(); ++i) {
            if ((*values)[i]) check.take_words(some[i], *(*values)[i]);
        }
    }
    return {};
}

std::vector<Fault> look_at_evidence(const Options& options, const fs::path& state_folder,
                                    const State& state, const seal::CaseKeys& keys) {
    std::error_code none;
    const Unveil unveil = [&](const EvidenceHash& hash,
                              const Evidence& evidence) -> std::optional<Veil> {
        const auto row = state.assignments.find(evidence.assignment);
        if (row == state.assignments.end()) return std::nullopt;
        const CaseId lead = row->second.lead;
        if (!fs::exists(keys.file_of(lead), none)) return std::nullopt;
        return [keys, lead, hash](std::int64_t offset, std::string bytes) {
            return keys.veil(lead, hash, offset, std::move(bytes), false);
        };
    };
    if (!options.evidence.empty()) return check_evidence(options.evidence, state, unveil);
    const fs::path broker = state_folder / "broker";
    if (fs::exists(broker, none)) return check_evidence(broker / "evidence", state, unveil);
    const auto stored = std::count_if(state.evidence.begin(), state.evidence.end(),
                                      [](const auto& each) { return each.second.stored; });
    if (stored == 0) return {};
    const std::string count = std::to_string(stored);
    return {{Part::Evidence,
             count + "件佐证未能核对：这里没有受理服务的文件夹，请用 --evidence 指明",
             count + " pieces of evidence were not looked at: no broker's folder here, give "
                     "--evidence FOLDER"}};
}

int tell(const Globals& globals, const RecordCheck& check, const std::vector<Fault>& faults,
         const std::vector<Unseen>& unseen) {
    const Lang lang = globals.language();
    const Replica& replica = check.replica();
    const std::size_t files = replica.state.evidence.size();
    if (globals.json()) {
        Json list = Json::array();
        for (const Fault& each : faults) list.push_back(say(lang, each.zh, each.en));
        Json blind = Json::array();
        for (const Unseen& each : unseen) blind.push_back(say(lang, each.zh, each.en));
        std::cout << json_text({{"ok", faults.empty()},
                                {"commits", replica.seq},
                                {"events", replica.state.leaves},
                                {"head", to_hex(replica.head)},
                                {"words", check.words_checked()},
                                {"evidence", files},
                                {"fault", faults.empty() ? std::string() : faults.front().en},
                                {"faults", std::move(list)},
                                {"unseen", std::move(blind)}},
                               2)
                  << '\n';
    } else {
        if (faults.empty()) {
            std::cout << say(lang, "记录完整：", "the record is whole: ") << replica.seq
                      << say(lang, "次提交 ", " commits, ") << replica.state.leaves
                      << say(lang, "条记录，", " records, ") << check.words_checked()
                      << say(lang, "处文字，", " words of people, ") << files
                      << say(lang, "件佐证，链头 ", " pieces of evidence, head ")
                      << to_hex(replica.head) << '\n';
        }
        for (const Unseen& each : unseen)
            std::cout << printable(say(lang, each.zh, each.en)) << '\n';
    }
    for (std::size_t i = 0; i < std::min(faults.size(), told_max); ++i)
        complain({Error::Kind::Corrupt, std::string(say(lang, faults[i].zh, faults[i].en)), ""});
    if (faults.size() > told_max) {
        complain({Error::Kind::Corrupt,
                  std::to_string(faults.size() - told_max) +
                      std::string(say(lang, "处不符未列出", " more faults")),
                  "-o json"});
    }
    return code(faults.empty() ? Exit::Ok : Exit::VerificationFailed);
}

int run(const Globals& globals, const Options& options) {
    const auto log = find_log(globals);
    if (!log) return refuse(log.error());
    auto connection = Connection::connect(log->redis);
    if (!connection) return refuse(connection.error());
    Store store(*connection);
    const auto keys = seal::CaseKeys::beside(globals.folder().case_key(), log->j);
    RecordCheck check([keys](const std::string& stored) { return keys.unlock(stored); });
    std::vector<Unseen> unseen;
    const fs::path state = globals.folder().root;
    if (auto good = expect_noted(options, state, log->j, check, unseen); !good)
        return refuse(good.error());
    for (const auto step : {read_entries, read_words, read_to_the_end, read_late_words}) {
        if (auto read = step(store, log->j, check); !read) return refuse(read.error());
    }
    check.end_words();
    if (check.words_locked() > 0) {
        const std::string count = std::to_string(check.words_locked());
        unseen.push_back({"案件文字" + count + "处未能核对：其密钥已销毁，或不在本机",
                          count + " words of cases were not compared: their keys are destroyed, or "
                                  "not on this machine"});
    }
    std::vector<Fault> faults = check.faults();
    for (Fault& each : look_at_evidence(options, state, check.replica().state, keys))
        faults.push_back(std::move(each));
    return tell(globals, check, faults, unseen);
}

}  // namespace
}  // namespace verify

void add_log_verify(CLI::App& log, Registry& registry) {
    auto options = std::make_shared<verify::Options>();
    auto* noun = log.add_subcommand(
        "verify", "Checks the chain and every event, the words of people and the evidence");
    noun->add_option("--evidence", options->evidence,
                     "the broker's folder of evidence; none: of this state folder");
    noun->add_option("--noted", options->noted,
                     "COMMIT:HEAD as an earlier verification printed them: must still be there");
    noun->callback([&registry, options] {
        registry.chosen = [&registry, options] { return verify::run(registry.globals, *options); };
    });
}

}  // namespace dudao
