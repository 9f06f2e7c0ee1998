#include "bearer.hpp"

#include <cerrno>
#include <utility>

namespace partyline::simulator {

namespace {

constexpr int kStaleBlocks = 4;  // nobody listens at the far end

}  // namespace

Bearer::Bearer(ChannelPlace place, ChannelSurroundings surroundings, HardwareDigits digits, double far_clock_ppm)
    : Channel(std::move(place), surroundings), detection_(digits, [this](int event) { queueEvent(event); }),
      to_far_(surroundings.clock.error_ppm(), far_clock_ppm), from_far_(far_clock_ppm, surroundings.clock.error_ppm()) {}

void Bearer::opened() {
  detection_.reset();
  to_far_.clear();
  from_far_.clear();
}

Reply Bearer::control(unsigned command, const Bytes& argument) {
  if (command == DAHDI_AUDIOMODE) return setAudio(valueOf<int>(argument) != 0), Reply{};
  if (command == DAHDI_TONEDETECT) return detection_.set(valueOf<int>(argument));
  return Channel::control(command, argument);
}

void Bearer::tick() {
  if (!isOpen()) return;
  Block said{}, heard{};
  transmit(said);
  if (alarms()) said.fill(0);
  if (++unread_ > kStaleBlocks) to_far_.clear();
  to_far_.write(said);
  from_far_.read(heard);
  if (alarms()) heard.fill(0);
  detection_.take(heard);
  receive(heard);
}

void Bearer::read(Block& said) {
  unread_ = 0;
  if (isOpen()) to_far_.read(said);
  else said.fill(0);
}

void Bearer::write(const Block& heard) {
  if (isOpen()) from_far_.write(heard);
}

}  // namespace partyline::simulator
