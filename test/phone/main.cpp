// A SIP phone without ears or mouth, driven by JSON lines on standard input; replies and events are JSON lines on standard output.
//
//   {"id": 1, "do": "call", "call": "a", "uri": "sip:…", "from": "<sip:…>", "codecs": [], "srtp": "off|optional|mandatory",
//    "telephoneEvent": true, "headers": {}}
//   {"id": 2, "do": "answer|hangup", "call": "a", "status": 200}
//   {"id": 3, "do": "digits", "call": "a", "digits": "12#", "method": "rfc4733|info|inband", "ms": 80, "pauseMs": 60}
//   {"id": 4, "do": "offer", "call": "a", "direction": "sendrecv|sendonly|inactive", "codecs": []}    a re-INVITE
//   {"id": 5, "do": "source", "call": "a", "kind": "tone|speech|silence", "hz": 440, "dbov": -20}
//   {"id": 6, "do": "rtp", "call": "a", "sending": false}
//   {"id": 7, "do": "measure", "call": "a", "ms": 200, "frequencies": [440], "continuousHz": 433}
//   The same with "firstFrame", the "nextFrame" of an earlier reply, goes on where that one ended.
//
// A reply is {"id", "ok"} with what was measured, or with "error". Events are ready, incoming, ringing, answered, media and ended.
#include <cstdio>
#include <exception>
#include <iostream>
#include <string>

#include <sched.h>

#include "json.hpp"
#include "phone.hpp"

using partyline::phone::Command;
using partyline::phone::Object;
using partyline::phone::Phone;
using partyline::phone::say;

namespace {

void refuse(double id, const std::string& why) { say(Object().add("id", id).add("ok", false).add("error", why)); }

// A phone has a processor of its own: whatever else this machine does, what the phone says and hears is on time. Its threads inherit this.
void be_punctual() {
  sched_param priority{};
  priority.sched_priority = 3;  // below the box's audio and simulated cards, which stand for more hardware
  sched_setscheduler(0, SCHED_FIFO, &priority);
}

void obey(Phone& phone, const std::string& line) {
  double id = 0;
  try {
    const Command command(line);
    id = command.number("id");
    phone.obey(command);
  } catch (const pj::Error& error) {
    refuse(id, error.info());
  } catch (const std::exception& error) {
    refuse(id, error.what());
  }
}

}  // namespace

int main(int count, char** words) {
  const std::string address = count > 1 ? words[1] : "127.0.0.1";
  try {
    be_punctual();
    Phone phone(address);
    for (std::string line; std::getline(std::cin, line);) obey(phone, line);
    return 0;
  } catch (const pj::Error& error) {
    std::fprintf(stderr, "partyline-phone: %s\n", error.info().c_str());
    return 1;
  }
}
