#include "version.hpp"

#include "libpri_c.hpp"

namespace partyline::pri {

std::string libpriVersion() { return pri_get_version(); }

}  // namespace partyline::pri
