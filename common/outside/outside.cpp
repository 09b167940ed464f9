#include "outside/outside.h"

#include "draw/encoding.h"
#include "ledger/hash.h"
#include "ledger/key_id.h"
#include "seal/seal.h"
#include "wire/command_codec.h"

namespace dudao {
namespace {

Bytes pack(const Command& command) { return Bytes(encode_args(command, Form::Log)); }

Result<Command> unpack(const std::string& name, const Bytes& args) {
    return decode_command(name, args, Form::Log);
}

/// HM(key, "case", case, person).
Bytes mark(const Hash& case_key, CaseId id, const PersonId& person) {
    const std::string about = draw::u64(id.value);
    const Hash made = draw::tagged_mac(case_key, "case", {about, person.text});
    return Bytes(std::string(draw::bytes(made)));
}

Bytes hash_of_code(const std::string& code) { return Bytes(to_bytes(sha256(code))); }

KeyId id_of_key(const Bytes& public_key) { return key_id(public_key); }

}  // namespace

const Outside outside_of_rules{&seal::opens, &id_of_key, &seal::takes_box, &hash_of_code, &pack,
                               &unpack,      &mark};

}  // namespace dudao
