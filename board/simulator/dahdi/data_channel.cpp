#include "data_channel.hpp"

#include <algorithm>
#include <utility>

namespace partyline::simulator {

namespace {

constexpr size_t kCheckBytes = 2;
constexpr int kBytesATick = 64000 / 8 * kTickMs / 1000;

// ITU-T V.42 8.1.1.6.1, sent low byte first.
uint16_t checkOf(const uint8_t* frame, size_t bytes) {
  uint16_t check = 0xffff;
  for (size_t i = 0; i < bytes; ++i) {
    check ^= frame[i];
    for (int bit = 0; bit < 8; ++bit) check = static_cast<uint16_t>(check & 1 ? (check >> 1) ^ 0x8408 : check >> 1);
  }
  return static_cast<uint16_t>(~check);
}

}  // namespace

DataChannel::DataChannel(ChannelPlace place, ChannelSurroundings surroundings, Sent sent) : Channel(std::move(place), surroundings), sent_(std::move(sent)) {}

// The program leaves room for the check sequence, which the card fills: what it wrote there does not matter.
void DataChannel::tick() {
  if (!isOpen()) return;
  budget_ = std::min(budget_ + kBytesATick, kBytesATick);
  while (writing().isOpen() && budget_ > 0) {
    const bool was_full = !writing().hasRoom();
    const Bytes frame = writing().takeFrame();
    budget_ -= static_cast<int>(frame.size());
    if (frame.size() > kCheckBytes && !cut_ && !alarms()) sent_(frame.data(), frame.size() - kCheckBytes);
    if (was_full || writing().isEmpty()) changed();
  }
}

bool DataChannel::receiveFrame(const uint8_t* frame, size_t bytes) {
  if (!isOpen() || cut_ || alarms()) return false;
  if (bytes + kCheckBytes > blockSamples()) return queueEvent(DAHDI_EVENT_OVERRUN), false;
  Bytes received(frame, frame + bytes);
  const uint16_t check = checkOf(frame, bytes);
  received.push_back(static_cast<uint8_t>(check));
  received.push_back(static_cast<uint8_t>(check >> 8));
  const bool was_empty = reading().isEmpty();
  const bool fits = reading().takeFrame(received);
  if (fits && was_empty) changed();
  return fits;
}

void DataChannel::receiveBad(BadFrame kind) {
  if (!alarms()) queueEvent(kind == BadFrame::fcs ? DAHDI_EVENT_BADFCS : DAHDI_EVENT_ABORT);
}

}  // namespace partyline::simulator
