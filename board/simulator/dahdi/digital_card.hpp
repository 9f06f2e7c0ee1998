// A card with an E1 or T1 span. Whoever is at the far end of its cable has it as a DigitalSpan.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "../span/digital_span.hpp"
#include "bearer.hpp"
#include "card.hpp"
#include "data_channel.hpp"

namespace partyline::simulator {

struct DigitalCardParts {
  std::string id;
  int span;
  int first_channel;
  ChannelSurroundings surroundings;
  SpanType type;
  Law law;
  HardwareDigits hardware_digits;
  double far_clock_ppm;
};

class DigitalCard : public Card, public DigitalSpan {
 public:
  explicit DigitalCard(DigitalCardParts parts);
  ~DigitalCard() override;

  SpanFacts span() const override;

  // The cable's condition: SpanAlarm bits.
  void setAlarms(uint32_t alarms);
  void setDataCut(bool cut);
  bool isDataCut() const { return data_cut_; }
  void receiveBad(BadFrame kind);

  SpanType type() const override { return type_; }
  int number() const override { return span_; }
  bool isBearer(int timeslot) const override;
  void plugIn(SpanFarEnd* far_end) override { far_end_ = far_end; }
  bool sendFrame(const uint8_t* frame, size_t bytes) override;
  void readBearer(int timeslot, Block& said) override;
  void writeBearer(int timeslot, const Block& heard) override;
  uint32_t alarms() const override;
  using Card::plugIn;

 protected:
  void powered(bool on) override;

 private:
  void tick();
  void tellAlarms();

  const SpanType type_;
  const int span_;
  LineClock& clock_;
  uint64_t ticking_;
  SpanFarEnd* far_end_ = nullptr;
  uint32_t alarms_ = 0;
  bool data_cut_ = false;
  std::vector<std::unique_ptr<Bearer>> bearers_;  // by timeslot, from 1; null at the D channel's
  std::unique_ptr<DataChannel> data_;
};

}  // namespace partyline::simulator
