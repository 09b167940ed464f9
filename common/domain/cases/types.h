// A case, of which only the lead is implemented: what opened it, and how it ended (closed without a
// case, or referred). Further steps are done by people on paper.
#pragma once

#include <cstdint>

#include "domain/cases/table.h"
#include "domain/declared.h"
#include "domain/fields.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "domain/text.h"

namespace dudao {

enum class LeadSource { Ladder, GraveFinding, SuspectedBreach, Petition, Transfer };
template <>
struct Names<LeadSource> {
    static constexpr auto table =
        std::to_array<Named<LeadSource>>({{LeadSource::Ladder, "ladder"},
                                          {LeadSource::GraveFinding, "grave_finding"},
                                          {LeadSource::SuspectedBreach, "suspected_breach"},
                                          {LeadSource::Petition, "petition"},
                                          {LeadSource::Transfer, "transfer"}});
};

struct Case {
    CaseId id;
    std::int32_t year = 0;
    std::int32_t number = 0;
    cases::State state = cases::State::Lead;
    cases::Track track = cases::Track::None;
    LeadSource source = LeadSource::Ladder;
    RectificationId rectification;
    FindingId finding;
    UnitId unit;
    Moment opened_at;
    DUDAO_FIELDS(id, year, number, state, track, source, rectification, finding, unit, opened_at)
};

// Commands ---------------------------------------------------------------------------------------
/// Opens a lead that does not come from the ladder: a petition, or a matter transferred by another
/// body.
struct OpenLead {
    static constexpr CommandDeclaration as_command{
        .name = "lead.open",
        .right = {.roles = rights::officer},
        .title = {"登记线索", "open a lead"},
        .help = {"由信访或移送登记线索", "open a lead from a petition or a transfer"},
    };
    LeadSource source = LeadSource::Petition;
    UnitId unit;
    FindingId finding;
    Text matter;
    DUDAO_FIELDS(source, unit, finding, matter)
};
/// Ends a lead: closed without a case, or referred to the competent organ.
struct DisposeLead {
    static constexpr CommandDeclaration as_command{
        .name = "lead.dispose",
        .right = {.roles = rights::officer, .confirm = rights::officer},
        .title = {"处置线索", "dispose of a lead"},
        .help = {"办结线索：予以了结，或移送有关机关",
                 "end a lead: closed without a case, or referred to the organ"},
    };
    CaseId lead;
    bool referred = false;
    Text reason;
    DUDAO_FIELDS(lead, referred, reason)
    cases::Verb verb() const { return referred ? cases::Verb::Refer : cases::Verb::CloseNoCase; }
};

// Events -----------------------------------------------------------------------------------------
struct LeadOpened {
    static constexpr std::string_view as_event = "lead.opened";
    CaseId id;
    std::int32_t year = 0;
    std::int32_t number = 0;
    LeadSource source = LeadSource::Ladder;
    RectificationId rectification;
    FindingId finding;
    UnitId unit;
    Text matter;
    DUDAO_FIELDS(id, year, number, source, rectification, finding, unit, matter)
};
/// A step of the table that ends the lead.
struct LeadDisposed {
    static constexpr std::string_view as_event = "lead.disposed";
    CaseId id;
    cases::Verb verb = cases::Verb::CloseNoCase;
    Text reason;
    DUDAO_FIELDS(id, verb, reason)
};

}  // namespace dudao
