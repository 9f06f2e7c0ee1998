#include "room.hpp"

namespace partyline::mixer {

void Room::tick(const TickScope& tick) noexcept {
  const unsigned rates = ratesInUse();
  gather(tick);
  exchange_.run(buses_, rates);
  playToAll(tick, rates);
  feedRecordings(tick);
  deliver(tick);
}

unsigned Room::ratesInUse() const noexcept {
  unsigned rates = taps_.empty() ? 0 : 1u << kRecordingRate;
  for (int rate = 0; rate < kRates; ++rate) rates |= seats_[rate].empty() ? 0 : 1u << rate;
  return rates;
}

void Room::gather(const TickScope& tick) noexcept {
  for (Bus& bus : buses_) bus.begin();
  const bool all_open = unmuted_ <= kAllOpen;
  int unmuted = 0;
  for (int rate = 0; rate < kRates; ++rate) {
    seats_[rate].each([&](Seat& seat) {
      seat.listen(tick);
      seat.contribute(buses_[rate], all_open);
      unmuted += seat.hasPort() && !seat.muted();
    });
  }
  unmuted_ = unmuted;
}

void Room::playToAll(const TickScope& tick, unsigned rates) noexcept {
  Player* player = plays_.front();
  if (!player) return;
  int16_t frame[kMaxFrameSamples];
  for (int rate = 0; rate < kRates; ++rate) {
    if ((rates >> rate & 1) == 0) continue;
    player->render(frame, rate);
    buses_[rate].add(frame);
  }
  if (!player->advance()) tick.outbox.give(plays_.pop());
}

void Room::feedRecordings(const TickScope& tick) noexcept {
  if (taps_.empty()) return;
  const int16_t* mix = buses_[kRecordingRate].shared();
  bool failed = false;
  taps_.each([&](Tap& tap) {
    if (!tap.wanted()) failed = true;
    else if (!tap.record(mix)) tick.outbox.fault();
  });
  if (!failed) return;
  taps_.extract([](const Tap& tap) { return !tap.wanted(); }, [&](std::unique_ptr<Tap> tap) { tick.outbox.give(std::move(tap)); });
}

void Room::deliver(const TickScope& tick) noexcept {
  for (int rate = 0; rate < kRates; ++rate) {
    seats_[rate].each([&](Seat& seat) { seat.deliver(tick, &buses_[rate]); });
  }
}

void Room::enter(Seat& seat) noexcept {
  seat.room = this;
  seat.entered();
  seats_[seat.rate()].add(&seat);
}

void Room::leave(Seat& seat) noexcept {
  seats_[seat.rate()].remove(&seat);
  seat.left(buses_[seat.rate()]);
  seat.room = nullptr;
}

void Room::stopRecording(RecordingId recording, Outbox& outbox) noexcept {
  taps_.extract([&](const Tap& tap) { return tap.id() == recording; },
                [&](std::unique_ptr<Tap> tap) {
                  tap->close();
                  outbox.give(std::move(tap));
                });
}

void Room::close(Outbox& outbox) noexcept {
  while (std::unique_ptr<Player> player = plays_.pop()) {
    player->stop();
    outbox.give(std::move(player));
  }
  while (std::unique_ptr<Tap> tap = taps_.pop()) {
    tap->close();
    outbox.give(std::move(tap));
  }
}

Seat* Room::anySeat() const noexcept {
  for (const auto& seats : seats_) {
    if (!seats.empty()) return seats.front();
  }
  return nullptr;
}

}  // namespace partyline::mixer
