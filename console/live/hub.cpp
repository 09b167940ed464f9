#include "console/live/hub.h"

#include <exception>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "console/api/answer.h"
#include "console/api/rows.h"
#include "console/api/timeline.h"
#include "console/limits.h"

namespace dudao::console {
namespace {

constexpr std::size_t moved_max = 4096;
constexpr std::size_t frame_rows_max = 1000;  // per frame; more becomes a resync

std::string_view kind_of(std::string_view matter) { return matter.substr(0, matter.find(':')); }

/// The page's word for the kind of a matter.
std::string page_kind(std::string_view matter) {
    const std::string_view kind = kind_of(matter);
    for (const std::string_view known :
         {"task", "finding", "rectification", "demand", "case", "plan", "draw", "notice",
          "calendar", "policy", "proposal"}) {
        if (kind == known) return std::string(known);
    }
    return "registry";
}

/// The person concerned is told that their page has changed, and of no event.
bool is_of_own_case(const Reader& reader, std::string_view matter) {
    if (kind_of(matter) != "case") return false;
    const Case* row =
        row_of(reader.state.cases, CaseId{id_number(matter.substr(matter.find(':') + 1))});
    return row && reader.sight.is_own(*row);
}

/// Adds the rows of all matters of one kind that the reader may see, under the page's name.
struct Rows {
    Reader& reader;
    Json& out;
    std::size_t count = 0;

    template <class Row, class Make>
    void add(const char* list, const Row* row, Make make) {
        if (!row || !reader.sight.sees(*row)) return;
        if (!out.contains(list)) out[list] = Json::array();
        out[list].push_back(make(*row));
        ++count;
    }

