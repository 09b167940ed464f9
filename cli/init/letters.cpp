#include "cli/init/letters.h"

#include <algorithm>

#include "accounts/invitation_code.h"
#include "cli/init/keys.h"
#include "csv/csv_cells.h"
#include "disk/file.h"
#include "domain/bounds.h"
#include "ledger/hash.h"

namespace dudao::init {

std::vector<Letter> make_letters(const County& county, Moment now, const Random& random) {
    std::vector<Letter> all;
    if (county.demo) return all;
    for (const PersonId& person : people_with_a_right(county)) {
        std::string letters = invitation_letters(random(invitation_code_bytes));
        Bytes hash(to_bytes(sha256(letters)));
        all.push_back(
            {{person, std::move(hash), now + bounds::invitation_max}, std::move(letters)});
    }
    return all;
}

Result<void> save(const std::vector<Letter>& letters, const County& county,
                  const StateFolder& folder) {
    if (letters.empty()) return {};
    std::string csv(byte_order_mark);
    csv += csv_line({"person", "name", "unit", "code", "until"});
    for (const auto& [invitation, code] : letters) {
        const auto row =
            std::find_if(county.people.begin(), county.people.end(),
                         [&](const auto& each) { return each.row.id == invitation.person; });
        if (row == county.people.end()) continue;  // the rules have refused it
        csv += csv_line({invitation.person.text, row->row.name.value, row->row.unit.text,
                         invitation_shown(code),
                         to_text(county.calendar.zone.local_day(invitation.until))});
    }
    return disk::replace(folder.invitations(), csv);
}

}  // namespace dudao::init
