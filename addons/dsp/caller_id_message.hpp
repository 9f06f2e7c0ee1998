// What the bytes, or the digits, of a caller ID mean.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "caller_id.hpp"

namespace partyline::dsp {

// A message by FSK without its checksum: type, length, and one field (SDMF, 04h) or several (MDMF, 80h). Nothing when it isn't a caller ID
// that is whole and has only what belongs there.
std::optional<CallerId> callerIdOfMessage(const uint8_t* message, size_t size) noexcept;

// Digits by DTMF, of which the last is what ends it: A…C, A…D…C, D…C, A…#, D1#, B10C, …#. Nothing when they are none of these.
std::optional<CallerId> callerIdOfDigits(std::string_view digits) noexcept;

}  // namespace partyline::dsp
