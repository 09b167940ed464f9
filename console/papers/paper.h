// Official papers as a function of the record: number, addressee, body, rights, limits. A page only
// lays them out. A paper rests on one event of the log and says what stood in the record when that
// event was recorded, whoever prints it and whenever. Where the record does not say (a telephone, a
// signature) a blank is left for the pen.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "console/api/query.h"
#include "console/api/reader.h"
#include "domain/fields.h"
#include "domain/names.h"

namespace dudao::console {

enum class PaperKind {
    Notice,
    Blue,
    Yellow,
    Orange,
    Red,
    Extension,
    Return,
    StrikeOff,
    Attendance,
    Conclusion,
    Report,
    // of a case
    Referral,
    Inquiry,
    CaseOpened,
    FactsShown,
    ToDefend,
    CaseDecided,
    Clearing
};

struct PaperFact {
    std::string label;
    std::string value;
    DUDAO_FIELDS(label, value)
};

struct PaperTable {
    std::string caption;
    std::vector<std::string> heads;
    std::vector<std::vector<std::string>> rows;
    DUDAO_FIELDS(caption, heads, rows)
};

/// As it is laid out, from the head of the sheet to its foot. What is empty is left out.
struct Paper {
    std::string serial;  // names it: on the sheet beside `code`, and in its address
    PaperKind kind = PaperKind::Notice;
    Moment at;              // of the event it rests on
    bool red_head = false;  // 红头: the issuer in red over a red rule
    std::string issuer;
    std::string number;
    std::string demo;  // the data is made up
    std::string title;
    std::string mark;  // a slip's shape, colour and step
    std::string to;
    std::vector<std::string> body;
    std::vector<PaperFact> facts;
    PaperTable table;
    std::vector<std::string> after;  // below the table
    std::string contact;
    std::string seal;
    std::string date;
    std::string copy;
    std::vector<PaperFact> strip;    // short receipt, to be signed on the sheet itself
    std::string receipt_title;       // receipt on a sheet of its own
    std::vector<PaperFact> receipt;  // an empty value is filled in by hand
    std::string receipt_note;
    std::string code;  // sixteen hex digits in fours
    std::vector<std::string> foot;
    DUDAO_FIELDS(serial, kind, at, red_head, issuer, number, demo, title, mark, to, body, facts,
                 table, after, contact, seal, date, copy, strip, receipt_title, receipt,
                 receipt_note, code, foot)
};

/// Whether an official paper rests on an event like this.
bool is_paper(const EventBody& body);

/// GET /papers/{serial}; nothing for what is no paper, or not the reader's to see.
std::optional<Json> paper_page(Reader& reader, const std::string& serial);
/// GET /own-papers/{serial}: of a case about the reader, once it was served on them.
std::optional<Json> own_paper_page(Reader& reader, const std::string& serial);
/// GET /papers?matter=rectification:7: those of a matter that the reader sees, oldest first.
Result<Json> paper_list(const Reader& reader, const Query& query);
/// GET /papers/check?serial=&code=: whether a paper with these on it is ours, and what it says.
Json paper_check(Reader& reader, const Query& query);

}  // namespace dudao::console

namespace dudao {
template <>
struct Names<console::PaperKind> {
    using K = console::PaperKind;
    static constexpr auto table = std::to_array<Named<K>>({{K::Notice, "notice"},
                                                           {K::Blue, "blue"},
                                                           {K::Yellow, "yellow"},
                                                           {K::Orange, "orange"},
                                                           {K::Red, "red"},
                                                           {K::Extension, "extension"},
                                                           {K::Return, "return"},
                                                           {K::StrikeOff, "strike_off"},
                                                           {K::Attendance, "attendance"},
                                                           {K::Conclusion, "conclusion"},
                                                           {K::Report, "report"},
                                                           {K::Referral, "referral"},
                                                           {K::Inquiry, "inquiry"},
                                                           {K::CaseOpened, "case_opened"},
                                                           {K::FactsShown, "facts_shown"},
                                                           {K::ToDefend, "to_defend"},
                                                           {K::CaseDecided, "case_decided"},
                                                           {K::Clearing, "clearing"}});
};
}  // namespace dudao
