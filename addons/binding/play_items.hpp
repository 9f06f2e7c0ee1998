// PlayItem of addons/index.ts, read and checked.
#pragma once
#include <vector>

#include "../mixer/mixer.hpp"
#include "arguments.hpp"

namespace partyline::binding {

std::vector<mixer::PlayItem> readPlayItems(Arguments& arguments, size_t index);

}  // namespace partyline::binding
