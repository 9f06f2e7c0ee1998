// A line on the line thread, whatever device it is: what of it concerns its audio.
#pragma once
#include "line_audio.hpp"
#include "line_thread.hpp"

namespace partyline::lines {

// Line thread. Freed where closing a device may wait.
class LineSource : public Source {
 public:
  explicit LineSource(std::unique_ptr<LineAudio> audio) : audio_(std::move(audio)) {}

  LineAudio& audio() noexcept { return *audio_; }
  // What the audio is wanted for has changed.
  virtual void audioChanged() noexcept = 0;
  // Not waited for any more. May be called again.
  virtual void detach() noexcept = 0;
  virtual void setGain(float receive_db, float transmit_db) noexcept = 0;
  virtual void setEcho(bool on) noexcept { audio_->setEcho(on); }

 protected:
  const std::unique_ptr<LineAudio> audio_;
};

}  // namespace partyline::lines
