#include "draw/manifest.h"

#include "tests/fuzz/target.h"

namespace dudao::fuzz {

DUDAO_FUZZ_TARGET(manifest) {
    const auto read = draw::parse_manifest(bytes);
    if (!read) return refused_well(read.error());
    hold(draw::manifest_text(*read) == std::string(bytes), "one manifest, one text");
    (void)draw::manifest_root(bytes, read->salt);
}

}  // namespace dudao::fuzz
