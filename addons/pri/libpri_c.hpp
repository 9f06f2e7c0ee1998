// libpri's header does not say that it is C.
#pragma once

extern "C" {
#include <libpri.h>
}
