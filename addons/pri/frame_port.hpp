// Where the frames of a D channel come from and go to.
#pragma once
#include <cstddef>
#include <cstdint>

namespace partyline::pri {

constexpr size_t kLargestFrame = 1024;
// Q.921 2.7: the frame check sequence, two octets at the end of each frame. The driver fills them in and has checked them.
constexpr size_t kCheckOctets = 2;

class FramePort {
 public:
  virtual ~FramePort() = default;
  // A whole frame with its check octets. 0: none waits, or none will ever come.
  virtual size_t read(uint8_t* to, size_t capacity) = 0;
  // The last two octets are room for the check sequence. What can't be sent is lost; Q.921 sends it again.
  virtual void write(const uint8_t* frame, size_t bytes) = 0;
};

}  // namespace partyline::pri
