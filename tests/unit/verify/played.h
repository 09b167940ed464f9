// A county that was played, as it lies on disk: log, words beside it, evidence. What was changed in
// any of it must be found.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "cli/verify/evidence_check.h"
#include "cli/verify/record_check.h"
#include "ledger/evidence_file.h"
#include "ledger/hash.h"
#include "store/chain.h"
#include "support/county.h"
#include "tests/support/temp_dir.h"
#include "wire/event_codec.h"
#include "wire/personal.h"

namespace dudao::verify::test {

class Played {
 public:
    /// So many matters, each with a unit's proof.
    explicit Played(int matters) {
        for (int i = 0; i < matters; ++i) play(i);
        for (std::size_t from = 0; from < county_.log.size(); from += events_a_commit) commit(from);
        place.seq = entries.back().seq;
        place.confirmed = place.seq;
        place.head = entries.back().h;
        place.leaves = county_.log.size();
    }

    std::vector<Entry> entries;
    Place place;
    std::map<std::string, std::string> words;  // as they lie in {j}:pd
    const State& state() const { return county_.state; }
    std::filesystem::path folder() const { return folder_ / "evidence"; }

    /// The whole of it, as `dudao log verify` goes over it.
    std::vector<Fault> faults(const std::vector<RecordCheck::Noted>& noted = {}) const {
        RecordCheck check;
        for (const auto& each : noted) check.expect(each);
        for (const Entry& entry : entries) {
            if (!check.check(entry)) break;
        }
        for (const auto& [ref, stored] : words) check.take_words(ref, stored);
        check.take_place(place);
        check.end_words();
        std::vector<Fault> all = check.faults();
        for (Fault& each : check_evidence(folder(), check.replica().state))
            all.push_back(std::move(each));
        return all;
    }

 private:
    static constexpr std::size_t events_a_commit = 5;

    void play(int i) {
        const RectificationId id = county_.in_progress();
        const FindingId finding = county_.of(id).finding;
        const TaskId task = county_.state.findings.at(finding).task;
        const std::string bytes = "photo " + std::to_string(i) + std::string(90, '.');
        const EvidenceHash hash{to_hex(sha256(bytes))};
        county_.must(AttachEvidence{task, finding, hash, static_cast<std::int64_t>(bytes.size()),
                                    "image/jpeg"},
                     county_.village);
        county_.must_as(EvidenceStored{hash}, county_.process(KeyKind::Broker));
        county_.must(
            SubmitRectification{id, dudao::test::words("已修" + std::to_string(i)), {hash}},
            county_.village);
        const auto file = evidence_path(folder(), hash);
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << bytes;
    }

    void commit(std::size_t from) {
        Commit made;
        made.first = from;
        const std::size_t to = std::min(county_.log.size(), from + events_a_commit);
        for (std::size_t i = from; i < to; ++i) {
            for_each_text(county_.log[i], [this](const Text& text) {
                if (!text.ref.empty())
                    words[text.ref] = dudao::test::stored_words(text.ref.substr(4));
            });
            made.events.push_back(encode_event(county_.log[i]));
        }
        Entry entry{entries.size() + 1, "1:aaaaaaaa", encode_commit(made), {}};
        entry.h =
            chain_hash(entries.empty() ? Hash{} : entries.back().h, entry.seq, entry.e, entry.b);
        entries.push_back(std::move(entry));
    }

    dudao::test::TempDir folder_;
    dudao::test::County county_;
};

/// The entry with one byte changed: of b, then e, then h, then of its number.
inline Entry changed(Entry entry, std::size_t at, unsigned char by) {
    const auto flip = [by](char c) {
        return static_cast<char>(static_cast<unsigned char>(c) ^ by);
    };
    if (at < entry.b.size()) {
        entry.b[at] = flip(entry.b[at]);
    } else if (at -= entry.b.size(); at < entry.e.size()) {
        entry.e[at] = flip(entry.e[at]);
    } else if (at -= entry.e.size(); at < entry.h.size()) {
        entry.h[at] = static_cast<std::uint8_t>(entry.h[at] ^ by);
    } else {
        entry.seq ^= std::uint64_t{by} << 8 * (at - entry.h.size());
    }
    return entry;
}
inline std::size_t positions(const Entry& entry) {
    return entry.b.size() + entry.e.size() + entry.h.size() + sizeof entry.seq;
}

inline std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}
inline void write(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace dudao::verify::test
