// The words of addons/events.ts for the enumerations of C++.
#pragma once
#include "../mixer/mixer.hpp"
#include "../sip/listener.hpp"

namespace partyline::binding {

inline const char* nameOf(sip::Codec codec) {
  switch (codec) {
    case sip::Codec::opus: return "opus";
    case sip::Codec::g722: return "g722";
    case sip::Codec::pcmu: return "pcmu";
    case sip::Codec::pcma: return "pcma";
  }
  return "";
}

inline const char* nameOf(sip::TransportKind transport) {
  switch (transport) {
    case sip::TransportKind::udp: return "udp";
    case sip::TransportKind::tcp: return "tcp";
    case sip::TransportKind::tls: return "tls";
  }
  return "";
}

inline const char* nameOf(sip::DigitSource source) {
  switch (source) {
    case sip::DigitSource::rfc4733: return "rfc4733";
    case sip::DigitSource::info: return "info";
    case sip::DigitSource::inband: return "inband";
  }
  return "";
}

inline const char* nameOf(sip::EndedBy by) {
  switch (by) {
    case sip::EndedBy::caller: return "caller";
    case sip::EndedBy::box: return "box";
    case sip::EndedBy::network: return "network";
  }
  return "";
}

inline const char* nameOf(mixer::PlayEnd reason) { return reason == mixer::PlayEnd::finished ? "finished" : "stopped"; }

inline const char* nameOf(mixer::RecordingEnd reason) {
  switch (reason) {
    case mixer::RecordingEnd::stopped: return "stopped";
    case mixer::RecordingEnd::disk_full: return "disk-full";
    case mixer::RecordingEnd::io_error: return "io-error";
  }
  return "";
}

}  // namespace partyline::binding
