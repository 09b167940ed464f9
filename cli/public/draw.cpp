#include "cli/public/draw.h"

#include <fstream>
#include <ostream>

#include "cli/exit_code.h"
#include "draw/select.h"
#include "visible.h"

namespace dudao {
namespace {

constexpr std::size_t file_bytes_max = 16U << 20U;

Result<std::string> read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::string text(file_bytes_max + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!in.eof() && in.fail()) return fail(Error::Kind::NotFound, path + ": cannot be read");
    if (in.gcount() > static_cast<std::streamsize>(file_bytes_max)) {
        return bad_input(path + ": is larger than 16 MiB");
    }
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

Result<std::string> result_of(const DrawSelectOptions& options) {
    const auto params_text = read_file(options.params_file);
    if (!params_text) return tl::unexpected<Error>(params_text.error());
    const auto manifest_text = read_file(options.manifest_file);
    if (!manifest_text) return tl::unexpected<Error>(manifest_text.error());
    const auto seed = hash_from_hex(options.seed);
    if (!seed) return bad_input("--seed: is not a seed", "write 64 lower-case hex digits");
    const auto params = draw::parse_params(*params_text);
    if (!params) return within(options.params_file, params.error());
    const auto manifest = draw::parse_manifest(*manifest_text);
    if (!manifest) return within(options.manifest_file, manifest.error());
    const auto selection = draw::select(*params, *manifest, *seed);
    if (!selection) return within(options.manifest_file, selection.error());
    return draw::result_text(*selection);
}

}  // namespace

int draw_select(const DrawSelectOptions& options, std::ostream& out, std::ostream& err) {
    const auto result = result_of(options);
    if (!result) {
        err << printable(result.error().text()) << '\n';
        return code(Exit::Usage);
    }
    out << *result << std::flush;
    return 0;
}

}  // namespace dudao
