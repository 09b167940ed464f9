#include "agents/unseal.h"

#include "wire/codec.h"

namespace dudao::agent {
namespace {

tl::unexpected<Error> refused(const char* what) { return fail(Error::Kind::Refused, what); }

}  // namespace

Unseal unseal_with(const seal::SealingKeys& keys, const std::string& device,
                   const std::string& engine) {
    return [=](const wire::Dispatch& dispatch, const GroupId& group,
               Moment now) -> Result<seal::TaskBody> {
        const auto inner = seal::open(dispatch.blob, keys, device, engine, now);
        if (!inner) return tl::unexpected<Error>(inner.error());
        if (inner->type != seal::Type::Task) return refused("not a task");
        auto body = decode<seal::TaskBody>(inner->body);
        if (!body) return refused("a body that cannot be read");
        if (!seal::opens(dispatch.commitment, body->salt, body->target, group)) {
            return refused("salt and target do not open the commitment on record");
        }
        return body;
    };
}

UnsealAssignment unseal_assignment_with(const seal::SealingKeys& keys, const std::string& device) {
    return [=](const wire::AssignmentDispatch& dispatch) -> Result<seal::AssignmentBody> {
        const auto opened = seal::open_assignment(dispatch.blob, keys, device, dispatch.sender);
        if (!opened) return tl::unexpected<Error>(opened.error());
        auto body = decode<seal::AssignmentBody>(*opened);
        if (!body) return refused("a body that cannot be read");
        if (seal::assignment_commitment(*body) != dispatch.commitment) {
            return refused("salt and words do not open the commitment on record");
        }
        return body;
    };
}

}  // namespace dudao::agent
