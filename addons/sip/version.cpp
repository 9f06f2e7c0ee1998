#include "version.hpp"

#include <pj/config.h>

namespace partyline::sip {

std::string pjprojectVersion() { return pj_get_version(); }

}  // namespace partyline::sip
