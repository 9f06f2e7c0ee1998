#include "machine.hpp"

#include <cerrno>

#include <algorithm>
#include <string>

namespace partyline::simulator {

namespace {

template <size_t N>
void copyText(char (&out)[N], const std::string& text) {
  std::fill(out, out + N, '\0');
  text.copy(out, N - 1);
}

const char* nameOf(SpanKind kind) { return kind == SpanKind::e1 ? "E1" : kind == SpanKind::t1 ? "T1" : "ANALOG_MIXED"; }

int lineConfigOf(SpanKind kind) {
  if (kind == SpanKind::e1) return DAHDI_CONFIG_CCS | DAHDI_CONFIG_HDB3 | DAHDI_CONFIG_CRC4;
  return kind == SpanKind::t1 ? DAHDI_CONFIG_ESF | DAHDI_CONFIG_B8ZS : 0;
}

}  // namespace

Channel* Machine::channel(int number) const {
  for (const Card* card : cards_) {
    if (!card->isPluggedIn()) continue;
    for (Channel* channel : card->span().channels) {
      if (channel->place().number == number) return channel;
    }
  }
  return nullptr;
}

std::vector<int> Machine::channelNumbers() const {
  std::vector<int> numbers;
  for (const Card* card : cards_) {
    if (!card->isPluggedIn()) continue;
    for (const Channel* channel : card->span().channels) numbers.push_back(channel->place().number);
  }
  return numbers;
}

const Card* Machine::cardOfSpan(int number) const {
  const auto found = std::find_if(cards_.begin(), cards_.end(), [&](const Card* card) { return card->isPluggedIn() && card->span().number == number; });
  return found == cards_.end() ? nullptr : *found;
}

Reply Machine::control(unsigned command, const Bytes& argument, const Channel* own) const {
  switch (command) {
    case DAHDI_SPANSTAT: return spanStatus(argument, own);
    case DAHDI_GET_PARAMS: return parameters(argument);
    case DAHDI_SET_PARAMS: return setParameters(argument);
    case DAHDI_GETVERSION: {
      dahdi_versioninfo version{};
      copyText(version.version, "2.11.1 (simulated)");
      return replyWith(version);
    }
    case DAHDI_DEFAULTZONE: return refuse(ToneZone::exists(valueOf<int>(argument)) ? 0 : EINVAL);
    case DAHDI_LOADZONE: return refuse(valueOf<dahdi_tone_def_header>(argument).zone >= 0 && valueOf<dahdi_tone_def_header>(argument).zone <= 255 ? 0 : EINVAL);
    case DAHDI_FREEZONE: return refuse(EINVAL);
    case DAHDI_STARTUP:
    case DAHDI_SHUTDOWN: return refuse(cardOfSpan(valueOf<int>(argument)) ? 0 : ENXIO);
    case DAHDI_SPANCONFIG: return refuse(cardOfSpan(valueOf<dahdi_lineconfig>(argument).span) ? 0 : ENXIO);
    case DAHDI_CHANCONFIG: return refuse(channel(valueOf<dahdi_chanconfig>(argument).chan) ? 0 : ENXIO);
    case DAHDI_ATTACH_ECHOCAN: return attachEchoCanceller(argument);
    default: return refuse(ENOTTY);
  }
}

Reply Machine::parameters(const Bytes& argument) const {
  const Channel* wanted = channel(valueOf<dahdi_params>(argument).channo & ~DAHDI_GET_PARAMS_RETURN_MASTER);
  return wanted ? replyWith(wanted->params()) : refuse(EINVAL);
}

Reply Machine::setParameters(const Bytes& argument) const {
  const auto params = valueOf<dahdi_params>(argument);
  Channel* wanted = channel(params.channo);
  if (!wanted) return refuse(EINVAL);
  wanted->setTimes(params);
  return {};
}

Reply Machine::attachEchoCanceller(const Bytes& argument) const {
  const auto wanted = valueOf<dahdi_attach_echocan>(argument);
  const Channel* where = channel(wanted.chan);
  return refuse(where && (wanted.echocan[0] == '\0' || where->hasEchoCanceller()) ? 0 : EINVAL);
}

Reply Machine::spanStatus(const Bytes& argument, const Channel* own) const {
  const int wanted = valueOf<dahdi_spaninfo>(argument).spanno;
  const Card* card = cardOfSpan(wanted == 0 && own ? own->place().span : wanted);
  if (!card) return refuse(EINVAL);
  const SpanFacts span = card->span();
  dahdi_spaninfo info{};
  info.spanno = span.number;
  info.alarms = static_cast<int>(span.alarms);
  info.numchans = info.totalchans = static_cast<int>(span.channels.size());
  info.totalspans = static_cast<int>(std::count_if(cards_.begin(), cards_.end(), [](const Card* each) { return each->isPluggedIn(); }));
  info.lineconfig = info.linecompat = lineConfigOf(span.kind);
  info.syncsrc = span.kind == SpanKind::analog ? 0 : span.number;
  copyText(info.name, span.name);
  copyText(info.desc, span.description);
  copyText(info.lboname, span.kind == SpanKind::analog ? "" : "0 db (CSU)/0-133 feet (DSX-1)");
  copyText(info.location, "simulated slot " + std::to_string(span.number));
  copyText(info.manufacturer, "Partyline");
  copyText(info.devicetype, "Simulated line card");
  copyText(info.spantype, nameOf(span.kind));
  return replyWith(info);
}

}  // namespace partyline::simulator
