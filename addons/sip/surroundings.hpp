// What a call needs of the box around it.
#pragma once
#include <functional>

#include "leg.hpp"
#include "listener.hpp"
#include "media_watch.hpp"
#include "options.hpp"
#include "port_pool.hpp"

namespace partyline::sip {

struct Surroundings {
  const Options& options;
  mixer::Mixer& mixer;
  Listener& listener;
  Legs& legs;
  MediaWatch& watch;
  PortPool& ports;
};

}  // namespace partyline::sip
