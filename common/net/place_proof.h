// One county runs in one place. The first has the number 0; each take-over of a copied or restored
// state gives the next one, and the latest is the county. Whoever spoke to the broker of a place
// can show its number to an earlier one, and cannot make it up: the proof is made with the broker's
// secret key, which a copy has too.
#pragma once

#include <cstdint>
#include <string_view>

#include "domain/fields.h"
#include "net/curve.h"

namespace dudao {

/// HMAC-SHA-256 of jurisdiction and number under the broker's secret key: 32 bytes.
Bytes place_proof(const SecretKey& broker, std::string_view jurisdiction, std::int64_t number);

}  // namespace dudao
