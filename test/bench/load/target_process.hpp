// What the kernel knows of the measured process.
#pragma once
#include <sys/types.h>

#include <cstdint>
#include <set>

namespace partyline::bench {

// User and system time of all its threads, ended ones included; 0 for pid 0.
int64_t processCpuNs(pid_t pid);
int64_t ownCpuNs();

// Packets that the kernel threw away because a socket's buffer was full (/proc/net/udp), over the given local ports.
int64_t droppedPackets(const std::set<int>& ports);

}  // namespace partyline::bench
