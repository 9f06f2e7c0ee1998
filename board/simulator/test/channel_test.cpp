// What every channel does, whatever hangs on it.
#include <dahdi/user.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "check.hpp"
#include "rig.hpp"

namespace partyline::simulator::test {

TEST("a second program that takes a channel is told that it is busy") {
  const Rig rig;
  const Device first(rig, 1);
  const Device second(rig, 0);
  CHECK_EQ(second.control(DAHDI_SPECIFY, 1), EBUSY);
  CHECK_EQ(second.control(DAHDI_SPECIFY, 2), 0);
  CHECK_EQ(second.control(DAHDI_SPECIFY, 3), ENOTTY);
}

TEST("a channel that nobody specified can do nothing") {
  const Rig rig;
  const Device device(rig, 0);
  char byte = 0;
  CHECK_EQ(device.control(DAHDI_SPECIFY, 9999), EINVAL);
  CHECK_EQ(device.control(DAHDI_HOOK, DAHDI_OFFHOOK), ENOTTY);
  CHECK_EQ(device.read(&byte, 1), -ENXIO);
  CHECK_EQ(device.write(&byte, 1), -ENXIO);
}

TEST("calls with values that make no sense are refused and change nothing") {
  const Rig rig;
  const Device device(rig, 1);
  CHECK_EQ(device.control(DAHDI_SET_BLOCKSIZE, 15), EINVAL);
  CHECK_EQ(device.control(DAHDI_SET_BLOCKSIZE, 8193), EINVAL);
  CHECK_EQ(device.control(DAHDI_SET_BLOCKSIZE, -1), EINVAL);
  CHECK_EQ(device.value(DAHDI_GET_BLOCKSIZE), DAHDI_DEFAULT_BLOCKSIZE);
  dahdi_bufferinfo huge{0, 0, 32, 8192, 0, 0};
  CHECK_EQ(device.control(DAHDI_SET_BUFINFO, &huge), EINVAL);
  CHECK_EQ(device.control(DAHDI_SETLAW, 3), EINVAL);
  CHECK_EQ(device.control(DAHDI_HOOK, 99), EINVAL);
  CHECK_EQ(device.control(DAHDI_AUDIOMODE, 1), EINVAL);
  CHECK_EQ(device.control(DAHDI_SENDTONE, 4711), EINVAL);
  CHECK_EQ(device.control(_IOW(0xda, 250, int), 1), ENOTTY);
  dahdi_spaninfo span{};
  span.spanno = 77;
  CHECK_EQ(device.control(DAHDI_SPANSTAT, &span), EINVAL);
}

TEST("a program learns of spans and channels from ctl") {
  const Rig rig;
  const Device ctl(rig, 0, Device::Mode::never_waits, "ctl");
  dahdi_spaninfo span{};
  span.spanno = 2;
  CHECK_EQ(ctl.control(DAHDI_SPANSTAT, &span), 0);
  CHECK_EQ(span.totalspans, 2);
  CHECK_EQ(span.totalchans, 31);
  CHECK_EQ(std::string(span.spantype), "E1");
  dahdi_params params{};
  params.channo = 3;
  CHECK_EQ(ctl.control(DAHDI_GET_PARAMS, &params), 0);
  CHECK_EQ(params.sigtype, DAHDI_SIG_FXSKS);
  params.channo = 20;
  CHECK_EQ(ctl.control(DAHDI_GET_PARAMS, &params), 0);
  CHECK_EQ(params.sigtype, DAHDI_SIG_HDLCFCS);
  CHECK_EQ(params.chanpos, 16);
  params.channo = 36;
  CHECK_EQ(ctl.control(DAHDI_GET_PARAMS, &params), EINVAL);
}

TEST("a program that reads with a tiny buffer gets the beginning of a block, and the next block after it") {
  const Rig rig;
  const Device device(rig, 1);
  device.useBlocks();
  std::array<uint8_t, 1000> bytes{};
  CHECK(device.poll(POLLIN, 2000) & POLLIN);
  CHECK_EQ(device.read(bytes.data(), 3), 3);
  CHECK_EQ(device.read(bytes.data(), 0), 0);
  CHECK(device.poll(POLLIN, 2000) & POLLIN);
  CHECK_EQ(device.read(bytes.data(), bytes.size()), 320);
}

TEST("a program that writes too much is held up, and one that never waits is told so") {
  const Rig rig;
  const Device device(rig, 1);
  device.useBlocks();
  const std::array<int16_t, 400> samples{};
  for (int i = 0; i < 4; ++i) CHECK_EQ(device.write(samples.data(), sizeof samples), 320);
  CHECK_EQ(device.write(samples.data(), sizeof samples), -EAGAIN);
  CHECK(device.poll(POLLOUT, 2000) & POLLOUT);
}

TEST("a program that is killed while it waits for a block lets its channel go") {
  const Rig rig;
  int ready[2];
  CHECK_EQ(pipe(ready), 0);
  const pid_t reader = fork();
  if (reader == 0) {
    const Device device(rig, 20, Device::Mode::waits);  // a D channel: nothing comes by itself
    char byte = 'r';
    if (write(ready[1], &byte, 1) == 1) device.read(&byte, 1);
    _exit(0);
  }
  char byte = 0;
  CHECK_EQ(read(ready[0], &byte, 1), 1);
  kill(reader, SIGKILL);
  CHECK_EQ(waitpid(reader, nullptr, 0), reader);
  close(ready[0]);
  close(ready[1]);
  const Device device(rig, 0);
  int result = EBUSY;
  // The kernel tells of a closed file in its own time; each answer of the simulator lets it.
  for (int i = 0; i < 200 && result == EBUSY; ++i) {
    result = device.control(DAHDI_SPECIFY, 20);
    rig.ask({{"do", "state"}});
  }
  CHECK_EQ(result, 0);
}

TEST("a program that has a channel of a card that is pulled out is told so, and finds the card again") {
  Rig rig;
  const Device device(rig, 1);
  device.useBlocks();
  CHECK_EQ(rig.ask({{"do", "pull-out"}, {"card", "card-1"}})["ok"], true);
  CHECK(device.poll(POLLPRI, 2000) & POLLPRI);
  CHECK_EQ(device.value(DAHDI_GETEVENT), DAHDI_EVENT_REMOVED);
  CHECK_EQ(device.control(DAHDI_HOOK, DAHDI_OFFHOOK), ENODEV);
  char byte = 0;
  CHECK_EQ(device.read(&byte, 1), -ENODEV);
  const Device other(rig, 0);
  CHECK_EQ(other.control(DAHDI_SPECIFY, 1), EINVAL);
  CHECK_EQ(rig.ask({{"do", "plug-in"}, {"card", "card-1"}})["ok"], true);
  CHECK_EQ(other.control(DAHDI_SPECIFY, 1), 0);
}

}  // namespace partyline::simulator::test
