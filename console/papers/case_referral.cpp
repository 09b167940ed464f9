// A lead that goes to the organ with authority over it: what was raised, and the evidence by its
// hashes. Whose matter it is decides what is established; the paper does not.
#include "console/papers/drafting.h"

namespace dudao::console {
namespace {

using papers::in;
using papers::say;

constexpr std::size_t digits_a_group = 8;

/// In groups, so that two people can compare it by eye.
std::string hash_told(const EvidenceHash& hash) {
    std::string told;
    for (std::size_t i = 0; i < hash.text.size(); ++i) {
        if (i > 0 && i % digits_a_group == 0) told += ' ';
        told += hash.text[i];
    }
    return told;
}

void list_evidence(const Drafting& w, Paper& paper) {
    if (w.course.files.empty()) return;
    paper.table.caption = w.line("referral.list");
    for (const char* head : {"no", "type", "size", "hash"}) {
        paper.table.heads.push_back(w.line(std::string("referral.") + head));
    }
    for (const CaseFile& each : w.course.files) {
        paper.table.rows.push_back({std::to_string(paper.table.rows.size() + 1), each.mime,
                                    std::to_string(each.size), hash_told(each.hash)});
    }
}

std::string raised(const Drafting& w) {
    std::string told = w.course.found ? w.scribe.sentence(w.course.found->text) : std::string();
    if (!w.course.matter.empty()) {
        if (!told.empty() && w.lang() == Lang::En) told += ' ';
        told += w.scribe.sentence(w.course.matter);
    }
    return told.empty() ? std::string(pen) : told;
}

std::string opening_line(const Drafting& w) {
    const auto number = in<"number">(w.scribe.number(w.lead));
    const bool found = w.course.found.has_value();
    const auto day = in<"day">(w.scribe.day(found ? w.course.found_at : w.lead.opened_at));
    return found ? say(w.lang(), "referral.found", day, number)
                 : say(w.lang(), "referral.open", day, number);
}

std::string evidence_line(const Drafting& w) {
    if (w.course.files.empty()) return w.line("referral.no_evidence");
    return say(w.lang(), "referral.evidence", in<"n">(w.course.files.size()));
}

}  // namespace

void write_referral(const Drafting& w, Paper& paper) {
    const Lang lang = w.lang();
    paper.to = say(lang, "referral.to", in<"pen">(pen));
    paper.body = {opening_line(w),
                  say(lang, "referral.facts", in<"facts">(raised(w))),
                  say(lang, "referral.unit", in<"unit">(w.scribe.unit(w.lead.unit))),
                  say(lang, "referral.status", in<"pen">(pen)),
                  evidence_line(w),
                  w.line("referral.demand")};
    paper.facts = {
        {w.line("referral.secrecy"), std::string(pen)},
        {w.line("referral.accepted"), say(lang, "referral.accepted_blank", in<"pen">(pen))}};
    list_evidence(w, paper);
    add_strip(w.scribe, paper);
}

}  // namespace dudao::console