    void add(const std::string& matter) {
        const State& state = reader.state;
        const std::string_view kind = kind_of(matter);
        const std::string id = matter.substr(std::min(matter.size(), kind.size() + 1));
        if (kind == "task") {
            add("tasks", row_of(state.tasks, TaskId{id_number(id)}),
                [&](const Task& row) { return task_row(reader, row); });
        } else if (kind == "finding") {
            add("findings", row_of(state.findings, FindingId{id}),
                [&](const Finding& row) { return finding_row(reader, row); });
        } else if (kind == "rectification") {
            add("rectifications", row_of(state.rectifications, RectificationId{id_number(id)}),
                [&](const Rectification& row) { return rectification_row(reader, row); });
        } else if (kind == "demand") {
            add("demands", row_of(state.demands, DemandId{id_number(id)}),
                [&](const Demand& row) { return demand_row(reader, row); });
        } else if (kind == "case") {
            add("cases", row_of(state.cases, CaseId{id_number(id)}),
                [&](const Case& row) { return case_row(reader, row); });
        }
    }
};

}  // namespace

std::string sse(std::string_view event, const std::string& data, std::optional<std::uint64_t> id) {
    std::string text;
    if (id) text += "id: " + std::to_string(*id) + "\n";
    text += "event: " + std::string(event) + "\n";
    return text + "data: " + data + "\n\n";
}

void Hub::note_moves(const Event& event, std::uint64_t index) {
    const auto moved = [&](std::string matter, const UnitId& from) {
        moved_.push_back({index, std::move(matter), from});
        if (moved_.size() > moved_max) moved_.pop_front();
    };
    if (const auto* issued = std::get_if<RectificationIssued>(&event.body)) {
        unit_of_[issued->id] = issued->unit;
    } else if (const auto* went = std::get_if<RectificationTransferred>(&event.body)) {
        UnitId& unit = unit_of_[went->id];
        if (unit != went->unit) moved(matter_text("rectification", went->id.value), unit);
        unit = went->unit;
    }
}

void Hub::took(const FoldedCommit& folded, std::int64_t now_ms) {
    std::uint64_t index = folded.commit.first;
    for (const Event& event : folded.events) note_moves(event, index++);
    if (!due_ms_) due_ms_ = now_ms + coalesce_ms;
}

void Hub::reset() {
    unit_of_.clear();
    moved_.clear();
    flushed_ = 0;
    started_ = false;
}

Json Hub::change(Reader& reader, Span span) const {
    const Record& record = reader.record;
    std::set<std::string> matters;
    std::set<std::string> touched;
    std::deque<std::uint64_t> told;
    const std::uint64_t first = record.first_after(span.after);
    for (std::uint64_t i = first; i < record.end(); ++i) {
        const Record::Line line = record.line(i);
        if (line.seq > span.to) break;
        if (is_of_own_case(reader, line.matter)) touched.insert("own_case");
        // Even that something of a kind happened is sent only to those who may see it.
        if (!reader.sees(line)) continue;
        matters.emplace(line.matter);
        for (const std::string_view each : line.also) matters.emplace(each);
        touched.insert(page_kind(line.matter));
        if (!is_news(line)) continue;
        told.push_back(i);
        if (told.size() > feed_max) told.pop_front();
    }
    Json out{{"seq", span.to}, {"now", reader.now.ms}};
    Rows rows{reader, out};
    for (const std::string& matter : matters) rows.add(matter);
    if (rows.count > frame_rows_max) return "resync";
    Json gone = Json::array();
    for (const Moved& each : moved_) {
        if (each.index < first || reader.sight.office()) continue;
        if (reader.sight.of_unit(each.from) && !reader.sees(each.matter))
            gone.push_back(each.matter);
    }
    if (rows.count == 0 && touched.empty() && gone.empty()) return nullptr;
    if (!gone.empty()) out["gone"] = std::move(gone);
    out["touched"] = touched;
    Json feed = Json::array();
    for (const std::uint64_t index : told) feed.push_back(entry(reader, index));
    out["feed"] = std::move(feed);
    return out;
}

Json Hub::change_or_resync(Reader& reader, Span span) {
    try {
        return change(reader, span);
    } catch (const std::exception& fault) {
        fault_ = fault.what();
        return "resync";
    }
}

Hub::Made Hub::open(const Facts& facts, const WordsKept& kept, Stream stream,
                    std::optional<std::uint64_t> since) {
    Made made;
    if (!started_) {  // no frame was sent yet
        flushed_ = facts.replica.seq;
        started_ = true;
        due_ms_.reset();
    }
    std::string first = "retry: 3000\n\n";
    if (since && *since < flushed_) {
        const bool too_wide = flushed_ - *since > replay_commits_max;
        Reader reader(facts, stream.person, Lang::Zh, kept);
        const Json told = too_wide ? Json("resync") : change_or_resync(reader, {*since, flushed_});
        if (!told.is_string() && !reader.words.wanted().empty() && !without_) {
            made.wanted = reader.words.wanted();
            return made;
        }
        if (told.is_string()) first += sse("resync", "{}", flushed_);
        if (told.is_object()) first += sse("change", text_of(told), flushed_);
    } else if (since && *since > facts.replica.seq) {
        first += sse("resync", "{}", flushed_);  // the position belongs to another history
    }
    first += tick(facts);
    made.out.push_back({{stream.id}, std::move(first)});
    streams_[stream.id] = std::move(stream);
    return made;
}

Hub::Made Hub::flush(const Facts& facts, const WordsKept& kept) {
    Made made;
    const Span span{flushed_, facts.replica.seq};
    started_ = true;
    const auto told = [&] {
        flushed_ = span.to;
        due_ms_.reset();
        without_ = false;
    };
    if (streams_.empty() || span.after >= span.to) {
        told();
        return made;
    }
    // What a reader may see depends only on the person. A frame is therefore shared by the streams
    // of one person, never by two people.
    std::map<PersonId, std::vector<std::uint64_t>> by_person;
    for (const auto& [id, stream] : streams_) by_person[stream.person].push_back(id);
    for (auto& [person, ids] : by_person) {
        Reader reader(facts, person, Lang::Zh, kept);
        const Json change_json = change_or_resync(reader, span);
        made.wanted.insert(reader.words.wanted().begin(), reader.words.wanted().end());
        std::string text;
        if (change_json.is_string()) text = sse("resync", "{}", span.to);
        if (change_json.is_object()) text = sse("change", text_of(change_json), span.to);
        if (!text.empty()) made.out.push_back({std::move(ids), std::move(text)});
    }
    if (!made.wanted.empty() && !without_) {
        made.out.clear();
        return made;
    }
    made.wanted.clear();
    told();
    return made;
}

std::string Hub::tick(const Facts& facts) const {
    const std::uint64_t log_seq = std::max(facts.health.log_seq, facts.replica.seq);
    return sse("tick",
               text_of({{"seq", flushed_},
                        {"now", facts.now.ms},
                        {"log_seq", log_seq},
                        {"fresh_ms", facts.health.fresh_ms}}),
               flushed_);
}

std::vector<Hub::Stream> Hub::streams() const {
    std::vector<Stream> all;
    all.reserve(streams_.size());
    for (const auto& [id, stream] : streams_) all.push_back(stream);
    return all;
}

}  // namespace dudao::console
