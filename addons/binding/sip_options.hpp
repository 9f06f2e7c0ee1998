// What JavaScript asks of SIP (addons/sip.ts), read and checked. When something is wrong, the arguments' TypeError waits and the result means
// nothing.
#pragma once
#include <string>
#include <vector>

#include "../sip/requests.hpp"
#include "properties.hpp"

namespace partyline::binding {

sip::TrunkOptions readTrunkOptions(const Properties& from);
std::vector<sip::Phone> readPhones(Arguments& arguments, size_t index);
sip::AdmissionOptions readAdmission(const Properties& from);
sip::DialOptions readDial(const Properties& from);
sip::ProbeOptions readProbe(const Properties& from);

}  // namespace partyline::binding
