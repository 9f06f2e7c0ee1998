// The D channel of a DAHDI span: HDLC in the card or the driver, which also checks and fills in the frame check sequence.
#pragma once
#include "dchannel.hpp"

namespace partyline::pri {

class DahdiDChannel final : public DChannel {
 public:
  // Takes the channel of that number from `root`/channel. Throws OpenError.
  DahdiDChannel(const std::string& root, int channel);
  ~DahdiDChannel() override;
  DahdiDChannel(const DahdiDChannel&) = delete;
  DahdiDChannel& operator=(const DahdiDChannel&) = delete;

  size_t read(uint8_t* to, size_t capacity) override;
  void write(const uint8_t* frame, size_t bytes) override;
  int file() const override { return file_; }
  short pollEvents() const override;
  void look(short revents) override;
  std::string gone() const override { return gone_; }
  bool inAlarm() const override { return in_alarm_; }
  uint64_t badFrames() const override { return bad_frames_; }

 private:
  void specify(int channel);
  void checkKind(int channel);
  void setBuffers();
  // The driver refuses to read and write until its events were taken (ELAST).
  void takeEvents();
  void takeEvent(int event);
  // True: to be tried once more.
  bool afterFailure();

  int file_ = -1;
  bool in_alarm_ = false;
  uint64_t bad_frames_ = 0;
  std::string gone_;
};

}  // namespace partyline::pri
