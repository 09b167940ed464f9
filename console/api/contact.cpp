#include "console/api/contact.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "console/api/filters.h"
#include "console/limits.h"
#include "domain/notice.h"
#include "refusals/says.h"

namespace dudao::console {
namespace {

Json test_row(NoticeState state, Moment at, const std::string& detail) {
    return {{"state", name(state)}, {"at", at.ms}, {"detail", detail}};
}

/// The person's last test notice in the record; 0: none, or longer ago than is looked.
NoticeId last_test(const Record& record, const PersonId& person) {
    const auto events = record.of(matter_text("notice", std::uint64_t{0}));
    const std::size_t most = std::min(events.size(), notices_looked_max);
    for (std::size_t i = 0; i < most; ++i) {
        const Event event = record.event(events[events.size() - 1 - i]);
        const auto* queued = std::get_if<NoticeQueued>(&event.body);
        if (queued && queued->to == person && queued->item.text == test_notice) return queued->id;
    }
    return {};
}

/// What became of it; null: none was sent.
Json test_of(const Reader& reader) {
    const NoticeId id = last_test(reader.record, reader.person);
    if (!id) return nullptr;
    if (const Notice* open = row_of(reader.state.notices, id)) {
        return test_row(open->state, open->send_at, {});
    }
    for (const std::uint64_t index : reader.record.of(matter_text("notice", id.value))) {
        const Event event = reader.record.event(index);
        const auto* outcome = std::get_if<NoticeOutcome>(&event.body);
        if (outcome) return test_row(outcome->state, event.at, outcome->detail);
    }
    return nullptr;
}

}  // namespace

Result<Json> contact_page(Reader& reader, const Query& query) {
    const auto asked = code_in<PersonId>(query, "person");
    if (!asked) return tl::unexpected<Error>(asked.error());
    const PersonId person = *asked ? *asked : reader.person;
    if (!reader.reads_contact_of(person) || !reader.state.people.contains(person)) {
        return fail(Error::Kind::NotFound, says("no_such_person"));
    }
    const Contact* row = row_of(reader.state.contacts, person);
    const Contact contact = row ? *row : Contact{};
    const bool others = !(contact.mail == contact.own_mail && contact.phone == contact.own_phone);
    return Json{{"person", person.text},
                {"mail", reader.words.of(contact.mail)},
                {"phone", reader.words.of(contact.phone)},
                {"by", contact.by.text},
                {"at", contact.at.ms},
                {"by_others", others},
                {"test", person == reader.person ? test_of(reader) : Json(nullptr)}};
}

}  // namespace dudao::console
