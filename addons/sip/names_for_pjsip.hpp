// Makes pjsip ask our resolver for names, wherever it meets one.
#pragma once
#include <pjsip.h>

#include "resolver.hpp"

namespace partyline::sip {

// One for each process: pjsip's call carries no pointer of ours. Null: names are not found any more.
void resolveNamesBy(pjsip_endpoint* endpoint, Resolver* resolver);

// Null when `uri` is none that this box can call.
const pjsip_sip_uri* parseSipUri(pj_pool_t* pool, const std::string& uri);
ServerName serverOf(const pjsip_sip_uri& uri);
const char* wordOf(TransportKind transport);
pjsip_transport_type_e typeOf(TransportKind transport);

}  // namespace partyline::sip
