// A driver that does what a test says: the kernel's side of DAHDI's files, with the troubles that no simulated card has.
#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "../system_calls.hpp"

namespace partyline::lines::test {

// What one channel was asked for with a number, in order.
struct Asked {
  unsigned long request;
  int value;
};

// Any thread. The thread that uses a channel's file allocates nothing in it.
class FakeDriver final : public SystemCalls {
 public:
  FakeDriver();
  ~FakeDriver() override;

  void addChannel(int number, int signalling);
  // From now on this request fails, on all channels.
  void refuse(unsigned long request, int error);
  void failOpen(int error);
  // What channels say of themselves, whatever their number is.
  void pretendNumber(int number);
  void setChannelAlarms(int channel, uint32_t alarms);
  void setSpan(int span, const char* type, uint32_t alarms, int clock);

  void tell(int channel, int event);
  // GETEVENT never comes to an end.
  void tellForEver(int channel, int event);
  // 16 bit samples that the line says, as one block or a part of one.
  void say(int channel, const std::vector<int16_t>& samples);
  // Reading fails with this, or ends (0), once what was said before is read.
  void breakReading(int channel, int error);
  // So many of the next writes are refused with EAGAIN.
  void stuffWriting(int channel, int times);
  // Readable, and nothing to read.
  void tempt(int channel);
  // Counts what the thread that reads allocates.
  void trapAllocations();

  // All that was written so far, once it is as much, or after a deadline.
  std::vector<int16_t> written(int channel, size_t samples);
  // Until this was asked for so often; false: it was not, before a deadline.
  bool wasAsked(int channel, unsigned long request, int value, int times = 1);
  std::vector<Asked> asked(int channel);
  // The cadence of the newest SETCADENCE.
  std::vector<int> cadence(int channel);
  bool isOpen(int channel);

  int open(const char* path) noexcept override;
  int close(int fd) noexcept override;
  int ioctl(int fd, unsigned long request, void* argument) noexcept override;
  ssize_t read(int fd, void* bytes, size_t count) noexcept override;
  ssize_t write(int fd, const void* bytes, size_t count) noexcept override;

 private:
  struct Channel;
  struct Span {
    std::string type;
    uint32_t alarms = 0;
    int clock = 0;
  };

  Channel* ofFile(int fd);
  int channelCall(Channel& channel, unsigned long request, void* argument);
  int controlCall(unsigned long request, void* argument);
  int specify(int fd, int number);
  int fillParams(Channel& channel, void* argument);
  int fillSpan(void* argument);
  void signal(Channel& channel);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<int, std::unique_ptr<Channel>> channels_;
  std::map<int, Span> spans_;
  std::map<unsigned long, int> refused_;
  std::map<int, std::pair<int, Channel*>> files_;  // by descriptor: our end, and the channel once it is chosen
  int open_error_ = 0, pretended_number_ = 0;
  std::atomic<bool> trap_{false};
};

}  // namespace partyline::lines::test
