#include "cli/init/disk_error.h"

#include "refusals/says.h"
#include "visible.h"

namespace dudao::init {

tl::unexpected<Error> of_disk(const std::string& path, Error error) {
    if (error.said.code.empty()) {
        const std::string shown = printable(path);
        if (error.kind == Error::Kind::Busy) return fail(error.kind, says("disk_is_full", shown));
        if (error.kind == Error::Kind::NotFound) {
            return fail(error.kind, says("path_not_there", shown));
        }
        // There is more than one reason; the system's own words stay for readers of English.
        if (error.kind == Error::Kind::Refused) error.said = says("path_not_allowed", shown);
    }
    return tl::unexpected<Error>(std::move(error));
}

}  // namespace dudao::init
