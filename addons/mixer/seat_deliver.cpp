// What a seat hears: the room less its own part, music, private audio, or comfort noise.
#include <algorithm>

#include "frame.hpp"
#include "seat.hpp"

namespace partyline::mixer {

constexpr float kDuck = 0.25f;  // -12 dB beneath private audio

void Seat::deliver(const TickScope& tick, Bus* bus) noexcept {
  if (served_) return;
  const float duck = player_ ? kDuck : 1.0f;
  const Gains gains{{room_now_, bus && !deaf_ && !music_ ? gain_out_ * duck : 0.0f}, {music_now_, music_ ? duck : 0.0f}};
  room_now_ = gains.room.to;
  music_now_ = gains.music.to;
  if (stream_.port) {
    const bool plain = !player_ && gains.music.is(0.0f) && gains.room.is(bus && !deaf_ ? 1.0f : 0.0f);
    const int16_t* out = plain ? roomAlone(tick, gains.room.is(0.0f) ? nullptr : bus) : blend(tick, bus, gains);
    stream_.port->write(out);
    meter_.sent(out, samples());
    if (tick.levels_due) level_out_dbov_.store(dbov(meanSquare({out, samples()})), std::memory_order_relaxed);
  }
  if (player_ && !player_->advance()) tick.outbox.give(std::move(player_));
}

const int16_t* Seat::roomAlone(const TickScope& tick, Bus* bus) noexcept {
  const int sources = heardSources(bus);
  if (sources == 0) {
    was_shared_ = false;
    out_limiter_.setGain(1.0f);
    return tick.noise.frame(tick.number);
  }
  const bool seamless = was_shared_ || (out_limiter_.atRest() && bus->sharedGain() == 1.0f);
  if (was_shared_) out_limiter_.setGain(bus->sharedGain());
  was_shared_ = !contributes_ && seamless;
  if (was_shared_) return bus->shared();
  int32_t wide[kMaxFrameSamples];
  if (contributes_) subtract(wide, {bus->sum(), samples()}, in_);
  out_limiter_.process(out_, {contributes_ ? wide : bus->sum(), samples()}, sources > 1 ? kSumThreshold : kSingleThreshold);
  return out_;
}

const int16_t* Seat::blend(const TickScope& tick, Bus* bus, const Gains& gains) noexcept {
  if (was_shared_) out_limiter_.setGain(bus ? bus->sharedGain() : 1.0f);
  was_shared_ = false;
  int32_t wide[kMaxFrameSamples];
  int sources = hearRoom(wide, bus, gains.room);
  if (!gains.music.is(0.0f)) {
    addScaled(wide, {tick.music[stream_.rate]->frame(tick.number), samples()}, gains.music);
    ++sources;
  }
  sources += hearPlayer(wide);
  if (peak({wide, samples()}) == 0) return tick.noise.frame(tick.number);
  const bool fits = sources <= 1 && gains.room.from <= 1.0f && gains.room.to <= 1.0f;
  out_limiter_.process(out_, {wide, samples()}, fits ? kSingleThreshold : kSumThreshold);
  return out_;
}

int Seat::hearRoom(int32_t* sum, Bus* bus, Ramp gain) noexcept {
  const int sources = heardSources(bus);
  if (sources == 0 || gain.is(0.0f)) {
    std::fill_n(sum, samples(), 0);
    return 0;
  }
  if (contributes_) subtract(sum, {bus->sum(), samples()}, in_);
  else std::copy_n(bus->sum(), samples(), sum);
  if (!gain.is(1.0f)) scale(sum, samples(), gain);
  return sources;
}

int Seat::hearPlayer(int32_t* sum) noexcept {
  if (!player_) return 0;
  int16_t frame[kMaxFrameSamples];
  player_->render(frame, stream_.rate);
  add(sum, frame, samples());
  return 1;
}

}  // namespace partyline::mixer
